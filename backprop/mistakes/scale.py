"""Wrong by a factor: N, 1/N, or -1."""

from ..layers import Linear
from ..losses import SoftmaxCrossEntropy
from .record import Mistake, met, sources


class SumGradient(SoftmaxCrossEntropy):
    """dZ = P - T. The loss is a mean, and its gradient 1/N of that."""

    def backward(self):
        return self.P - self.T


class MeanAgain(Linear):
    """dW = Xᵀ dY / N, db = mean of dY. The loss has taken the mean."""

    def parameter_gradients(self, dY):
        self.dW = self.X.T @ dY / len(dY)
        self.db = dY.mean(axis=0)
        return dY


class BiasMean(Linear):
    """db = mean of the rows of dY, where their sum belongs."""

    def parameter_gradients(self, dY):
        self.dW = self.X.T @ dY
        self.db = dY.mean(axis=0)
        return dY


class MinusDelta(Linear):
    """dX = -dY Wᵀ: what reaches the layer below has the wrong sign."""

    def backward(self, dY):
        dY = self.parameter_gradients(dY)
        return -dY @ self.W.T

    parameter_gradients = Linear.parameter_gradients  # so fit spares dX


SCALE = (
    Mistake(
        id="sum-not-mean",
        title="A sum where the mean belongs",
        family="scale",
        symptom=(
            "The loss's gradient is exactly N times too large, and so is "
            "every array's. It trains as a right program at N times the "
            "learning rate, which diverges."
        ),
        cause="The loss is a mean over N rows, its gradient only a sum.",
        source=sources(
            met(
                "hunkim/DeepLearningZeroToAll",
                173,
                "2017: found by its author, mended",
            ),
        ),
        wrong="return self.P - self.T",
        right="return (self.P - self.T) / len(self.P)",
        parts={"loss": SumGradient},
        fails_on=("0.W", "0.b", "2.W", "2.b"),
        alone=("prediction",),
    ),
    Mistake(
        id="mean-twice",
        title="1/N taken twice",
        family="scale",
        symptom=(
            "Every parameter's gradient is exactly N times too small; dX "
            "is right. It trains as a right program at 1/N of the learning "
            "rate, which hardly moves."
        ),
        cause="The loss divides by N, and the layer divides once more.",
        source="No public thread found",
        wrong="self.dW = self.X.T @ dY / len(dY)\nself.db = dY.mean(axis=0)",
        right="self.dW = self.X.T @ dY\nself.db = dY.sum(axis=0)",
        parts={"linear": MeanAgain},
        fails_on=("0.W", "0.b", "2.W", "2.b"),
        alone=("W", "b"),
    ),
    Mistake(
        id="bias-averaged",
        title="The bias gradient averaged instead of summed",
        family="scale",
        symptom=(
            "db is exactly N times too small in every layer; all weights "
            "agree. The loss falls all the same."
        ),
        cause="The bias serves every row, so its gradient is their sum.",
        source=sources(
            met("kvfrans/notes", 5, "2025"),
        ),
        wrong="self.db = dY.mean(axis=0)",
        right="self.db = dY.sum(axis=0)",
        parts={"linear": BiasMean},
        fails_on=("0.b", "2.b"),
        alone=("b",),
    ),
    Mistake(
        id="hidden-delta-sign",
        title="The sign of the hidden delta",
        family="scale",
        symptom=(
            "The first layer's gradients are exactly -1 times the right "
            "ones; the last layer agrees."
        ),
        cause="A minus from the loss is applied once more on the way down.",
        source=sources(
            met(
                "iamtrask/Grokking-Deep-Learning",
                65,
                "2023: it learns all the same",
            ),
        ),
        wrong="return -dY @ self.W.T",
        right="return dY @ self.W.T",
        parts={"linear": MinusDelta},
        fails_on=("0.W", "0.b"),
        alone=("X",),
    ),
)
