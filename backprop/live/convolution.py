"""A kernel that a reader slides over an image, forward and back."""

from html import escape

import numpy as np

from ..layers import Conv2d
from ..validation import finite, float_array, real
from .element import show_element
from .graph import short

# The example of chapter 9. Its blame is that of the loss 2 ln 2, in ln 2/4.
IMAGE = [[0, 0, 2, 1, 1, 1], [1, 2, 1, 1, 1, 0], [1, 2, 0, 0, 1, 1]]
KERNEL = [[-1, 1, 2], [0, -1, 1]]
BLAME = [[0, 4, 0, 0], [0, 0, -3, 0]]
MOST = 10  # rows and columns that a page has room for
MODES = ("forward", "stamps", "pixel")


def live_convolution(X=None, K=None, b=0.0, dY=None, *, mode="forward"):
    """Show a kernel that the reader slides over an image, in three modes.

    - "forward": the window is framed; its products and b make an entry of Y.
    - "stamps": every place (i, j) presses dY[i, j] times the kernel onto dX.
    - "pixel": a pixel asks the windows that used it; each pays its weight
      times its blame, and the sum is dX there.

    X: an image (H, W) or a row (W,), at most 10 by 10. K: a kernel with as
    many axes that fits on it. dY: the blame of Y (H - kh + 1, W - kw + 1);
    1 everywhere where it is left out. Without X and K, the example of
    chapter 9. `mode` is the one to begin with; the reader changes modes and
    numbers. Elsewhere, and in print, all arrays are shown.

    Raises ValueError for shapes that do not fit, what is not finite and an
    unknown mode; TypeError for entries that are not numbers.
    Derived in chapter 9.
    """
    if X is None and K is None:
        X, K, b, dY = IMAGE, KERNEL, -2.0, BLAME
    if mode not in MODES:
        raise ValueError(f"mode must be one of {MODES}, got {mode!r}")
    arrays = _arrays(X, K, real(b, "b"), dY)
    data = {
        "mode": mode,
        "X": _plain(arrays["X"]),
        "K": _plain(arrays["K"]),
        "b": _plain(float(b)),
        "dY": _plain(arrays["dY"]),
    }
    show_element("live-convolution", data, _html(arrays), _words(arrays))


def _arrays(X, K, b, dY):
    """Return b and the arrays (rows, columns) that are shown, by name."""
    X, K = _image(X, "X"), _image(K, "K")
    if X.ndim != K.ndim:
        raise ValueError(
            "K must have as many axes as X, got shapes "
            f"{K.shape} and {X.shape}"
        )
    flat = X.ndim == 1
    X, K = np.atleast_2d(X), np.atleast_2d(K)
    layer = Conv2d.from_arrays(K[:, :, None, None], np.array([b]))
    Y = layer.forward(X[None, :, :, None])
    if dY is None:
        dY = np.ones_like(Y[0, :, :, 0])
    dY = np.atleast_2d(finite(float_array(dY, "dY"), "dY"))
    if dY.shape != Y.shape[1:3]:
        expected = Y.shape[2:3] if flat else Y.shape[1:3]
        raise ValueError(f"dY must have Y's shape {expected}, got {dY.shape}")
    dX = layer.backward(dY[None, :, :, None])
    Y, dX = Y[0, :, :, 0], dX[0, :, :, 0]
    return {"X": X, "K": K, "b": b, "Y": Y, "dY": dY, "dX": dX}


def _image(value, name):
    array = finite(float_array(value, name), name)
    if array.ndim not in (1, 2) or not array.size or max(array.shape) > MOST:
        raise ValueError(
            f"{name} must have shape (H, W) or (W,) with at most {MOST} rows "
            f"and columns, got {array.shape}"
        )
    return array


def _plain(value):
    """Return numbers for JSON: 2 for 2.0."""
    if isinstance(value, np.ndarray):
        return [_plain(v) for v in value.tolist()]
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return int(value) if value.is_integer() else value


def _captions(arrays):
    """Yield (caption, rows): in small letters where there is one row."""
    flat = len(arrays["X"]) == 1
    for name in ("X", "K", "Y", "dY", "dX"):
        text = name.lower() if flat else name
        more = f", b = {short(arrays['b'])}" if name == "K" else ""
        yield text + more, arrays[name]


def _html(arrays):
    tables = []
    for caption, rows in _captions(arrays):
        body = "".join(
            f"<tr>{''.join(f'<td>{short(v)}</td>' for v in row)}</tr>"
            for row in rows
        )
        tables.append(
            f"<table class='table'><caption>{escape(caption)}</caption>"
            f"<tbody>{body}</tbody></table>"
        )
    return "<div class='conv-print'>\n" + "\n".join(tables) + "\n</div>"


def _words(arrays):
    return "\n".join(
        f"{caption}: "
        + "; ".join(" ".join(short(v) for v in row) for row in rows)
        for caption, rows in _captions(arrays)
    )
