"""4.4: what to say of each wrong layer."""

from ..record import Wrong
from . import bends

MISTAKES = (
    Wrong(
        "at-least-zero",
        bends._AtLeast,
        "No output of ReLU is below 0, so Y >= 0 is true everywhere and "
        "every unit passes. Only Y > 0 tells which were on.",
        "sigmoid and tanh are right; for ReLU, units that were off get "
        "a gradient too.",
    ),
    Wrong(
        "slope-at-output",
        bends._SlopeAtOutput,
        "Y has been through the activation already. σ'(X) = Y (1 - Y) "
        "needs no further σ; nor does tanh need a further tanh.",
        "ReLU is right; the slopes of sigmoid and tanh are those at Y, "
        "not at X.",
    ),
    Wrong(
        "value-for-slope",
        bends._Value,
        "The chain rule multiplies by the activation's slope, not by "
        "its value.",
        "dX is dY times Y, for every kind.",
    ),
    Wrong(
        "upstream-forgotten",
        bends._SlopeAlone,
        "The slope is one factor of the chain rule. The other is dY, "
        "what came back from above.",
        "dX is the slope alone; dY has no effect on it.",
    ),
    Wrong(
        "gated-by-upstream",
        bends._GateByUpstream,
        "A gradient may be negative. What ReLU cuts off is decided by "
        "the sign of X, never by that of dY.",
        "dX is right where dY is positive, and 0 where it is negative.",
    ),
    Wrong(
        "tanh-as-sigmoid",
        bends._TanhAsSigmoid,
        "Y (1 - Y) is the sigmoid's. For tanh, which runs from -1 to 1, "
        "the slope is largest at Y = 0.",
        "Only tanh is wrong: it has the sigmoid's slope.",
    ),
    Wrong(
        "tanh-not-squared",
        bends._TanhNotSquared,
        "The slope of tanh is the same at X and -X. So Y must be "
        "squared in it.",
        "Only tanh is wrong, and the more so where Y is negative.",
    ),
    Wrong(
        "relu-value",
        bends._ReluValue,
        "Where ReLU passes, its slope is 1, however large Y is.",
        "Only ReLU is wrong: what it passes is multiplied by Y.",
    ),
    Wrong(
        "shared-by-objects",
        bends._Shared,
        "What one object keeps, another finds: the memory belongs to the "
        "class. Make it in forward, as self.Y.",
        "One layer alone is right. With two at once, the second's forward "
        "is written over what the first keeps.",
        "04-backward-pass#What must be remembered",
    ),
    Wrong(
        "tanh-plus",
        bends._Plus,
        "The slope of tanh is 1 - Y²: it is largest where Y is 0. You added "
        "the square.",
        "Only tanh is wrong: its slope grows where it should fall.",
    ),
    Wrong(
        "tanh-doubled",
        bends._NotSquared2,
        "Y**2 is the square; Y*2 is twice Y. The slope of tanh is 1 - Y**2.",
        "Only tanh is wrong, and the more so where Y is negative.",
    ),
    Wrong(
        "tanh-of-input",
        bends._OfInput,
        "1 - Y² is written in what tanh gave, Y. You put X into it.",
        "Only tanh is wrong: its slope is made of X.",
    ),
    Wrong(
        "slopes-of-input",
        bends._OfInputs,
        "Y (1 - Y) and 1 - Y² are written in what came out, Y. You put X "
        "into them.",
        "ReLU is right; the slopes of sigmoid and tanh are made of X.",
    ),
    Wrong(
        "sigmoid-plus",
        bends._SigmoidPlus,
        "The sigmoid's slope is Y (1 - Y), with a minus.",
        "Only the sigmoid's slope is wrong: it is too large.",
    ),
    Wrong(
        "sigmoid-turned",
        bends._SigmoidTurned,
        "σ(X) is 1 / (1 + exp(-X)). Without the minus it falls where it "
        "should rise.",
        "Only the sigmoid is wrong: its Y is 1 minus what it should be.",
    ),
    Wrong(
        "tanh-half",
        bends._TanhHalf,
        "tanh(X) is 2 σ(2X) - 1: the factor 2 inside is missing. np.tanh "
        "needs neither.",
        "Only tanh is wrong, already in forward: it is that of X / 2.",
    ),
    Wrong(
        "stale",
        bends._Stale,
        "Each forward must store what its own backward needs, over what "
        "the call before has left.",
        "The first forward and backward are right. After a second "
        "forward, dX is made with the Y of the first.",
        "04-backward-pass#What must be remembered",
    ),
    Wrong(
        "spoils-its-memory",
        bends._SpoilsItsMemory,
        "What forward has stored is needed as it was. Put the slope into "
        "a variable of its own, and leave self.Y alone.",
        "A first backward is right. A second one, after the same "
        "forward, is not.",
    ),
    Wrong(
        "spoilt-by-its-gradient",
        bends._SpoiltByItsGradient,
        "What forward has stored is needed as it was. Return the gradient "
        "without storing it, and leave self.Y alone.",
        "A first backward is right. A second one, after the same "
        "forward, is not.",
    ),
    Wrong(
        "changes-dy",
        bends._InPlace,
        "dY *= ... writes into the array that you were given, which "
        "still belongs to the layer above. Make a new array.",
        "The numbers are right, but dY is changed by the call.",
    ),
)
