"""A convolution in one dimension as code, line by line: 9.4a."""

import numpy as np

from ..chains import Chain, Slip

TURNED_K = (
    "dK is never turned: entry u of it is made of what entry u of the kernel "
    "met."
)
STAMP_TURNED = (
    "Each dY stamps the kernel onto dX as it is, unturned. Turning appears "
    "when a pixel asks who used it, and then dY is padded as well."
)
OVERLAP = (
    "Windows overlap, so stamps do: their shares are added. = writes the "
    "later one over the earlier, += adds."
)
MEAN = (
    "The 1/N of a mean loss is already in dY. A parameter is used by every "
    "image at every place, and over uses gradients add."
)


def _laid(v, kernel):
    """Σ_u X[:, u : u + n] @ kernel[u]."""
    k = len(kernel)
    n = v.X.shape[1] - k + 1
    return sum(v.X[:, u : u + n] @ kernel[u] for u in range(k))


def _blame(v):
    """dY, or zeros of its shape where Y alone is asked."""
    N, L, _ = v.X.shape
    k, _, c_out = v.K.shape
    return np.zeros((N, L - k + 1, c_out)) + v.dY


def _met(v, of=lambda seen, dY: np.tensordot(seen, dY, ([0, 1], [0, 1]))):
    """dK, entry by entry, of what each met."""
    k, n = len(v.K), v.D.shape[1]
    return np.stack([of(v.X[:, u : u + n], v.D) for u in range(k)])


def _pressed(v, dY, kernel, over=False):
    """dX from stamps; over: the later is written over the earlier."""
    k, n = len(kernel), np.shape(dY)[1]
    dX = np.zeros(v.X.shape)
    for u in range(k):
        share = dY @ kernel[u].T
        dX[:, u : u + n] = share if over else dX[:, u : u + n] + share
    return dX


def _over_by_place(v):
    dX, k = np.zeros(v.X.shape), len(v.K)
    for i in range(v.D.shape[1]):
        dX[:, i : i + k] = np.einsum("nd,ucd->nuc", v.D[:, i], v.K)
    return dX


CONV1D = Chain(
    {
        "Y": lambda v: _laid(v, v.K),
        "D": _blame,
        "dX": lambda v: _pressed(v, v.D, v.K),
        "dK": _met,
    },
    ("Y", "dX", "dK"),
    tuple(
        Slip(*slip)
        for slip in (
            ("Y", "Y-turned", lambda v: _laid(v, v.K[::-1]), "The kernel is "
             "laid as it is written: K[0] meets the first of the window."),
            ("Y", "Y-last-entry", lambda v: v.X[:, len(v.K) - 1 :] @ v.K[-1],
             "Y is a sum over the entries of the kernel. You have the last "
             "one's share alone: = in a loop writes over, += adds."),
            ("Y", "Y-first-entry", lambda v: v.X[:, : v.X.shape[1]
             - len(v.K) + 1] @ v.K[0], "Y is a sum over the entries of the "
             "kernel. You have the first one's share alone."),
            ("Y", "Y-one-window", lambda v: v.X[:, : v.X.shape[1] - len(v.K)
             + 1] @ v.K.sum(axis=0), "Entry u of the kernel meets X[:, u :], "
             "moved by u. Yours lets every entry meet the same."),
            ("Y", "Y-channels-apart", lambda v: sum(v.X[:, u : v.X.shape[1]
             - len(v.K) + 1 + u].sum(axis=2, keepdims=True) * v.K[u].sum(
             axis=0) for u in range(len(v.K))), "At a place each input "
             "channel is multiplied by its own weight before they are "
             "added. You added the channels first."),
            ("Y", "Y-averaged", lambda v: _laid(v, v.K) / len(v.K), "A "
             "convolution adds up its products, and divides by nothing."),
            ("dX", "dX-stamp-turned", lambda v: _pressed(v, v.D,
             v.K[::-1]), STAMP_TURNED),
            ("dX", "dX-written-over", lambda v: _pressed(v, v.D, v.K,
             over=True), OVERLAP),
            ("dX", "dX-written-over-by-place", _over_by_place, OVERLAP),
            ("dX", "dX-without-blame", lambda v: _pressed(v, np.ones(
             v.D.shape), v.K), "You pressed the kernel with the same "
             "strength at every place. Each stamp is multiplied by its dY."),
            ("dX", "dX-channels-mixed", lambda v: _pressed(v, v.D.sum(
             axis=2, keepdims=True), v.K.sum(axis=2, keepdims=True)), "Each "
             "output channel has its own blame and its own kernel: multiply "
             "first, and add over the channels then. That is the matrix "
             "product dY @ K[u].T."),
            ("dX", "dX-channels-reversed", lambda v: _pressed(v,
             v.D[:, :, ::-1], v.K), "Blame of output channel d goes through "
             "the weights of d. Yours are in reverse order."),
            ("dX", "dX-first-entry", lambda v: _pressed(v, v.D, v.K[:1]),
             "Each stamp has all entries of the kernel. You pressed the "
             "first one alone: does the loop return too soon?"),
            ("dX", "dX-averaged-kernel", lambda v: _pressed(v, v.D, v.K)
             / len(v.K), "Shares that meet are added. Nothing is divided."),
            ("dX", "dX-averaged", lambda v: _pressed(v, v.D, v.K)
             / len(v.X), "The 1/N of a mean loss is already in dY. An "
             "image's gradient is not divided again."),
            ("dX", "dX-reversed", lambda v: _pressed(v, v.D, v.K)[:, ::-1],
             "dX is turned round: its first numbers belong to the first of "
             "X."),
            ("dK", "dK-turned", lambda v: _met(v)[::-1], TURNED_K),
            ("dK", "dK-blame-turned", lambda v: np.stack([np.tensordot(
             v.X[:, u : u + v.D.shape[1]], v.D[:, ::-1], ([0, 1], [0,
             1])) for u in range(len(v.K))]), "The blame of the first place "
             "belongs to the first window. You laid dY over X turned "
             "round."),
            ("dK", "dK-last-image", lambda v: _met(v, lambda seen, dY:
             seen[-1].T @ dY[-1]), "Every image uses the kernel, and has its "
             "share in dK. You have the last image's alone; with one image "
             "nobody notices."),
            ("dK", "dK-first-image", lambda v: _met(v, lambda seen, dY:
             seen[0].T @ dY[0]), "Every image uses the kernel, and has its "
             "share in dK. You have the first image's alone; with one image "
             "nobody notices."),
            ("dK", "dK-last-place", lambda v: _met(v, lambda seen, dY:
             seen[:, -1].T @ dY[:, -1]), "The kernel is used at every place. "
             "You have the share of the last one."),
            ("dK", "dK-averaged", lambda v: _met(v) / len(v.X), MEAN),
            ("dK", "dK-averaged-places", lambda v: _met(v)
             / v.D.shape[1], MEAN),
            ("dK", "dK-averaged-both", lambda v: _met(v) / len(v.X)
             / v.D.shape[1], MEAN),
            ("dK", "dK-one-window", lambda v: np.stack([np.tensordot(
             v.X[:, : v.D.shape[1]], v.D, ([0, 1], [0, 1]))]
             * len(v.K)), "Entry u of the kernel met X[:, u : u + n]. You "
             "gave every entry what the first one met."),
            ("dK", "dK-without-blame", lambda v: _met(v, lambda seen, dY:
             np.outer(seen.sum(axis=(0, 1)), np.ones(v.K.shape[2]))), "You "
             "added what each entry met. Each of these is multiplied by the "
             "blame of its place, dY."),
            ("dK", "dK-all-places-together", lambda v: _met(v, lambda seen,
             dY: np.einsum("nic,njd->cd", seen, dY)), "The window of a place "
             "is multiplied by the blame of the same place: one index for "
             "both, and summed once."),
            ("dK", "dK-all-images-together", lambda v: _met(v, lambda seen,
             dY: seen.sum(axis=0).T @ dY.sum(axis=0)), "What an image met is "
             "multiplied by the blame of the same image. You added over the "
             "images before you multiplied."),
        )
    ),
    ("X", "K"),
    upstream="dY",
    sections={"dX": "09-convolution#The stamp"},
)  # fmt: skip
