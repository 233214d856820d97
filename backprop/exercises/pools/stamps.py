"""A kernel laid on an image, and blame sent back, with a pencil: 9.3."""

import numpy as np

from .counts import typed_chain


def _arrays(v):
    return np.asarray(v.X), np.asarray(v.K), np.asarray(v.dY)


def _sizes(v):
    """kh, kw, and the rows and columns of places."""
    return *np.shape(v.K), *np.shape(v.dY)


def _by_place(v, of=lambda d, window: d * window):
    """Each place's share in dK, where there is blame."""
    X, K, dY = _arrays(v)
    (kh, kw), shares = K.shape, []
    for i, j in zip(*np.nonzero(dY), strict=True):
        shares.append(of(dY[i, j], X[i : i + kh, j : j + kw]))
    return shares


def _seen(v):
    """The places that see the pixel: (dY there, its row and column in K)."""
    kh, kw, rows, columns = _sizes(v)
    r, c = v.pixel
    return [
        (v.dY[i][j], r - i, c - j)
        for i in range(max(r - kh + 1, 0), min(r + 1, rows))
        for j in range(max(c - kw + 1, 0), min(c + 1, columns))
    ]


def _shares(v):
    """The shares of the pixel, of the places with blame, in order."""
    return [d * v.K[u][w] for d, u, w in _seen(v) if d]


def _turned(v):
    kh, kw, _, _ = _sizes(v)
    return sum(d * v.K[kh - 1 - u][kw - 1 - w] for d, u, w in _seen(v))


def _counted(v):
    return np.count_nonzero(v.dY)


PLACES = typed_chain(
    {
        "places": lambda v: np.size(v.dY),
        "uses": lambda v: len(_seen(v)),
        "db": lambda v: np.sum(v.dY),
        "dK": lambda v: sum(_by_place(v)),
        "dx": lambda v: sum(_shares(v)),
    },
    ("places", "uses", "db", "dK", "dx"),
    (
        ("places", "pixels", lambda v: np.size(v.X), "A place is a position "
         "of the whole window, and there are fewer of these than pixels."),
        ("places", "one-short", lambda v: (np.shape(v.dY)[0] - 1)
         * (np.shape(v.dY)[1] - 1), "H - kh is how often the window can move "
         "down. The place where it starts counts too: H - kh + 1."),
        ("places", "entries-of-the-kernel", lambda v: np.size(v.K), "Those "
         "are the entries of the kernel. Places are the entries of Y."),
        ("places", "blamed-places", _counted, "Places without blame are "
         "places too: count all the entries of Y."),
        ("places", "rows-plus-columns", lambda v: sum(np.shape(v.dY)), "The "
         "places lie in rows and columns: multiply the two numbers."),
        ("places", "one-too-many", lambda v: (np.shape(v.dY)[0] + 1)
         * (np.shape(v.dY)[1] + 1), "The window must lie inside the image: "
         "H - kh + 1 rows of places, and W - kw + 1 columns."),
        ("uses", "all-entries", lambda v: np.size(v.K), "Deep inside a large "
         "image a pixel is seen kh · kw times. Here some of those windows "
         "would stick out of the image: slide the kernel and count."),
        ("uses", "blamed-uses", lambda v: len(_shares(v)), "A window sees the "
         "pixel whether it is blamed or not. Count them all."),
        ("uses", "once", lambda v: 1, "Windows overlap: the pixel lies in "
         "more than one of them."),
        ("uses", "all-places", lambda v: np.size(v.dY), "Not every window "
         "covers the pixel: slide the kernel, and count those that do."),
        ("uses", "uses-one-short", lambda v: len(_seen(v)) - 1, "One window "
         "is missing in your count. Go through the entries of the kernel: "
         "which of them can lie on the pixel?"),
        ("uses", "uses-one-more", lambda v: len(_seen(v)) + 1, "There is one "
         "window too many in your count: each must lie inside the image."),
        ("db", "db-averaged", lambda v: np.mean(v.dY), "b is added at every "
         "place, and over uses gradients add: a sum, not a mean."),
        ("db", "db-mean-of-blamed", lambda v: np.sum(v.dY) / _counted(v), "b "
         "is added at every place, and over uses gradients add: a sum, not "
         "a mean."),
        ("db", "db-places", lambda v: np.size(v.dY), "Each place has its "
         "share, and its share is its dY, not 1."),
        ("db", "db-counted", _counted, "A place's share is its dY, not 1."),
        ("db", "db-last", lambda v: np.asarray(v.dY)[np.nonzero(v.dY)][-1],
         "b is added at every place. You have the blame of one of them."),
        ("db", "db-first", lambda v: np.asarray(v.dY)[np.nonzero(v.dY)][0],
         "b is added at every place, so all the blame comes to it. You have "
         "that of the first place alone."),
        ("db", "db-absolute", lambda v: np.abs(v.dY).sum(), "Blame has a "
         "sign: shares can cancel."),
        ("dK", "dK-turned", lambda v: sum(_by_place(v))[::-1, ::-1], "dK is "
         "never turned. dK[0, 0] is made of what the kernel's upper left "
         "entry met: the upper left pixels of the windows."),
        ("dK", "dK-transposed", lambda v: sum(_by_place(v)).T, "dK has the "
         "kernel's shape and order: row u, column v belong to K[u, v]."),
        ("dK", "dK-upside-down", lambda v: sum(_by_place(v))[::-1], "The rows "
         "of dK stand in the order of the kernel's: the first is made of the "
         "upper rows of the windows."),
        ("dK", "dK-mirrored", lambda v: sum(_by_place(v))[:, ::-1], "The "
         "columns of dK stand in the order of the kernel's: the first is "
         "made of the left columns of the windows."),
        ("dK", "dK-averaged", lambda v: sum(_by_place(v)) / np.size(v.dY),
         "A weight is used at every place, and over uses gradients add. "
         "Nothing is divided."),
        ("dK", "dK-without-blame", lambda v: sum(_by_place(v, lambda d, w:
         w)), "You added the windows. Each is multiplied by the blame of its "
         "place first."),
        ("dK", "dK-signs-alone", lambda v: sum(_by_place(v, lambda d, w:
         np.sign(d) * w)), "The blame of a place has a size besides its "
         "sign: multiply the window by dY."),
        ("dK", "dK-all-windows", lambda v: sum(np.asarray(v.X)[i : i
         + _sizes(v)[0], j : j + _sizes(v)[1]] for i in range(_sizes(v)[2])
         for j in range(_sizes(v)[3])), "You added all windows. Each is "
         "multiplied by the blame of its place, which is mostly 0."),
        ("dK", "dK-last-place", lambda v: _by_place(v)[-1], "Three places "
         "have blame, and all three share in dK. You have the last one's: "
         "the later was written over the earlier."),
        ("dK", "dK-first-place", lambda v: _by_place(v)[0], "Three places "
         "have blame, and all three share in dK. You have the first one's "
         "alone."),
        ("dK", "dK-first-two", lambda v: sum(_by_place(v)[:2]), "Three "
         "places have blame. The third one's share is missing."),
        ("dK", "dK-last-two", lambda v: sum(_by_place(v)[1:]), "Three places "
         "have blame. The first one's share is missing."),
        ("dK", "dK-minus", lambda v: -sum(_by_place(v)), "Going back changes "
         "no sign."),
        ("dK", "dK-of-absolute", lambda v: sum(_by_place(v, lambda d, w:
         abs(d) * w)), "Blame has a sign: a window with negative blame is "
         "taken off."),
        ("dx", "dx-turned", _turned, "You laid the kernel over dY as it is. "
         "A pixel that asks who used it finds the kernel turned: the window "
         "that began at the pixel itself used K[0, 0] for it."),
        ("dx", "dx-last-alone", lambda v: _shares(v)[-1], "Two windows with "
         "blame see the pixel, and their shares are added. You have the "
         "later one's: = in place of +=."),
        ("dx", "dx-first-alone", lambda v: _shares(v)[0], "Two windows with "
         "blame see the pixel, and their shares are added. You have the "
         "earlier one's alone."),
        ("dx", "dx-without-kernel", lambda v: sum(d for d, _, _ in _seen(v)),
         "Each window that sees the pixel passes on its blame times the "
         "weight that lay on it."),
        ("dx", "dx-without-blame", lambda v: sum(v.K[u][w] for d, u, w in
         _seen(v)), "Each window that sees the pixel passes on its weight "
         "times its blame, dY, which is mostly 0."),
        ("dx", "dx-weights-of-blamed", lambda v: sum(v.K[u][w] for d, u, w
         in _seen(v) if d), "Each window that sees the pixel passes on its "
         "weight times its blame. You added the weights."),
        ("dx", "dx-minus", lambda v: -sum(_shares(v)), "Going back changes "
         "no sign."),
        ("dx", "dx-averaged", lambda v: sum(_shares(v)) / len(_seen(v)),
         "Shares that meet are added. Nothing is divided."),
        ("dx", "dx-times-pixel", lambda v: sum(_shares(v)) * v.X[v.pixel[0]][
         v.pixel[1]], "What the pixel was itself has no part in its blame: "
         "dx is made of dY and K."),
    ),
)  # fmt: skip
