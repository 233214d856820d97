"""9.5: the backward pass of a convolution, with channels and a stride."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.convolutions import CONV2D
from ..pools.strip_layers import OVERLAP
from ..record import Exercise, Wrong
from ..slipped import wrong

NAMES = ("dY", "X", "K", "stride")


def _laid(X, K, b, s):
    """Y by an index of windows, in another way than the chain's."""
    seen = np.lib.stride_tricks.sliding_window_view(X, K.shape[:2], (1, 2))
    return np.einsum("nijcuv,uvcd->nijd", seen[:, ::s, ::s], K) + b


def _case(name, rng, N, places, kernel, channels, s):
    (rows, columns), (kh, kw) = places, kernel
    H, W = kh + s * (rows - 1), kw + s * (columns - 1)
    X = rng.normal(0.3, 1.0, (N, H, W, channels[0]))
    K = rng.normal(0.2, 1.0, (kh, kw, *channels))
    dY = rng.normal(0.3, 1.0, (N, rows, columns, channels[1]))
    b = np.zeros(channels[1])

    def slope(name, A):
        given = {"X": X, "K": K, "b": b}
        return numerical_gradient(
            lambda A: float(np.vdot(_laid(**given | {name: A}, s=s), dY)), A
        )

    truth = {"dX": slope("X", X), "dK": slope("K", K), "db": slope("b", b)}
    return case(
        name,
        (step("call", (dY, X, K, s), truth, NAMES),),
        sizes={
            "the number of images": N,
            "the number of places": rows * columns,
            "the number of images times places": N * rows * columns,
        },
    )


def cases(rng):
    return [
        _case("3 images", rng, 3, (4, 5), (2, 3), (4, 6), 1),
        _case("one image", rng, 1, (3, 4), (3, 2), (2, 5), 1),
        _case("4 images, stride 2", rng, 4, (2, 3), (3, 4), (2, 3), 2),
        _case("3 images, stride 3", rng, 3, (3, 2), (2, 5), (3, 4), 3),
        _case("one kernel of one pixel", rng, 5, (3, 4), (1, 1), (2, 1), 1),
    ]


def _written_over(dY, X, K, stride):
    kh, kw = K.shape[:2]
    dX, dK = np.zeros(X.shape), np.zeros(K.shape)
    for i, j in np.ndindex(dY.shape[1:3]):
        r, c, d = stride * i, stride * j, dY[:, i, j]
        window = np.s_[:, r : r + kh, c : c + kw]
        dK += np.einsum("nuvc,nd->uvcd", X[window], d)
        dX[window] = np.einsum("nd,uvcd->nuvc", d, K)
    return dX, dK, dY.sum(axis=(0, 1, 2))


def _exchanged(*args):
    dX, dK, db = CONV2D.answer()(*args)
    return dK, dX, db


def _bias_each_image(*args):
    dX, dK, _ = CONV2D.answer()(*args)
    return dX, dK, args[0].sum(axis=(1, 2))


def _bias_each_place(*args):
    dX, dK, _ = CONV2D.answer()(*args)
    return dX, dK, args[0].sum(axis=0)


def _bias_one_number(*args):
    dX, dK, _ = CONV2D.answer()(*args)
    return dX, dK, args[0].sum()


def _square_places(dY, X, K, stride):
    """The loop over columns runs as far as the one over rows."""
    least = min(dY.shape[1:3])
    dX, dK = np.zeros(X.shape), np.zeros(K.shape)
    for i, j in np.ndindex(dY.shape[1], least):
        r, c = stride * i, stride * j
        at = np.s_[:, r : r + len(K), c : c + K.shape[1]]
        dX[at] += np.einsum("nd,uvcd->nuvc", dY[:, i, j], K)
        dK += np.einsum("nuvc,nd->uvcd", X[at], dY[:, i, j])
    return dX, dK, dY.sum(axis=(0, 1, 2))


STAMP = "09-convolution#The stamp"
CHANNELS = "09-convolution#Channels, stride, padding"
BUT_DX, BUT_DK = (
    "dK and db are right; dX is not.",
    "dX and db are right; dK is not.",
)
BUT_DB = "dX and dK are right; db is not."

BACKWARD = Exercise(
    id="9.5",
    title="The whole backward pass",
    kind="build",
    objective="9d",
    points=4,
    minutes=22,
    takes="a function of (dY, X, K, stride) that returns (dX, dK, db)",
    section=CHANNELS,
    cases=cases,
    chain=CONV2D,
    insight="A dozen lines, and nothing in them was turned: each place gives "
    "its window to dK and presses its stamp onto dX.",
    more="let the loop run over the kernel's entries, not over the places. "
    "Which of the two is faster on the digits, and why?",
    mistakes=(
        Wrong("written-over", _written_over, OVERLAP, BUT_DX, STAMP),
        wrong(CONV2D, "dX-stamp-turned", BUT_DX, STAMP),
        wrong(CONV2D, "dK-turned", BUT_DK),
        Wrong(
            "both-turned",
            CONV2D.slipped("dX-stamp-turned", "dK-turned"),
            "Neither is turned: dK[u, v] is made of what K[u, v] met, and "
            "each dY stamps the kernel as it is.",
            "db is right; dX and dK are not.",
            STAMP,
        ),
        wrong(CONV2D, "db-averaged", BUT_DB),
        wrong(CONV2D, "db-first-place", BUT_DB),
        wrong(CONV2D, "dK-last-image", BUT_DK),
        wrong(CONV2D, "dK-last-place", BUT_DK),
        Wrong(
            "return-inside-the-loop",
            CONV2D.slipped("dX-first-place", "dK-first-place"),
            "`return` stands inside the loop over places, which therefore "
            "ends with the first of them. Move it to the left, under the "
            "loops.",
            "db is right; dX and dK hold the first place's share alone.",
        ),
        Wrong(
            "return-inside-the-outer-loop",
            CONV2D.slipped("dX-first-row", "dK-first-row"),
            "`return` stands inside the loop over rows, which therefore ends "
            "with the first of them. Move it to the left, under the loops.",
            "db is right; dX and dK hold the shares of the first row of "
            "places alone.",
        ),
        Wrong(
            "stride-forgotten",
            CONV2D.slipped("dX-stride-forgotten", "dK-stride-forgotten"),
            "The window of place (i, j) begins at row stride · i and column "
            "stride · j. Yours moves by one.",
            "Where the stride is 1, all is right.",
            CHANNELS,
        ),
        wrong(CONV2D, "dX-stride-forgotten", "dX is right where the stride "
              "is 1. dK and db are right.", CHANNELS),
        Wrong(
            "square-places",
            _square_places,
            "dY has H' rows and W' columns of places, dY.shape[1] and "
            "dY.shape[2]. One of your loops takes the other's number, which "
            "square images hide.",
            "db is right; dX and dK lack places.",
            CHANNELS,
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "The task gives the order (dX, dK, db): X's shape comes first.",
        ),
        Wrong(
            "bias-each-image",
            _bias_each_image,
            "b is one row of numbers for all images: sum over them too, "
            "axis=(0, 1, 2).",
            "db has a row for each image.",
        ),
        Wrong(
            "bias-each-place",
            _bias_each_place,
            "b is the same at every place: sum over rows and columns too, "
            "axis=(0, 1, 2).",
            "db has a row for each place.",
        ),
        Wrong(
            "bias-one-number",
            _bias_one_number,
            "Each output channel has a bias of its own: sum over all axes "
            "but the last, axis=(0, 1, 2).",
            "db is one number.",
        ),
    ),
)  # fmt: skip
