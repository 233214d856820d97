"""4.4: what people write in place of a layer that bends."""

import numpy as np

from ..record import Wrong

BENDS = {
    "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
    "tanh": np.tanh,
    "relu": lambda Z: np.maximum(Z, 0),
}


class _Right:
    """The base of the wrong ones, which change one thing each."""

    def __init__(self, kind):
        self.kind = kind

    def forward(self, X):
        self.Y = BENDS[self.kind](X)
        return self.Y

    def backward(self, dY):
        return dY * self.slopes(self.Y)[self.kind]

    def slopes(self, Y):
        return {"sigmoid": Y * (1 - Y), "tanh": 1 - Y**2, "relu": Y > 0}


class _AtLeast:
    def __init__(self, kind):
        self.kind = kind

    def forward(self, X):
        bend = {"relu": lambda X: np.maximum(X, 0), "tanh": np.tanh}
        bend["sigmoid"] = lambda X: 1 / (1 + np.exp(-X))
        self.Y = bend[self.kind](X)
        return self.Y

    def backward(self, dY):
        Y = self.Y
        slope = {"relu": Y >= 0, "tanh": 1 - Y**2, "sigmoid": Y * (1 - Y)}
        return dY * slope[self.kind]


class _SlopeAtOutput(_Right):
    def slopes(self, Y):
        S = BENDS["sigmoid"](Y)
        at_output = {"sigmoid": S * (1 - S), "tanh": 1 - np.tanh(Y) ** 2}
        return super().slopes(Y) | at_output


class _Value(_Right):
    def slopes(self, Y):
        return {"sigmoid": Y, "tanh": Y, "relu": Y}


class _SlopeAlone(_Right):
    def backward(self, dY):
        return super().backward(np.ones_like(dY))


class _GateByUpstream(_Right):
    def backward(self, dY):
        return super().backward(np.maximum(dY, 0))


class _TanhAsSigmoid(_Right):
    def slopes(self, Y):
        return super().slopes(Y) | {"tanh": Y * (1 - Y)}


class _TanhNotSquared(_Right):
    def slopes(self, Y):
        return super().slopes(Y) | {"tanh": 1 - Y}


class _ReluValue(_Right):
    def slopes(self, Y):
        return super().slopes(Y) | {"relu": Y}


class _SpoilsItsMemory(_Right):
    def backward(self, dY):
        Y = self.Y.copy()
        self.Y = self.slopes(Y)[self.kind] * 1.0
        return dY * self.Y


class _Stale(_Right):
    def forward(self, X):
        Y = BENDS[self.kind](X)
        if not hasattr(self, "Y"):
            self.Y = Y
        return Y


class _Shared(_Right):
    kept = {}

    def forward(self, X):
        self.kept["Y"] = BENDS[self.kind](X)
        return self.kept["Y"]

    def backward(self, dY):
        return dY * self.slopes(self.kept["Y"])[self.kind]


class _Plus(_Right):
    def slopes(self, Y):
        return super().slopes(Y) | {"tanh": 1 + Y**2}


class _NotSquared2(_Right):
    def slopes(self, Y):
        return super().slopes(Y) | {"tanh": 1 - 2 * Y}


class _OfInput(_Right):
    def forward(self, X):
        self.X = X
        return super().forward(X)

    def slopes(self, Y):
        return super().slopes(Y) | {"tanh": 1 - self.X**2}


class _SigmoidPlus(_Right):
    def slopes(self, Y):
        return super().slopes(Y) | {"sigmoid": Y * (1 + Y)}


class _SigmoidTurned(_Right):
    def forward(self, X):
        self.Y = BENDS[self.kind](-X if self.kind == "sigmoid" else X)
        return self.Y


class _TanhHalf(_Right):
    def forward(self, X):
        self.Y = BENDS[self.kind](X / 2 if self.kind == "tanh" else X)
        return self.Y


class _InPlace(_Right):
    def backward(self, dY):
        dY *= self.slopes(self.Y)[self.kind]
        return dY


MISTAKES = (
    Wrong(
        "at-least-zero",
        _AtLeast,
        "No output of ReLU is below 0, so Y >= 0 is true everywhere and "
        "every unit passes. Only Y > 0 tells which were on.",
        "sigmoid and tanh are right; for ReLU, units that were off get "
        "a gradient too.",
    ),
    Wrong(
        "slope-at-output",
        _SlopeAtOutput,
        "Y has been through the activation already. σ'(X) = Y (1 - Y) "
        "needs no further σ; nor does tanh need a further tanh.",
        "ReLU is right; the slopes of sigmoid and tanh are those at Y, "
        "not at X.",
    ),
    Wrong(
        "value-for-slope",
        _Value,
        "The chain rule multiplies by the activation's slope, not by "
        "its value.",
        "dX is dY times Y, for every kind.",
    ),
    Wrong(
        "upstream-forgotten",
        _SlopeAlone,
        "The slope is one factor of the chain rule. The other is dY, "
        "what came back from above.",
        "dX is the slope alone; dY has no effect on it.",
    ),
    Wrong(
        "gated-by-upstream",
        _GateByUpstream,
        "A gradient may be negative. What ReLU cuts off is decided by "
        "the sign of X, never by that of dY.",
        "dX is right where dY is positive, and 0 where it is negative.",
    ),
    Wrong(
        "tanh-as-sigmoid",
        _TanhAsSigmoid,
        "Y (1 - Y) is the sigmoid's. For tanh, which runs from -1 to 1, "
        "the slope is largest at Y = 0.",
        "Only tanh is wrong: it has the sigmoid's slope.",
    ),
    Wrong(
        "tanh-not-squared",
        _TanhNotSquared,
        "The slope of tanh is the same at X and -X. So Y must be "
        "squared in it.",
        "Only tanh is wrong, and the more so where Y is negative.",
    ),
    Wrong(
        "relu-value",
        _ReluValue,
        "Where ReLU passes, its slope is 1, however large Y is.",
        "Only ReLU is wrong: what it passes is multiplied by Y.",
    ),
    Wrong(
        "shared-by-objects",
        _Shared,
        "What one object keeps, another finds: the memory belongs to the "
        "class. Make it in forward, as self.Y.",
        "One layer alone is right. With two at once, the second's forward "
        "is written over what the first keeps.",
        "04-backward-pass#What must be remembered",
    ),
    Wrong(
        "tanh-plus",
        _Plus,
        "The slope of tanh is 1 - Y²: it is largest where Y is 0. You added "
        "the square.",
        "Only tanh is wrong: its slope grows where it should fall.",
    ),
    Wrong(
        "tanh-doubled",
        _NotSquared2,
        "Y**2 is the square; Y*2 is twice Y. The slope of tanh is 1 - Y**2.",
        "Only tanh is wrong, and the more so where Y is negative.",
    ),
    Wrong(
        "tanh-of-input",
        _OfInput,
        "1 - Y² is written in what tanh gave, Y. You put X into it.",
        "Only tanh is wrong: its slope is made of X.",
    ),
    Wrong(
        "sigmoid-plus",
        _SigmoidPlus,
        "The sigmoid's slope is Y (1 - Y), with a minus.",
        "Only the sigmoid's slope is wrong: it is too large.",
    ),
    Wrong(
        "sigmoid-turned",
        _SigmoidTurned,
        "σ(X) is 1 / (1 + exp(-X)). Without the minus it falls where it "
        "should rise.",
        "Only the sigmoid is wrong: its Y is 1 minus what it should be.",
    ),
    Wrong(
        "tanh-half",
        _TanhHalf,
        "tanh(X) is 2 σ(2X) - 1: the factor 2 inside is missing. np.tanh "
        "needs neither.",
        "Only tanh is wrong, already in forward: it is that of X / 2.",
    ),
    Wrong(
        "stale",
        _Stale,
        "Each forward must store what its own backward needs, over what "
        "the call before has left.",
        "The first forward and backward are right. After a second "
        "forward, dX is made with the Y of the first.",
        "04-backward-pass#What must be remembered",
    ),
    Wrong(
        "spoils-its-memory",
        _SpoilsItsMemory,
        "What forward has stored is needed as it was. Put the slope into "
        "a variable of its own, and leave self.Y alone.",
        "A first backward is right. A second one, after the same "
        "forward, is not.",
    ),
    Wrong(
        "changes-dy",
        _InPlace,
        "dY *= ... writes into the array that you were given, which "
        "still belongs to the layer above. Make a new array.",
        "The numbers are right, but dY is changed by the call.",
    ),
)
