"""A net as circles and lines, with the numbers that flow through it."""

import numpy as np

from .canvas import (
    RADIUS,
    SIZE,
    canvas,
    node,
    on_wire,
    tag,
    text_width,
    wire,
    write,
)
from .checks import arrays_of, edge_texts, known_place, texts_of, vector
from .numbers import number
from .style import INK

ACROSS = 2.2  # inches between two layers
LEAST = 0.21  # inches between two labels in the same column
ENOUGH = 0.27  # inches, from where more is not better


def draw_net(
    layers,
    weights=None,
    *,
    names=None,
    edge_labels=True,
    gradients=None,
    highlight=None,
    digits=2,
):
    """Return a figure of a net, one column of nodes for each layer.

    layers: one array of shape (n,) for each layer, the nodes' values.
    weights: one array of shape (n_in, n_out) between each two layers; a
    line is wide where |w| is large, dashed where w < 0, dotted where
    w = 0. Without weights, all lines are alike.
    names: a text below each layer. edge_labels: False, or True, or texts
    in the shape of the weights; up to a dozen between two layers fit.
    gradients: arrays shaped like the layers, or None for a layer without;
    each stands below its value, in a frame.
    highlight: (layer, node), or (layer, node, next node) for a line.
    digits: how many, after the point. A hidden node of value 0 is hollow.

    Raises ValueError for shapes that do not fit, a node that is not
    there, or numbers that are not finite; TypeError for other types.
    """
    layers = [vector(a, f"layer {k}") for k, a in enumerate(layers)]
    if len(layers) < 2:
        raise ValueError(
            f"draw_net expects two layers or more, got {len(layers)}"
        )
    sizes = [len(layer) for layer in layers]
    shapes = list(zip(sizes[:-1], sizes[1:], strict=True))
    weights = arrays_of(weights, shapes, "weights")
    gradients = arrays_of(gradients, [(n,) for n in sizes], "gradients")
    edge_labels = edge_texts(edge_labels, shapes)
    names = texts_of(names, len(layers))
    marked = known_place(highlight, sizes)

    tagged = any(g is not None for g in gradients)
    places, fig, ax = _layout(sizes, names, tagged)
    for k in range(len(shapes)):
        line = marked and len(marked) == 3 and marked[0] == k
        mark = marked[1:] if line else None
        _edges(ax, places[k], places[k + 1], weights[k], mark)
        texts = edge_labels[k]
        if texts is True and weights[k] is not None:
            texts = [[number(w, digits) for w in ws] for ws in weights[k]]
        if not isinstance(texts, bool):
            _labels(ax, places[k], places[k + 1], texts, mark)
    for k, layer in enumerate(layers):
        hidden = 0 < k < len(layers) - 1
        for i, (x, y) in enumerate(places[k]):
            here = marked == (k, i)
            off = hidden and number(layer[i], digits) == "0"
            node(ax, x, y, number(layer[i], digits), hollow=off, marked=here)
            if gradients[k] is not None:
                text = number(gradients[k][i], digits)
                tag(ax, x, y - RADIUS - 0.16, text)
        write(ax, places[k][0][0], 0.3, names[k], color=INK)
    return fig


def _layout(sizes, names, tagged):
    """Return the nodes' places, top to bottom, and paper for them."""
    step, below = (0.98, 0.3) if tagged else (0.82, 0.0)
    left, right = (
        max(RADIUS + 0.1, text_width(name) / 2 + 0.05)
        for name in (names[0], names[-1])
    )
    across = min(ACROSS, (6.4 - left - right) / (len(sizes) - 1))
    width = left + right + across * (len(sizes) - 1)
    words = 0.3 + 0.2 * max(name.count("\n") for name in names)
    # Shorter layers are spread a little: lines and labels part.
    gaps = [step * (1 + 0.5 * (max(sizes) - n) / max(sizes)) for n in sizes]
    tall = max(gap * (n - 1) for gap, n in zip(gaps, sizes, strict=True))
    floor = words + (0.3 if any(names) else 0.0) + below + RADIUS
    places = []
    for k, (n, gap) in enumerate(zip(sizes, gaps, strict=True)):
        x, top = left + across * k, floor + tall / 2 + gap * (n - 1) / 2
        places.append([(x, top - gap * i) for i in range(n)])
    return places, *canvas(width, floor + tall + RADIUS + 0.1)


def _edges(ax, here, there, W, mark):
    largest = 1.0 if W is None else np.abs(W).max() or 1.0
    for i, start in enumerate(here):
        for j, end in enumerate(there):
            w = largest / 2 if W is None else W[i, j]
            looks = {"width": 0.8 + 2.4 * abs(w) / largest, "dashes": None}
            if w < 0:
                looks["dashes"] = (3, 1.3)
            elif w == 0:
                looks |= {"dashes": (1, 2), "width": 1.2}
            wire(ax, start, end, marked=mark == (i, j), **looks)


def _labels(ax, here, there, texts, mark):
    """Label the lines where they are furthest apart."""
    (x0, _), (x1, _) = here[0], there[0]
    start = np.array([y for _, y in here])[:, None]
    end = np.array([y for _, y in there])[None, :]
    # Labels keep clear of the nodes, then of each other, then of the ends.
    wide = max(text_width(text, SIZE - 1) for row in texts for text in row)
    nearest = min((RADIUS + 0.5 * wide + 0.05) / (x1 - x0), 0.5)
    best, score, share = 0.0, -1.0, 0.5
    for t in np.linspace(nearest, 1 - nearest, 41):
        y = np.sort(((1 - t) * start + t * end).ravel())
        gap = np.diff(y).min(initial=9.9)
        # Rounded, so that the last bit does not choose between equals.
        worth = round(min(gap, ENOUGH) - 0.02 * abs(t - 0.5), 6)
        if worth > score:
            best, score, share = gap, worth, float(t)
    size = SIZE - 1 if best >= LEAST else max(9.0, 52 * best)
    x = (1 - share) * x0 + share * x1
    y = (1 - share) * start + share * end
    for i, j in np.ndindex(y.shape):
        on_wire(ax, x, y[i, j], texts[i][j], size=size, marked=mark == (i, j))
