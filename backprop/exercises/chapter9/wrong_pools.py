"""Ways back through a pool, and what people write in their place."""

import numpy as np


def first(window):
    """One at the first of the largest, row by row; 0 elsewhere."""
    won = np.zeros(window.shape)
    won.flat[window.argmax()] = 1
    return won


def back(dY, X, size, stride, won=first, add=True, start=None, many=None):
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
            dX[at] = (
                dX[at] + share if add else np.where(share != 0, share, dX[at])
            )
    return dX


def every(window):
    return window == window.max()


def last(window):
    return first(window[::-1, ::-1])[::-1, ::-1]


def by_columns(window):
    return first(window.T).T


def whole_window_over(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for i, j in np.ndindex(*dY.shape[1:3]):
        for n, q in np.ndindex(len(X), X.shape[3]):
            r, c = stride * i, stride * j
            at = (n, slice(r, r + size[0]), slice(c, c + size[1]), q)
            dX[at] = dY[n, i, j, q] * every(X[at])
    return dX


def pooled_with(**otherwise):
    return lambda dY, X, size, stride: back(dY, X, size, stride, **otherwise)


def one_channel(dY, X, size, stride):
    """The winner is looked for over all channels at once."""
    dX = np.zeros(X.shape)
    kh, kw = size
    for n, i, j, q in np.ndindex(*dY.shape):
        r, c = stride * i, stride * j
        u, v = divmod(int(X[n, r : r + kh, c : c + kw].max(-1).argmax()), kw)
        dX[n, r + u, c + v, q] += dY[n, i, j, q]
    return dX


def of_one_image(dY, X, size, stride):
    dX = back(dY, X, size, stride)
    dX[1:] = 0
    return dX


def of_one_channel(dY, X, size, stride):
    dX = back(dY, X, size, stride)
    dX[..., 1:] = 0
    return dX


def return_inside(dY, X, size, stride):
    dX = back(dY, X, size, stride, many=lambda dY: 1)
    return dX


def corner_kept(dY, X, size, stride):
    """The winner's place in its window is taken for one in the image."""
    dX = np.zeros(X.shape)
    kh, kw = size
    for n, i, j, q in np.ndindex(*dY.shape):
        r, c = stride * i, stride * j
        u, v = divmod(int(X[n, r : r + kh, c : c + kw, q].argmax()), kw)
        dX[n, u, v, q] += dY[n, i, j, q]
    return dX


def into_X(dY, X, size, stride):
    dX = back(dY, X, size, stride)
    X += dX
    return X


def whole_numbers(dY, X, size, stride):
    """dX is an array of whole numbers, and cuts off what is added."""
    dX, (kh, kw) = np.zeros(X.shape, int), size
    for n, i, j, q in np.ndindex(*dY.shape):
        r, c = stride * i, stride * j
        u, v = divmod(int(X[n, r : r + kh, c : c + kw, q].argmax()), kw)
        dX[n, r + u, c + v, q] += int(dY[n, i, j, q])
    return dX


def started_from(start):
    def answer(dY, X, size, stride):
        return start(X) + back(dY, X, size, stride)

    return answer


def all_that_tie(dY, X, size, stride):
    dX, (kh, kw) = np.zeros(X.shape), size
    for n, i, j, c in np.ndindex(dY.shape):
        r, q = stride * i, stride * j
        at = np.s_[n, r : r + kh, q : q + kw, c]
        dX[at] += dY[n, i, j, c] * (X[at] == X[at].max())
    return dX
