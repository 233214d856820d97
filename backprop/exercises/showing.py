"""A failing case as text and as tables."""

from html import escape

import numpy as np

MOST_ROWS, MOST_COLUMNS = 12, 12


def lines(failing):
    """A failing case as lines of text."""
    for name, value in failing.items():
        if name == "case":
            yield value
        elif isinstance(value, dict) and any(map(_array, value.values())):
            for part, one in value.items():
                yield from _named(f"{name}[{part!r}]", one)
        else:
            yield from _named(name, value)


def _named(name, value):
    if isinstance(value, np.ndarray):
        value = "\n" + np.array2string(value, precision=5, suppress_small=True)
        yield f"{name} ={value}"
    else:
        yield f"{name} = {value}"


def tables(failing):
    """The same as HTML, yours over right."""
    if "right" not in failing:
        yield f"<p>yours {escape(repr(failing['yours'])[:400])}</p>"
        return
    yours, truth = failing.get("yours"), failing["right"]
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
