"""A convolution and a pool as people write them, and what goes wrong there.

Both walk over the places with a plain loop, so that each mistake is an edit
of one or two lines of theirs: IMAGE_MISTAKES maps an id to its
ImageMistake. Chapter 9 trains them.
"""

from dataclasses import dataclass

import numpy as np

from ..layers import Conv2d, MaxPool2d
from ..layers.windows import padded
from .record import LayerMistake, met, sources


class LoopedConv2d(Conv2d):
    """Conv2d whose backward walks over the places, one after another."""

    def forward(self, X):
        self.X = padded(X, self.padding)
        return super().forward(X)

    def parameter_gradients(self, dY):
        self.backward(dY, need_dX=False)

    def backward(self, dY, need_dX=True):
        X, p, s, (kh, kw) = self.X, self.padding, self.stride, self.K.shape[:2]
        dX, self.dK = np.zeros_like(X), np.zeros_like(self.K)
        self.db = dY.sum(axis=(0, 1, 2))
        for i, j in np.ndindex(dY.shape[1:3]):
            place = np.s_[:, s * i : s * i + kh, s * j : s * j + kw]
            self.dK += np.tensordot(X[place], dY[:, i, j], (0, 0))
            if need_dX:
                dX[place] += np.tensordot(dY[:, i, j], self.K, (1, 3))
        return dX[:, p : X.shape[1] - p, p : X.shape[2] - p]


class LoopedMaxPool2d(MaxPool2d):
    """MaxPool2d whose backward walks over the places."""

    def forward(self, X):
        self.X, self.Y = X, super().forward(X)
        return self.Y

    def backward(self, dY):
        (kh, kw), s, dX = self.size, self.stride, np.zeros_like(self.X)
        for i, j in np.ndindex(dY.shape[1:3]):
            place = np.s_[:, s * i : s * i + kh, s * j : s * j + kw]
            flat = self.X[place].reshape(len(dY), kh * kw, -1)
            won = np.arange(kh * kw)[:, None] == flat.argmax(axis=1)[:, None]
            sent = won * dY[:, None, i, j]
            dX[place] += sent.reshape(dX[place].shape)
        return dX


@dataclass(frozen=True, eq=False, kw_only=True)
class ImageMistake(LayerMistake):
    """One wrong line in a convolution's or a pool's backward.

    base walks over the places. hidden_by: what it takes for nothing to
    show.
    """

    hidden_by: str

    @property
    def kind(self):
        """The place of a net that it takes: "conv" or "pool"."""
        return "conv" if issubclass(self.base, Conv2d) else "pool"


KERNEL = "self.dK += np.tensordot(X[place], dY[:, i, j], (0, 0))"
STAMP = "dX[place] += np.tensordot(dY[:, i, j], self.K, (1, 3))"
KERNEL_TURNED = KERNEL.replace("self.dK", "self.dK[::-1, ::-1]")
STAMP_TURNED = STAMP.replace("self.K", "self.K[::-1, ::-1]")
CUT = "return dX[:, p : X.shape[1] - p, p : X.shape[2] - p]"
IF_NEEDED = "if need_dX:\n    "
WALK = f"""\
for i, j in np.ndindex(dY.shape[1:3]):
    place = np.s_[:, s * i : s * i + kh, s * j : s * j + kw]
    {KERNEL}
    if need_dX:
        {STAMP}"""
BIAS = "self.db = dY.sum(axis=(0, 1, 2))"

_ALL = (
    ImageMistake(
        id="kernel-gradient-turned",
        title="dK turned",
        base=LoopedConv2d,
        right=KERNEL,
        wrong=KERNEL_TURNED,
        fails_on=("K",),
        hidden_by="a kernel of 1 × 1",
    ),
    ImageMistake(
        id="stamp-turned",
        title="the stamp turned, as if gathered without turning",
        base=LoopedConv2d,
        right=STAMP,
        wrong=STAMP_TURNED,
        fails_on=("X",),
        hidden_by="a kernel that equals its half-turn, if nothing moves it",
        source=met("nntrainer/nntrainer", 705, "2020"),
    ),
    ImageMistake(
        id="both-turned",
        title="both turned",
        base=LoopedConv2d,
        right=f"{KERNEL}\n{IF_NEEDED}{STAMP}",
        wrong=f"{KERNEL_TURNED}\n{IF_NEEDED}{STAMP_TURNED}",
        fails_on=("X", "K"),
        hidden_by="a kernel of 1 × 1",
    ),
    ImageMistake(
        id="stamps-overwrite",
        title="= for += where stamps overlap",
        base=LoopedConv2d,
        right=STAMP,
        wrong="dX[place] = np.tensordot(dY[:, i, j], self.K, (1, 3))",
        fails_on=("X",),
        hidden_by="windows that do not overlap",
        source=met("0809zheng/CS231n-assignment2019", 19, "2020, in a pool"),
    ),
    ImageMistake(
        id="padding-cut-on-one-side",
        title="padding cut off on one side only",
        base=LoopedConv2d,
        right=CUT,
        wrong="return dX[:, : X.shape[1] - 2 * p, : X.shape[2] - 2 * p]",
        fails_on=("X",),
        hidden_by="no padding",
    ),
    ImageMistake(
        id="bias-mean-over-places",
        title="db a mean over places and examples",
        base=LoopedConv2d,
        right=BIAS,
        wrong="self.db = dY.mean(axis=(0, 1, 2))",
        fails_on=("b",),
        hidden_by="a single place and a single example",
        source=sources(
            met("kvfrans/notes", 5, "2025, in a dense layer"),
            met("Oneflow-Inc/oneflow", 255, "2017, over the places"),
        ),
    ),
    ImageMistake(
        id="bias-of-one-place",
        title="db of the first place alone",
        base=LoopedConv2d,
        right=BIAS,
        wrong="self.db = dY[:, 0, 0].sum(axis=0)",
        fails_on=("b",),
        hidden_by="a single place",
    ),
    ImageMistake(
        id="returns-in-the-loop",
        title="return inside the loop over places",
        base=LoopedConv2d,
        right=f"{WALK}\n{CUT}",
        wrong=f"{WALK}\n    {CUT}",
        fails_on=("X", "K"),
        hidden_by="a single place",
    ),
    ImageMistake(
        id="last-image-alone",
        title="dK of the last image alone",
        base=LoopedConv2d,
        right=KERNEL,
        wrong="self.dK += np.tensordot(X[place][-1:], dY[-1:, i, j], (0, 0))",
        fails_on=("K",),
        hidden_by="N = 1",
    ),
    ImageMistake(
        id="every-maximum",
        title="at a tie every maximum gets the whole dY",
        base=LoopedMaxPool2d,
        right=(
            "won = np.arange(kh * kw)[:, None] == flat.argmax(axis=1)[:, None]"
        ),
        wrong="won = flat == self.Y[:, None, i, j]",
        fails_on=(),
        hidden_by="numbers without ties, and at ties the check is silent",
        source=met("mni-ml/framework", 22, "2026"),
    ),
)
IMAGE_MISTAKES = {mistake.id: mistake for mistake in _ALL}
