"""The right formula, with the wrong numbers in memory when it runs."""

import numpy as np

from ..layers import Layer, Linear, he_normal  # noqa: F401 (right lines)
from .program import Program
from .record import Mistake, met, sources


class Accumulates(Linear):
    """dW += Xᵀ dY, db += sum of dY, and nothing sets them to 0 between."""

    def _set(self, W, b, dtype):
        super()._set(W, b, dtype)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def parameter_gradients(self, dY):
        self.dW += self.X.T @ dY
        self.db += dY.sum(axis=0)
        return dY


class Magnitude(Layer):
    """Y = max(X, 0) + max(-X, 0). X is used twice: dX is a sum. Right.

    Remembers the slope of each use: 1 or 0, and -1 or 0.
    """

    def forward(self, X):
        self.first, self.second = 1.0 * (X > 0), -1.0 * (X < 0)
        return np.maximum(X, 0.0) + np.maximum(-X, 0.0)

    def backward(self, dY):
        return dY * self.first + dY * self.second


class Overwrites(Magnitude):
    """The second use's share of dX is written over the first's."""

    def backward(self, dY):
        dX = dY * self.first
        dX = dY * self.second
        return dX


class UpdatesTooSoon(Program):
    """W ← W - lr dW comes before dX = dY Wᵀ, which then reads the new W."""

    def step(self, X, labels, lr):
        value = self.objective(X, labels)
        dY = self.loss.backward()
        for layer in reversed(self.net.layers):
            layer.backward(dY)
            self.update(layer, lr)
            dY = layer.backward(dY)
        return value


def zeros(n_in, n_out, rng):
    """W = 0: no unit passes anything on, in either direction."""
    return np.zeros((n_in, n_out))


def constant(n_in, n_out, rng):
    """W = 0.1 in every entry: all hidden units are one and the same."""
    return np.full((n_in, n_out), 0.1)


STATE = (
    Mistake(
        id="gradients-not-zeroed",
        title="Gradients not zeroed between steps",
        family="state",
        symptom=(
            "Everything agrees on the first call. Each later step uses "
            "the sum of all gradients so far, and training diverges."
        ),
        cause="backward adds to dW, and nothing empties it between steps.",
        source=sources(
            met("udacity/deep-learning-v2-pytorch", 160, "2019"),
            met("karpathy/llm.c", 548, "2024: mended"),
        ),
        wrong="self.dW += self.X.T @ dY\nself.db += dY.sum(axis=0)",
        right="self.dW = self.X.T @ dY\nself.db = dY.sum(axis=0)",
        parts={"linear": Accumulates},
        fails_on=(),
        alone=("W", "b"),
        seen_by="the same check a second time, on the same object",
    ),
    Mistake(
        id="fork-overwritten",
        title="= instead of += at a shared node",
        family="state",
        symptom=(
            "Only what lies below the fork fails: the first layer. The "
            "share of one use is lost, here that of every X > 0."
        ),
        cause="A value used twice gets two gradients, and they add.",
        source=sources(
            met("tinygrad/tinygrad", 119, "2020: mended in a month"),
        ),
        wrong="dX = dY * self.second",
        right="dX += dY * self.second",
        parts={"activation": Overwrites},
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
    Mistake(
        id="updated-too-soon",
        title="Weights updated before the hidden delta is computed",
        family="state",
        symptom=(
            "Only the first layer fails, by an error in proportion to the "
            "learning rate. With a small one, the loss falls as it should."
        ),
        cause="dX = dY Wᵀ needs the W that went forward, not the new one.",
        source=sources(
            met("joelgrus/data-science-from-scratch", 31, "2017"),
            "Mazur's published figures",
        ),
        wrong=(
            "layer.backward(dY)\n"
            "self.update(layer, lr)\n"
            "dY = layer.backward(dY)"
        ),
        right="dY = layer.backward(dY)\nself.update(layer, lr)",
        parts={"program": UpdatesTooSoon},
        fails_on=("0.W", "0.b"),
    ),
    Mistake(
        id="zero-start",
        title="All weights start at zero",
        family="state",
        symptom=(
            "Nothing is wrong: all but the last bias stay unresolved, with "
            "gradients of exactly 0. The loss starts at ln K and stays, if "
            "the classes are equally large."
        ),
        cause="One factor of each weight's gradient, X or dY, is 0.",
        source="The cs231n notes warn of it",
        wrong="return np.zeros((n_in, n_out))",
        right="return he_normal(n_in, n_out, rng)",
        parts={"init": zeros},
        fails_on=(),
        unresolved=("0.W", "0.b", "2.W"),
        seen_by="weights that are still 0 after a step",
    ),
    Mistake(
        id="constant-start",
        title="All weights start at one constant",
        family="state",
        symptom=(
            "Nothing is wrong: gradient_check agrees on every array of the "
            "net. Its hidden units stay equal for ever, so that any number "
            "of them does the work of one."
        ),
        cause="Units that start equal get equal gradients.",
        source=sources(
            met("srenevey/neuro", 4, "2020: in the first layer, mended"),
            "the cs231n notes warn of it",
        ),
        wrong="return np.full((n_in, n_out), 0.1)",
        right="return he_normal(n_in, n_out, rng)",
        parts={"init": constant},
        fails_on=(),
        unresolved=("0.W", "0.b"),
        seen_by="hidden units that are still equal after some steps",
    ),
)
