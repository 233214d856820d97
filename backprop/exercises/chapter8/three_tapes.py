"""8.9: three columns of gradients, each spoilt by one mistake."""

import numpy as np

from ...checking import numerical_gradient
from ...checking.relations import agrees
from ..chapter3.apart import apart
from ..parts import typed_parts
from ..record import Exercise, Verdict, Wrong
from .spoilt_tapes import SHOWS, SLOTS, columns

CLOSE = 1e-3


def draw(rng):
    """a, w, x, and the gradients of A, B and C in the order of the lines."""
    while True:
        signed = [n * sign for n in (2, 3, 4, 5) for sign in (1, -1)]
        w, x = map(int, rng.choice(signed, 2, replace=False))
        a = int(rng.choice([n for n in range(-9, 10) if abs(n) > 1]))
        known = columns(a, w, x)
        if abs(w) == abs(x) or not apart(known.values(), CLOSE):
            continue
        if 0 in known["none"] or abs(a) == abs(w * x):
            continue
        names = [str(rng.choice(list(slot))) for slot in SLOTS]
        tapes = (
            tuple(map(int, known[name])) for name in rng.permutation(names)
        )
        return {"a": a, "w": w, "x": x} | dict(zip("ABC", tapes, strict=True))


def truth(a, w, x, **tapes):
    known = columns(a, w, x)
    named = {
        letter: next(n for n in known if tuple(known[n]) == tuple(tape))
        for letter, tape in tapes.items()
    }
    dw = numerical_gradient(
        lambda w: float(a * w * x - (w * x) ** 2), np.array(float(w))
    )
    return named | {"dw": float(dw)}


def judge(cases, outcomes):
    expect = cases[0].expect[0]
    parts = typed_parts(outcomes[0], expect)
    if not parts:
        return None
    said = [_said(name, part, expect[name]) for name, part in parts.items()]
    said = [one for one in said if one]
    if not said:
        return Verdict(True)
    return Verdict(
        False,
        " ".join(seen for _, seen, _ in said),
        " ".join(dict.fromkeys(why for _, _, why in said)),
        "+".join(dict.fromkeys(id for id, _, _ in said)),
    )


def _said(name, part, right):
    """(id, what is seen, why) of one part, or None where it is right."""
    if part is ... or part is None:
        return "dots", f"{name}: dots are left.", "Replace them all."
    if name == "dw":
        return _number(part, right)
    if not isinstance(part, str):
        why = 'Names stand in quotation marks, as "too early".'
        return "no-text", f"{name} should be a text.", why
    text = " ".join(part.casefold().replace("_", " ").split())
    text = text.replace("-", " ")
    if text == right:
        return None
    if text not in SHOWS:
        why = "Take a name from the list, letter by letter."
        return "no-name", f"{name}: {text[:30]!r} is not in the list.", why
    return f"not:{text}", f"{name}: it is not {text!r}.", SHOWS[text]


def _number(part, right):
    if isinstance(part, bool) or not isinstance(part, int | float):
        why = "A number is typed in without quotation marks."
        return "no-number", "dw should be a number.", why
    if agrees(part, right, 0.0, CLOSE):
        return None
    why = "q is a parent of u once and of v twice: dq is a - 2 q, and dw is "
    return "dw", f"dw is not {part:g}.", why + "dq times the other factor."


def _next_of(slot):
    """The answer of one who takes this slot's mistake for another of it."""
    names = list(SLOTS[slot])

    def answer(**numbers):
        return tuple(
            names[(names.index(part) + 1) % 3] if part in names else part
            for part in truth(**numbers).values()
        )

    return answer


def _with_dw(rule):
    """All names right, and dw by this rule of (a, w, x, q)."""

    def answer(a, w, x, **tapes):
        *names, _ = truth(a, w, x, **tapes).values()
        return *names, rule(a, w, x, w * x)

    return answer


def _none_of_them(**numbers):
    return "none", "none", "none", truth(**numbers)["dw"]


THREE_TAPES = Exercise(
    id="8.9",
    title="Three tapes, three mistakes",
    kind="predict",
    objective="8f",
    points=3,
    minutes=17,
    takes="(A, B, C, dw), three texts and a number",
    section="08-tape#Mistakes with a framework",
    draw=draw,
    truth=truth,
    judge=judge,
    insight="Which lines are right tells where the tape broke: below the "
    "break nothing is wrong.",
    more="which of the nine would show in the loss after a hundred steps, "
    "and which would not?",
    mistakes=(
        Wrong(
            "order-mistaken",
            _next_of(0),
            "Look at q first. Where a payment was written over, q is wrong. "
            "Read too early, or by recursion, q ends right; then w and x "
            "come from its first payment alone, or from all it held in turn.",
        ),
        Wrong(
            "upper-lines-mistaken",
            _next_of(1),
            "q is right, so it happened above. Are w and x both doubled, is "
            "each multiplied by itself and not by the other, or is x alone "
            "wrong?",
        ),
        Wrong(
            "shares-mistaken",
            _next_of(2),
            "q lacks payments. Its three are a through u, and -q twice "
            "through v. Which of them add up to what is there?",
        ),
        Wrong(
            "one-use-in-dw",
            _with_dw(lambda a, w, x, q: (a - q) * x),
            "q stands in v = q · q twice, and each use has its payment: dq is "
            "a - 2 q.",
            "The names are right; dw is not.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "minus-lost-in-dw",
            _with_dw(lambda a, w, x, q: (a + 2 * q) * x),
            "f = u - v falls when v grows: the payments through v have a "
            "minus.",
            "The names are right; dw is not.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "own-factor-in-dw",
            _with_dw(lambda a, w, x, q: (a - 2 * q) * w),
            "q = w · x: w receives dq times x, the other factor.",
            "The names are right; dw is not.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "dq-for-dw",
            _with_dw(lambda a, w, x, q: a - 2 * q),
            "That is dq. From q to w it is multiplied by x, once more.",
            "The names are right; dw is not.",
        ),
        Wrong(
            "none-of-them",
            _none_of_them,
            "Read the tape yourself, from f up, and compare line by line: "
            "each of the three columns differs somewhere.",
        ),
    ),
)
