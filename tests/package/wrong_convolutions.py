"""Wrong convolutions and pools: the catalogue's, and two that it leaves out.

Chapter 9 trains the catalogue's. Of the two here, exchanged axes end in an
error on most images, and a pool that overwrites is right where windows lie
side by side, as in the chapter's net.
"""

from backprop.mistakes.convolution import (
    IMAGE_MISTAKES,
    LoopedConv2d,
    LoopedMaxPool2d,
)
from backprop.mistakes.mending import mended


def layer(name):
    return IMAGE_MISTAKES[name].layer


KernelGradientTurned = layer("kernel-gradient-turned")
KernelNotTurned = layer("stamp-turned")
BothTurned = layer("both-turned")
Overwritten = layer("stamps-overwrite")
CroppedOnOneSide = layer("padding-cut-on-one-side")
BiasMean = layer("bias-mean-over-places")
BiasOfOnePlace = layer("bias-of-one-place")
ReturnInTheLoop = layer("returns-in-the-loop")
LastImageAlone = layer("last-image-alone")
EveryMaximum = layer("every-maximum")


AxesExchanged = mended(
    LoopedConv2d,
    "self.db = dY.sum(axis=(0, 1, 2))",
    "self.db = dY.sum(axis=(0, 1, 2))\n"
    "dY = dY.reshape(len(dY), dY.shape[2], dY.shape[1], -1)",
)
PoolOverwritten = mended(
    LoopedMaxPool2d,
    "dX[place] += sent.reshape(dX[place].shape)",
    "dX[place] = sent.reshape(dX[place].shape)",
)

CONVOLUTIONS = [
    KernelGradientTurned,
    KernelNotTurned,
    BothTurned,
    Overwritten,
    CroppedOnOneSide,
    BiasMean,
    BiasOfOnePlace,
    ReturnInTheLoop,
    LastImageAlone,
    AxesExchanged,
]
POOLS = [EveryMaximum, PoolOverwritten]
