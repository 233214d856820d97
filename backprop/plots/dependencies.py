"""A net and its batch as one graph: what uses what, and the two forks."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from .canvas import canvas, node, on_wire, tag, wire, write
from .numbers import number
from .style import BACKWARD, FORWARD, GREY, INK

STEP, LANE, BAND = 0.8, 0.27, 0.92  # inches: nodes, rows, what is between
SMALL, LOW = 0.26, 0.57  # a node: its radius, and what lies below it
PLACES = {"x": 0.62, "z": 1.86, "a": 2.68, "y": 4.2, "p": 5.0, "l": 5.8}
NAMES = {"x": "x", "z": "z₁", "a": "a₁", "y": "z₂", "p": "p", "l": "loss"}
WIDE, DEEP, MANY = 6.3, 4, 6  # page; nodes in a column; rows
WASH = "#F1F4F7"
DASHES = (3.5, 1.8)


def draw_dependencies(net, loss, X, t):
    """Return a figure of every use of every number, on one graph.

    The first row stands in full: its values x, z₁, a₁, z₂, p and its loss
    in circles, their gradients in frames. Below are the other rows, as
    points. All use the same parameters, which stand between them, each
    with its first entry. Two forks carry numbers, what comes back along
    each branch: from the first hidden unit to the outputs j, on solid
    lines, and from the first weight of W₂ to the rows n, on dashed ones.

    net: three layers, linear, activation, linear; it and `loss`, a mean
    over the rows, are run. X: (N, n_in) and t, as they take them.

    Raises ValueError for another number of layers, or sizes that do not
    fit the page; and what net and loss raise.
    """
    values, grads = _run(net, loss, X, t)
    N, sizes = len(X), [values[k].shape[1] for k in PLACES]
    if max(sizes) > DEEP or not 2 <= N <= MANY:
        raise ValueError(
            f"draw_dependencies fits {DEEP} nodes in a column and 2 to "
            f"{MANY} rows, got {max(sizes)} and {N}"
        )
    deep = LANE * (N - 1) + 0.12
    top = deep + BAND + STEP * max(sizes)
    fig, ax = canvas(WIDE, top + 0.3)
    centre = deep + BAND + STEP * max(sizes) / 2
    columns = {
        k: [(x, centre + STEP * ((n - 1) / 2 - i) + 0.12) for i in range(n)]
        for (k, x), n in zip(PLACES.items(), sizes, strict=True)
    }
    lanes = [deep - LANE * (n - 0.5) for n in range(1, N)]
    _first_row(ax, columns, values, grads, net.layers[2].W, top)
    _other_rows(ax, lanes)
    _parameters(ax, columns, lanes, net, values["a"] * grads["y"][:, :1])
    _mean(ax, columns, lanes, values["L"])
    return fig


def _run(net, loss, X, t):
    """Return all values and all gradients, arrays with a row for each."""
    if len(getattr(net, "layers", ())) != 3:
        raise ValueError(
            "draw_dependencies expects a net of three layers, got "
            f"{len(getattr(net, 'layers', ()))}"
        )
    values = {"x": np.asarray(X, dtype=float)}
    for before, after, layer in zip("xza", "zay", net.layers, strict=True):
        values[after] = layer.forward(values[before])
    values["L"] = loss.forward(values["y"], t)
    values["p"] = loss.P
    values["l"] = -np.log((loss.P * loss.T).sum(axis=1, keepdims=True))
    grads = {"y": loss.backward(), "l": np.full((len(X), 1), 1 / len(X))}
    backwards = zip("yaz", "azx", net.layers[::-1], strict=True)
    for after, before, layer in backwards:
        grads[before] = layer.backward(grads[after])
    return values, grads


def _first_row(ax, columns, values, grads, W, top):
    write(ax, 0.06, top + 0.14, "row 1", size=9.5, ha="left", color=GREY)
    for name, spots in columns.items():
        (x, high), low = spots[0], spots[-1][1]
        _box(ax, (x - 0.36, low - LOW, 0.72, high - low + LOW + 0.34))
        write(ax, x, top + 0.14, NAMES[name], weight="bold")
    for start, end in zip(columns["z"], columns["a"], strict=True):
        wire(ax, start, end, width=1)
    for before, after in ("xz", "yp", "pl", "ay"):
        for i, start in enumerate(columns[before]):
            for end in columns[after]:
                forked = before == "a" and i == 0
                looks = {"color": INK, "width": 2.2} if forked else {}
                wire(ax, start, end, **{"width": 0.9, **looks})
    start, end = columns["a"][0], columns["y"][0]
    shares = grads["y"][0] * W[0]
    for share, to in zip(shares, columns["y"], strict=True):
        _share(ax, start, to, 0.56, share)
    words = "fork over\noutputs j"
    write(ax, start[0] + 0.66, end[1] + 0.2, words, size=10)
    for name, spots in columns.items():
        for k, (x, y) in enumerate(spots):
            node(ax, x, y, number(values[name][0, k], 3), radius=SMALL)
            if name in grads:
                text = number(grads[name][0, k], 3)
                tag(ax, x, y - SMALL - 0.13, text, size=10)


def _other_rows(ax, lanes):
    for n, y in enumerate(lanes, start=2):
        write(ax, 0.06, y, f"row {n}", size=9.5, ha="left", color=GREY)
        wire(ax, (PLACES["x"], y), (PLACES["l"], y), width=1)
        for x in PLACES.values():
            ax.plot([x], [y], "o", ms=7, color=FORWARD, mec="white", zorder=4)


def _parameters(ax, columns, lanes, net, shares):
    """Draw W₁ and W₂ between the rows, and a line to each row's layer."""
    middle = _middle(lanes)
    for k, after, x in ((0, "z", 1.24), (2, "y", 3.28)):
        start = (x, middle)
        low = columns[after][-1][1] - LOW
        ends = [(PLACES[after] - 0.12, low)]
        ends += [(PLACES[after], y) for y in lanes]
        for n, end in enumerate(ends):
            hue = INK if k else GREY
            wire(ax, start, end, color=hue, width=1.4, dashes=DASHES)
            if k and n == 0:
                _share(ax, start, end, 0.6, shares[n, 0])
            elif k:
                beside = (end[0] + 0.38, end[1])
                _share(ax, beside, beside, 0, shares[n, 0])
        _first_entry(ax, *start, net.layers[k])
        name = "W₁, b₁" if k == 0 else "W₂, b₂"
        write(ax, x - 0.68, middle + 0.16, name, weight="bold")
    write(ax, PLACES["y"] + 0.38, middle, "fork over\nrows n", size=10)


def _first_entry(ax, x, y, layer):
    node(ax, x, y, number(layer.W[0, 0], 3), radius=SMALL)
    tag(ax, x - 0.68, y - 0.13, number(layer.dW[0, 0], 3), size=10)


def _share(ax, start, end, part, value):
    """Write what comes back along a branch on it."""
    x, y = ((1 - part) * s + part * e for s, e in zip(start, end, strict=True))
    on_wire(ax, x, y, number(value, 3), color=BACKWARD, size=9.5)


def _mean(ax, columns, lanes, L):
    x, y = PLACES["l"], _middle(lanes)
    for end in [(x, columns["l"][0][1] - LOW), *((x, v) for v in lanes)]:
        wire(ax, (x, y), end, width=1)
    node(ax, x, y, number(L, 3), radius=SMALL)
    write(ax, x - 0.52, y + 0.16, "L", weight="bold")
    tag(ax, x - 0.52, y - 0.13, "1", size=10)


def _middle(lanes):
    return lanes[0] + LANE / 2 + BAND / 2 + 0.04


def _box(ax, box):
    x, y, width, height = box
    ax.add_patch(
        FancyBboxPatch(
            (x, y), width, height,
            boxstyle="round,pad=0,rounding_size=0.1", fc=WASH, ec="none",
            zorder=0.5,
        )
    )  # fmt: skip
