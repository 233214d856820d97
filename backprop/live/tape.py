"""The tape of a formula that a reader types and reads in any order."""

from collections.abc import Mapping

from ..validation import real
from .element import html_table, show_element
from .formula import written
from .graph import BETWEEN, factor, short

HEADER = [
    ("line", " scope='col'"),
    ("what was done", " scope='col'"),
    ("value", " class='forward' scope='col'"),
    ("local slopes", " scope='col'"),
    ("gradient", " class='backward' scope='col'"),
]


def live_tape(examples):
    """Show the tape of a formula, which the page writes as it is typed.

    examples: {"A fork": ("x*x + x", {"x": 3}), …}, a formula to begin with
    and the numbers for its letters. Statements `q = 3x; f = q + 2q` stand
    between semicolons, and the last is the result. Known are + - * / ( ),
    ^ with a whole number, exp, log, tanh, relu, sigmoid and max(a, b).
    The reader changes all of it and has the tape read upwards or in an
    order that gives wrong gradients. Elsewhere, and in print, the first
    example's tape is shown, read to its end.

    Raises ValueError for a formula that is none, and for numbers that are
    not those of its letters; TypeError for an example that is no such pair.
    """
    if not (isinstance(examples, Mapping) and examples):
        raise TypeError(
            "live_tape expects {title: (formula, {letter: number})}, got "
            f"{examples!r}"
        )
    data, tapes = [], []
    for title, example in examples.items():
        formula, values = _pair(title, example)
        tapes.append((title, formula, written(formula, values)))
        data.append({"title": title, "formula": formula, "values": values})
    title, formula, tape = tapes[0]
    rows = _rows(tape)
    table = html_table(f"{title}: the tape of {formula}", HEADER, rows)
    words = [f"{title}: the tape of {formula}, read to its end."]
    words += map(_said, rows)
    show_element("live-tape", {"examples": data}, table, "\n".join(words))


def _pair(title, example):
    """Return the formula and its numbers, checked."""
    match example:
        case (str(formula), Mapping() as values):
            return formula, {
                name: real(value, f"{title}: {name}")
                for name, value in values.items()
            }
    raise TypeError(
        f"live_tape expects (formula, {{letter: number}}) for {title!r}, got "
        f"{example!r}"
    )


def _rows(tape):
    """Return line, what was done, value, slopes and gradient of each."""
    tape.result.backward()
    number = {scalar: k + 1 for k, scalar in enumerate(tape.lines)}
    shares = {scalar: [] for scalar in number}
    shares[tape.result].append(1.0)
    for scalar in reversed(tape.lines):  # before those it was made from
        for parent, slope in _uses(scalar, number):
            if shares[scalar]:
                shares[parent].append(scalar.grad * slope)
    return [
        (
            str(number[scalar]),
            _done(scalar, name, number),
            short(scalar.value),
            ", ".join(
                f"{short(slope)} to [{number[parent]}]"
                for parent, slope in _uses(scalar, number)
            ),
            _sum(shares[scalar]),
        )
        for scalar, name in tape.lines.items()
    ]


def _uses(scalar, number):
    """Return (parent, slope) of the parents that are lines themselves."""
    pairs = zip(scalar.parents, scalar.slopes, strict=True)
    return [(p, slope) for p, slope in pairs if p in number]


def _done(scalar, name, number):
    """Return q = 3 · [1], in the numbers of the parents' lines."""
    if not scalar.parents:
        return f"{name} is given"
    texts = [
        f"[{number[p]}]" if p in number else factor(p.value)
        for p in scalar.parents
    ]
    if scalar.op in BETWEEN:
        done = f" {BETWEEN[scalar.op]} ".join(texts)
    elif "( )" in scalar.op:  # −( ), ( )³, 1/( )
        done = scalar.op.replace("( )", texts[0])
    else:
        done = f"{scalar.op}({', '.join(texts)})"
    return f"{name} = {done}" if name else done


def _sum(shares):
    """Return what has arrived: 2 + 5 = 7."""
    if len(shares) < 2:
        return short(sum(shares))
    parts = [short(shares[0]), *map(factor, shares[1:])]
    if len(parts) > 4:
        parts = ["…", *parts[-3:]]
    return f"{' + '.join(parts)} = {short(sum(shares))}"


def _said(row):
    line, done, value, slopes, gradient = row
    slopes = f"slope {slopes}, " if slopes else ""
    return f"{line}: {done}, value {value}, {slopes}gradient {gradient}"
