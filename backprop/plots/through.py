"""One image on its way through a deep net: what each layer makes of it."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import FancyArrowPatch

from ..validation import finite, float_array, whole
from .canvas import SIZE, canvas, write
from .images import PIXELS, images_of, tile
from .numbers import scientific
from .style import FORWARD, GREY, INK, PAPER

SIDE, STEP, TALL = 0.58, 0.65, 0.98  # inches: a tile, its place, a row's
LEFT, GAP = 0.92, 0.22  # of the rows' names; after the image itself
BURNT = 100.0  # as dark as it gets: ink
HUES = LinearSegmentedColormap.from_list("through", [PAPER, FORWARD, INK])


def draw_through(image, rows, layers):
    """Return a figure of one image, and of what layers make of it.

    In each row the image comes first. Then stand the 64 outputs of some
    layers, each as a tile of 8 × 8: white at 0, blue at 1, and from there
    darker with the logarithm, up to ink at 100. Under each tile stands its
    size, the root of the mean of the squares.

    image: shape (64,), from 0 to 1. rows: {name: outputs}, of shape
    (k, 64) each, not negative. layers: the k numbers of the layers.

    Raises ValueError for shapes that do not fit, or outputs that are
    negative or not finite; TypeError for what is not numbers.
    """
    image = images_of(np.atleast_2d(image))[0]
    layers = [whole(layer, "layers") for layer in layers]
    rows = {name: _checked(outputs, name, len(layers))
            for name, outputs in rows.items()}  # fmt: skip
    if not rows or not layers:
        raise ValueError(
            "draw_through expects at least one row and one layer, got "
            f"{len(rows)} and {len(layers)}"
        )
    places = [LEFT + STEP / 2]
    places += [places[0] + GAP + STEP * (k + 1) for k in range(len(layers))]
    wide, high = places[-1] + STEP / 2 + 0.04, TALL * len(rows) + 0.3
    fig, ax = canvas(wide, high)
    write(ax, places[1] - 0.42, high - 0.16, "layer", ha="right", color=GREY)
    for x, layer in zip(places[1:], layers, strict=True):
        write(ax, x, high - 0.16, str(layer), color=GREY)
    for k, (name, outputs) in enumerate(rows.items()):
        y = high - 0.32 - SIDE / 2 - TALL * k
        write(ax, 0.06, y, name, ha="left", size=SIZE, weight="bold")
        _tile(ax, places[0], y, image)
        _arrow(ax, places[0], places[1], y)
        for x, values in zip(places[1:], outputs, strict=True):
            _tile(ax, x, y, values)
            write(ax, x, y - SIDE / 2 - 0.15, _size(values), color=FORWARD,
                  size=9.5)  # fmt: skip
    return fig


def _checked(outputs, name, count):
    outputs = finite(float_array(outputs, f"{name!r}"), f"{name!r}")
    if outputs.shape != (count, PIXELS**2) or (outputs < 0).any():
        raise ValueError(
            f"{name!r} must be outputs of shape ({count}, {PIXELS**2}), none "
            f"below 0, got shape {outputs.shape} and "
            f"{outputs.min(initial=0.0):g} as the least"
        )
    return outputs


def _size(tile):
    """Return the size as a text short enough to stand under a tile."""
    size = float(np.sqrt((tile**2).mean()))
    plain = size == 0 or 1e-3 <= size < 1e4
    return scientific(size, 2 if plain else 1).replace(" · ", "·")


def shade(values):
    """Return where on the scale of colours values stand, from 0 to 1.

    ½ · v up to 1, and ½ + ½ · log v / log 100 from there.
    """
    beyond = np.log(np.maximum(values, 1.0)) / np.log(BURNT)
    return np.minimum(np.minimum(values, 1.0) + beyond, 2.0) / 2


def _tile(ax, x, y, values):
    half = SIDE / 2
    tile(ax, x, y, shade(values), SIDE, HUES)
    frame = [x - half, x + half, x + half, x - half, x - half]
    ax.plot(frame, [y - half, y - half, y + half, y + half, y - half],
            color="#B8B8B8", lw=0.8)  # fmt: skip


def _arrow(ax, start, end, y):
    tip = FancyArrowPatch(
        (start + SIDE / 2 + 0.03, y),
        (end - SIDE / 2 - 0.02, y),
        arrowstyle="-|>",
        mutation_scale=9,
        color=GREY,
        lw=1.2,
        shrinkA=0,
        shrinkB=0,
    )
    ax.add_patch(tip)
