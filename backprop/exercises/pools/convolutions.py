"""The backward pass of a convolution, line by line: 9.5."""

import numpy as np

from ..chains import Chain, Slip
from .strip_layers import MEAN, OVERLAP, STAMP_TURNED, TURNED_K


def _windows(v, stride=None):
    """(row, column, the window there) of every place, with its (i, j)."""
    (kh, kw), s = v.K.shape[:2], stride or v.stride
    _, rows, columns, _ = v.dY.shape
    for i, j in np.ndindex(rows, columns):
        yield i, j, np.s_[:, s * i : s * i + kh, s * j : s * j + kw]


def _sum_over_places(v, of, stride=None):
    """dK as the sum of of(window, blame there)."""
    dK = np.zeros(v.K.shape)
    for i, j, at in _windows(v, stride):
        dK += of(v.X[at], v.dY[:, i, j])
    return dK


def _outer(window, d):
    return np.einsum("nuvc,nd->uvcd", window, d)


def _stamps(v, K=None, over=False, stride=None, d=lambda d: d, last=None):
    """dX from stamps, of the places before `last`."""
    dX = np.zeros(v.X.shape)
    for k, (i, j, at) in enumerate(_windows(v, stride)):
        if last is not None and k >= last(v):
            break
        share = np.einsum(
            "nd,uvcd->nuvc", d(v.dY[:, i, j]), v.K if K is None else K
        )
        dX[at] = share if over else dX[at] + share
    return dX


def _first_places(n):
    """dK of the first n(v) places alone."""

    def rule(v):
        dK = np.zeros(v.K.shape)
        for k, (i, j, at) in enumerate(_windows(v)):
            if k < n(v):
                dK += _outer(v.X[at], v.dY[:, i, j])
        return dK

    return rule


def _last_place(v):
    *_, (i, j, at) = _windows(v)
    return _outer(v.X[at], v.dY[:, i, j])


def _columns_of_places(v):
    return v.dY.shape[2]


CONV2D = Chain(
    {
        "dX": _stamps,
        "dK": lambda v: _sum_over_places(v, _outer),
        "db": lambda v: v.dY.sum(axis=(0, 1, 2)),
    },
    ("dX", "dK", "db"),
    tuple(
        Slip(*slip)
        for slip in (
            ("dX", "dX-stamp-turned", lambda v: _stamps(v, v.K[::-1, ::-1]),
             STAMP_TURNED),
            ("dX", "dX-written-over", lambda v: _stamps(v, over=True),
             OVERLAP),
            ("dX", "dX-stride-forgotten", lambda v: _stamps(v, stride=1),
             "The stamp of place (i, j) begins at row stride · i and column "
             "stride · j, as its window did."),
            ("dX", "dX-first-place", lambda v: _stamps(v, last=lambda v: 1),
             "You have the stamp of the first place alone: does `return` "
             "stand inside the loop?"),
            ("dX", "dX-first-row", lambda v: _stamps(v,
             last=_columns_of_places), "You have the stamps of the first row "
             "of places alone: does `return` stand inside the loop?"),
            ("dX", "dX-without-blame", lambda v: _stamps(v, d=np.ones_like),
             "You pressed the kernel with the same strength at every place. "
             "Each stamp is multiplied by its dY."),
            ("dX", "dX-first-image", lambda v: _stamps(v) * 0
             + _stamps(v)[:1], "Each image has its own dX. You gave all of "
             "them the first one's."),
            ("dX", "dX-averaged", lambda v: _stamps(v) / len(v.X), "The 1/N "
             "of a mean loss is already in dY. An image's gradient is not "
             "divided again."),
            ("dX", "dX-times-window", lambda v: _stamps(v) * v.X, "What a "
             "pixel was itself has no part in its blame: a stamp is dY times "
             "the kernel."),
            ("dK", "dK-turned", lambda v: _sum_over_places(v, _outer)[::-1,
             ::-1], TURNED_K),
            ("dK", "dK-last-image", lambda v: _sum_over_places(v, lambda w,
             d: _outer(w[-1:], d[-1:])), "Every image uses the kernel, and "
             "has its share in dK. You have the last image's alone; with one "
             "image nobody notices."),
            ("dK", "dK-first-image", lambda v: _sum_over_places(v, lambda w,
             d: _outer(w[:1], d[:1])), "Every image uses the kernel, and has "
             "its share in dK. You have the first image's alone; with one "
             "image nobody notices."),
            ("dK", "dK-last-place", _last_place, "The kernel is used at every "
             "place. You have the share of the last one: = in a loop writes "
             "over, += adds."),
            ("dK", "dK-first-place", _first_places(lambda v: 1), "You have "
             "the share of the first place alone: does `return` stand inside "
             "the loop?"),
            ("dK", "dK-first-row", _first_places(_columns_of_places), "You "
             "have the shares of the first row of places alone: does "
             "`return` stand inside the loop?"),
            ("dK", "dK-averaged", lambda v: _sum_over_places(v, _outer)
             / len(v.X), MEAN),
            ("dK", "dK-averaged-places", lambda v: _sum_over_places(v,
             _outer) / (v.dY.shape[1] * v.dY.shape[2]), MEAN),
            ("dK", "dK-averaged-both", lambda v: _sum_over_places(v, _outer)
             / v.dY[..., 0].size, MEAN),
            ("dK", "dK-without-blame", lambda v: _sum_over_places(v, lambda
             w, d: np.broadcast_to(w.sum(axis=0)[..., None], v.K.shape)),
             "You added the windows. Each is multiplied by the blame of its "
             "place, dY."),
            ("dK", "dK-images-mixed", lambda v: _sum_over_places(v, lambda
             w, d: w.sum(axis=0)[..., None] * d.sum(axis=0)), "An image's "
             "window is multiplied by the blame of the same image. You added "
             "over the images before you multiplied."),
            ("dK", "dK-stride-forgotten", lambda v: _sum_over_places(v,
             _outer, 1), "The window of place (i, j) begins at row stride · "
             "i and column stride · j."),
            ("db", "db-averaged", lambda v: v.dY.mean(axis=(0, 1, 2)), MEAN),
            ("db", "db-averaged-images", lambda v: v.dY.sum(axis=(1,
             2)).mean(axis=0), MEAN),
            ("db", "db-averaged-places", lambda v: v.dY.sum(axis=0).mean(
             axis=(0, 1)), MEAN),
            ("db", "db-first-place", lambda v: v.dY[:, 0, 0].sum(axis=0),
             "b is added at every place, and every place has its share. You "
             "have that of the first alone."),
            ("db", "db-last-place", lambda v: v.dY[:, -1, -1].sum(axis=0),
             "b is added at every place, and every place has its share. You "
             "have that of the last alone."),
            ("db", "db-last-image", lambda v: v.dY[-1].sum(axis=(0, 1)),
             "b is added in every image. You have the last one's share."),
            ("db", "db-first-image", lambda v: v.dY[0].sum(axis=(0, 1)),
             "b is added in every image. You have the first one's share."),
            ("db", "db-of-windows", lambda v: _sum_over_places(v,
             _outer).sum(axis=(0, 1, 2)), "b is added, and no pixel "
             "multiplies it: db is the sum of dY."),
            ("db", "db-minus", lambda v: -v.dY.sum(axis=(0, 1, 2)), "Going "
             "back changes no sign."),
        )
    ),
    ("dY", "X", "K", "stride"),
    sections={"dX": "09-convolution#The stamp"},
)  # fmt: skip
