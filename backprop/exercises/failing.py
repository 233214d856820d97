"""The smallest case that fails, as plain variables and as tables."""

from html import escape

import numpy as np

from .case import Question
from .comparing import right
from .inputs import copied
from .parts import parts_of

MOST_ROWS, MOST_COLUMNS = 12, 12


class Failing(dict):
    """A failing case by name: f["X"] or f.X, f.yours, f.right, f.case."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"expected one of {', '.join(self)}, got {name!r}"
            ) from None

    def __repr__(self):
        return "\n".join(_lines(self))

    def _repr_html_(self):
        shown = "".join(_tables(self))
        return f"<p>{escape(self['case'])}</p>{shown}"


def smallest(cases, outcomes, typed):
    """The Failing of the smallest failing case, or None if none fails.

    For an answer that is typed in, `right` says True or False a part.
    """
    found = []
    for case, outcome in zip(cases, outcomes, strict=False):
        for k, expect in enumerate(case.expect):
            if not expect:
                continue
            result = outcome.results[k] if k < len(outcome.results) else None
            parts = parts_of(result, expect, case.keyed) or {}
            fits = {
                name: name in parts and right(parts[name], truth, case)
                for name, truth in expect.items()
            }
            if not all(fits.values()):
                found.append((_size(case, k), len(found)))
                found[-1] += ((case, k, result, parts, fits),)
                break
    if not found:
        return None
    return _failing(*min(found)[2], typed)


def _size(case, k):
    args = case.steps[k].args
    return sum(np.size(a) for a in args if isinstance(a, np.ndarray))


def _failing(case, k, result, parts, fits, typed):
    expect = case.expect[k]
    out = Failing(case=f"{case.name}, call {k + 1} of {len(case.steps)}")
    for step in case.steps[: k + 1]:
        for name, arg in zip(step.inputs, step.args, strict=False):
            out[name] = (
                arg.reply if isinstance(arg, Question) else copied(arg, {})
            )
    one = len(expect) == 1
    out["yours"] = parts or result
    out["right"] = fits if typed else dict(expect)
    if one and not typed:
        (name,) = expect
        out["yours"] = parts.get(name, result)
        out["right"] = expect[name]
    return out


def _lines(failing):
    for name, value in failing.items():
        if name == "case":
            yield value
        elif isinstance(value, np.ndarray):
            shown = np.array2string(value, precision=5, suppress_small=True)
            yield f"{name} ="
            yield shown
        else:
            yield f"{name} = {value}"


def _tables(failing):
    yours, truth = failing["yours"], failing["right"]
    if not isinstance(yours, dict) or not isinstance(truth, dict):
        yours, truth = {"result": yours}, {"result": truth}
    for name, value in truth.items():
        mine = yours.get(name)
        if _array(mine) and _array(value) and np.shape(mine) == value.shape:
            yield _table(name, np.asarray(mine, float), value)
        else:
            yield f"<p>{escape(name)}: yours {escape(repr(mine)[:200])}"
            yield f", right {escape(repr(value)[:200])}</p>"


def _array(thing):
    return isinstance(thing, np.ndarray) and 0 < thing.ndim < 3


def _table(name, mine, truth):
    """Yours over right in every cell that differs, with a mark and a tint."""
    mine, truth = np.atleast_2d(mine), np.atleast_2d(truth)
    limit = 1e-5 * (np.abs(truth).max() or 1.0)
    rows = []
    for a, b in zip(mine[:MOST_ROWS], truth[:MOST_ROWS], strict=True):
        cells = []
        for x, y in zip(a[:MOST_COLUMNS], b[:MOST_COLUMNS], strict=True):
            if abs(x - y) <= limit:
                cells.append(f"<td>{y:.4g}</td>")
            else:
                cells.append(
                    '<td style="background: #d55e0033; border: 1px solid '
                    f'#d55e00">{x:.4g} ✗<br>{y:.4g}</td>'
                )
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return (
        f"<p>{escape(name)}: where two numbers stand, the upper is yours "
        f"(✗) and the lower is right.</p><table>{''.join(rows)}</table>"
    )
