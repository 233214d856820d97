"""What goes wrong on the way back through a pool: the catalogue of 9.6."""

import numpy as np

from ..record import Wrong


def _first(window):
    """One at the first of the largest, row by row; 0 elsewhere."""
    won = np.zeros(window.shape)
    won.flat[window.argmax()] = 1
    return won


def _back(dY, X, size, stride, won=_first, add=True, start=None, many=None):
    """dX from what each window's winners get.

    won: a function of the window. start: a function of (i, j, stride, size)
    that returns a window's upper left corner. many: how many windows count,
    a function of dY.
    """
    dX = np.zeros(X.shape)
    for k, (i, j) in enumerate(np.ndindex(*dY.shape[1:3])):
        if many is not None and k >= many(dY):
            break
        r, c = start(i, j, stride, size) if start else (stride * i, stride * j)
        for n, q in np.ndindex(len(X), X.shape[3]):
            at = (n, slice(r, r + size[0]), slice(c, c + size[1]), q)
            share = dY[n, i, j, q] * won(X[at])
            if share.shape != dX[at].shape:
                raise ValueError("a window reaches over the border")
            dX[at] = dX[at] + share if add else np.where(
                share != 0, share, dX[at]
            )
    return dX


def _every(window):
    return window == window.max()


def _last(window):
    return _first(window[::-1, ::-1])[::-1, ::-1]


def _by_columns(window):
    return _first(window.T).T


def _whole_window_over(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for i, j in np.ndindex(*dY.shape[1:3]):
        for n, q in np.ndindex(len(X), X.shape[3]):
            r, c = stride * i, stride * j
            at = (n, slice(r, r + size[0]), slice(c, c + size[1]), q)
            dX[at] = dY[n, i, j, q] * _every(X[at])
    return dX


def _with(**otherwise):
    return lambda dY, X, size, stride: _back(dY, X, size, stride, **otherwise)


def _one_channel(dY, X, size, stride):
    """The winner is looked for over all channels at once."""
    dX = np.zeros(X.shape)
    kh, kw = size
    for n, i, j, q in np.ndindex(*dY.shape):
        r, c = stride * i, stride * j
        u, v = divmod(int(X[n, r : r + kh, c : c + kw].max(-1).argmax()), kw)
        dX[n, r + u, c + v, q] += dY[n, i, j, q]
    return dX


def _of_one_image(dY, X, size, stride):
    dX = _back(dY, X, size, stride)
    dX[1:] = 0
    return dX


def _of_one_channel(dY, X, size, stride):
    dX = _back(dY, X, size, stride)
    dX[..., 1:] = 0
    return dX


def _return_inside(dY, X, size, stride):
    dX = _back(dY, X, size, stride, many=lambda dY: 1)
    return dX


def _corner_kept(dY, X, size, stride):
    """The winner's place in its window is taken for one in the image."""
    dX = np.zeros(X.shape)
    kh, kw = size
    for n, i, j, q in np.ndindex(*dY.shape):
        r, c = stride * i, stride * j
        u, v = divmod(int(X[n, r : r + kh, c : c + kw, q].argmax()), kw)
        dX[n, u, v, q] += dY[n, i, j, q]
    return dX


def _into_X(dY, X, size, stride):
    dX = _back(dY, X, size, stride)
    X += dX
    return X


def _whole_numbers(dY, X, size, stride):
    """dX is an array of whole numbers, and cuts off what is added."""
    dX, (kh, kw) = np.zeros(X.shape, int), size
    for n, i, j, q in np.ndindex(*dY.shape):
        r, c = stride * i, stride * j
        u, v = divmod(int(X[n, r : r + kh, c : c + kw, q].argmax()), kw)
        dX[n, r + u, c + v, q] += int(dY[n, i, j, q])
    return dX


def _started_from(start):
    def answer(dY, X, size, stride):
        return start(X) + _back(dY, X, size, stride)

    return answer


TIE = (
    "One winner is asked, the first row by row: window.argmax() finds it. "
    "In blank patches every pixel ties, and this would multiply the blame."
)
MISTAKES = (
    Wrong(
        "all-that-tie",
        _with(won=_every),
        f"window == window.max() is true for all that tie, and each of them "
        f"gets the whole dY. {TIE}",
        "Where entries of a window tie, dX adds up to too much.",
    ),
    Wrong(
        "written-over",
        _with(add=False),
        "A pixel can win several windows, where these overlap. Each of them "
        "passes its dY to it: += adds, = writes over.",
        "Where windows overlap, dX adds up to too little.",
        "09-convolution#The stamp",
    ),
    Wrong(
        "window-written-over",
        _whole_window_over,
        "Two mistakes at once. All that tie get the whole dY, where one "
        "winner is asked. And where windows overlap, = writes over what was "
        "there, zeros of losers included: += adds.",
        section="09-convolution#The stamp",
    ),
    Wrong(
        "shared-among-ties",
        _with(won=lambda w: _every(w) / _every(w).sum()),
        "You share dY among all that tie. That is a choice one can make, and "
        "not the one asked here: the first of the largest gets it all.",
        "Where no entries tie, dX is right.",
    ),
    Wrong(
        "last-of-the-ties",
        _with(won=_last),
        "Among entries that tie the first wins, row by row. Yours is the "
        "last: >= in place of >, or [-1] in place of [0].",
        "Where no entries tie, dX is right.",
    ),
    Wrong(
        "first-by-columns",
        _with(won=_by_columns),
        "Among entries that tie the first wins, row by row. Yours is the "
        "first column by column.",
        "Where no entries tie, dX is right.",
    ),
    Wrong(
        "everyone-gets-it",
        _with(won=np.ones_like),
        "Every pixel of the window gets dY, whether it was the largest or "
        "not. A loser can move a little, and Y stays: its slope is 0.",
    ),
    Wrong(
        "mean-of-the-window",
        _with(won=lambda w: np.ones_like(w) / w.size),
        "That is the way back through a pool of means. Of a maximum, only "
        "the winner gets anything.",
    ),
    Wrong(
        "winner-divided",
        _with(won=lambda w: _first(w) / w.size),
        "The winner gets all of dY. A mean would divide it by the size of the "
        "window; a maximum does not.",
        "dX is right, but for a division by the size of the window.",
    ),
    Wrong(
        "smallest-wins",
        _with(won=lambda w: _first(-w)),
        "The winner is the largest entry: argmax, not argmin.",
    ),
    Wrong(
        "largest-absolute",
        _with(won=lambda w: _first(np.abs(w))),
        "The largest entry wins, not the one farthest from 0: -3 is smaller "
        "than 1.",
    ),
    Wrong(
        "gated-by-sign",
        _with(won=lambda w: _first(w) * (w.max() > 0)),
        "A pool passes dY to its winner, whatever the winner's sign. A gate "
        "at 0 belongs to ReLU.",
        "Where the largest entry is not above 0, dX lacks its dY.",
    ),
    Wrong(
        "negatives-as-zeros",
        _with(won=lambda w: _first(np.maximum(w, 0))),
        "In a window without a positive entry you let the first of all win. "
        "The largest wins, also below 0: start from the first entry, or from "
        "-inf, and not from 0.",
    ),
    Wrong(
        "times-the-value",
        _with(won=lambda w: _first(w) * w.max()),
        "The slope of a maximum by its winner is 1: Y moves as the winner "
        "does. Its value is no factor.",
    ),
    Wrong(
        "without-blame",
        lambda dY, X, size, stride: _back(np.ones_like(dY), X, size, stride),
        "Each window passes on its dY, not 1. Yours counts how many windows "
        "a pixel has won.",
    ),
    Wrong(
        "stride-forgotten",
        _with(start=lambda i, j, s, size: (i, j)),
        "The window of place (i, j) begins at row stride · i and column "
        "stride · j. Yours moves by one.",
    ),
    Wrong(
        "over-all-channels",
        _one_channel,
        "Each channel has its own winner. You look for the largest over all "
        "channels together.",
    ),
    Wrong(
        "first-image-alone",
        _of_one_image,
        "Every image has its windows. In yours the first image alone gets "
        "its blame.",
        "With one image, dX is right.",
    ),
    Wrong(
        "first-channel-alone",
        _of_one_channel,
        "Every channel has its windows. In yours the first channel alone gets "
        "its blame.",
    ),
    Wrong(
        "return-inside-the-loop",
        _return_inside,
        "dX holds the blame of the first place alone: does `return` stand "
        "inside the loop?",
    ),
    Wrong(
        "place-in-the-window",
        _corner_kept,
        "argmax counts inside the window. In the image the winner stands "
        "stride · i rows and stride · j columns farther.",
    ),
    Wrong(
        "started-from-X",
        _started_from(lambda X: X),
        "dX begins as an array of zeros: np.zeros(X.shape). Yours begins as a "
        "copy of X.",
    ),
    Wrong(
        "started-from-ones",
        _started_from(np.ones_like),
        "dX begins as an array of zeros: np.zeros(X.shape). Yours begins "
        "with ones.",
        "Every entry of dX is 1 too large.",
    ),
    Wrong(
        "whole-numbers",
        _whole_numbers,
        "Your dX holds whole numbers, so what is added loses its decimals. "
        "np.zeros(X.shape) makes an array of floats.",
        "Every entry of dX is a whole number.",
    ),
    Wrong(
        "written-into-X",
        _into_X,
        "dX = X makes a second name for the caller's array, and += writes "
        "into that. Begin with np.zeros(X.shape).",
        "X is changed by the call.",
    ),
)
