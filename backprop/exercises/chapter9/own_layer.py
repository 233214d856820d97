"""9.4a: a convolution in one dimension, with channels, as an operation."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.strip_layers import CONV1D, STAMP_TURNED
from ..record import Exercise, Wrong
from ..slipped import wrong


def _laid(X, K):
    """Place by place, in another way than the chain's."""
    N, L, _ = X.shape
    k, _, c_out = K.shape
    Y = np.empty((N, L - k + 1, c_out))
    for i in range(L - k + 1):
        Y[:, i] = np.tensordot(X[:, i : i + k], K, 2)
    return Y


def _case(name, rng, N, L, k, c_in, c_out):
    X = rng.normal(0.3, 1.0, (N, L, c_in))
    K = rng.normal(0.2, 1.0, (k, c_in, c_out))
    dY = rng.normal(0.3, 1.0, (N, L - k + 1, c_out))
    truth = {
        "Y": _laid(X, K),
        "dX": numerical_gradient(lambda X: float(np.vdot(_laid(X, K), dY)), X),
        "dK": numerical_gradient(lambda K: float(np.vdot(_laid(X, K), dY)), K),
    }
    names = ("X", "K", "dY")
    ways = ("back_X", "back_K")
    return case(
        name,
        (step("call", (X, K, dY), truth, names, ways=ways),),
        sizes={
            "the number of examples": N,
            "the number of places": L - k + 1,
            "the size of the kernel": k,
            "the number of input channels": c_in,
            "the number of output channels": c_out,
        },
    )


def cases(rng):
    return [
        _case("5 examples", rng, 5, 9, 3, 4, 6),
        _case("one example", rng, 1, 7, 4, 3, 5),
        _case("6 examples, a kernel of 2", rng, 6, 8, 2, 5, 3),
        _case("one input channel", rng, 4, 6, 3, 1, 5),
    ]


def _stamp_turned(X, K):
    k, n = len(K), X.shape[1] - len(K) + 1
    Y = sum(X[:, u : u + n] @ K[u] for u in range(k))

    def back_X(dY):
        dX = np.zeros(X.shape)
        for u in range(k):
            dX[:, u : u + n] += dY @ K[k - 1 - u].T
        return dX

    def back_K(dY):
        met = [X[:, u : u + n] for u in range(k)]
        return np.stack([np.einsum("nic,nid->cd", m, dY) for m in met])

    return Y, back_X, back_K


def _exchanged(X, K):
    Y, back_X, back_K = CONV1D.answer()(X, K)
    return Y, back_K, back_X


def _one_place_short(X, K):
    """The last place is forgotten."""
    k, n = len(K), X.shape[1] - len(K)
    Y = sum(X[:, u : u + n] @ K[u] for u in range(k))
    return Y, lambda dY: 0 * X, lambda dY: 0 * K


def _kept_between(X, K):
    dX = np.zeros(X.shape)
    Y, _, back_K = CONV1D.answer()(X, K)

    def back_X(dY):
        n = dY.shape[1]
        for u in range(len(K)):
            dX[:, u : u + n] += dY @ K[u].T
        return dX

    return Y, back_X, back_K


STAMP = "09-convolution#The stamp"

OWN_LAYER = Exercise(
    id="9.4a",
    title="A convolution of your own",
    kind="build",
    objective="9d",
    points=3,
    minutes=18,
    takes="a function of (X, K) that returns (Y, back_X, back_K), an array "
    "and two functions of dY",
    section="09-convolution#One dimension first",
    cases=cases,
    chain=CONV1D,
    shapes="Y has a row for each place: L - k + 1 of them, and c_out numbers "
    "in each. dX has X's shape, and dK has K's.",
    insight="With channels each number becomes a row, and each weight a "
    "matrix: the rule that the pencil followed stays as it was.",
    more="write Y as one product of a matrix of windows with K reshaped. "
    "What is then dK?",
    mistakes=(
        Wrong(
            "stamp-turned",
            _stamp_turned,
            STAMP_TURNED,
            "Y and dK are right; dX is not.",
            STAMP,
        ),
        wrong(CONV1D, "dX-written-over", "Y and dK are right; dX is not.",
              STAMP),
        wrong(CONV1D, "dK-turned", "Y and dX are right; dK is not."),
        wrong(CONV1D, "dK-last-image", "Y and dX are right; dK is not."),
        Wrong(
            "both-turned",
            CONV1D.slipped("dX-stamp-turned", "dK-turned"),
            "Neither is turned. dK[u] is made of what K[u] met, and each dY "
            "stamps the kernel as it is.",
            "Y is right; dX and dK are not.",
            STAMP,
        ),
        wrong(CONV1D, "Y-turned"),
        wrong(CONV1D, "dK-averaged", "Y and dX are right; dK is too small by "
              "the number of examples."),
        Wrong(
            "exchanged",
            _exchanged,
            "The backward functions stand in the order of the inputs: first "
            "the one to X, then the one to K.",
            "Y is right; each backward function gives the other's gradient.",
        ),
        Wrong(
            "one-place-short",
            _one_place_short,
            "L - k is how often the kernel can move by one. The place where "
            "it starts counts too: there are L - k + 1 places.",
        ),
        Wrong(
            "kept-between-calls",
            _kept_between,
            "The array of zeros was made once, so a second call of the "
            "backward function adds to what the first has left. Make it "
            "inside the backward function.",
            "At the second call a backward function returns what it has "
            "added up.",
        ),
    ),
)  # fmt: skip
