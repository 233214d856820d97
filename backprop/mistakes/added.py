"""Two that came later: an input kept too long, and a shape that broadcasts."""

from ..layers import Linear
from .record import Mistake, met, sources


class StaleInput(Linear):
    """dW = Xᵀ dY with the X of the first call of all."""

    kept = None

    def forward(self, X):
        self.kept = X if self.kept is None else self.kept
        return super().forward(X)

    def parameter_gradients(self, dY):
        self.dW = self.kept.T @ dY
        self.db = dY.sum(axis=0)
        return dY


class ColumnMinusRow:
    """loss = mean of (prediction - t)², of all pairs of rows.

    The prediction is (N, 1) and t is (N,), so that their difference is
    (N, N). backward is the right gradient of that mean.
    """

    def forward(self, prediction, t):
        self.error = prediction - t
        return float((self.error**2).mean())

    def backward(self):
        return 2.0 * self.error.sum(axis=1, keepdims=True) / self.error.size


ADDED = (
    Mistake(
        id="stale-input",
        title="An input that is kept from the first call",
        family="state",
        symptom=(
            "Everything agrees on the first call, and on every later one "
            "with the same input and weights. After the first step the "
            "second layer works with hidden units of the past."
        ),
        cause="dW = Xᵀ dY needs the X of the call that gave this dY.",
        source="A relative of "
        + met("torch/nn", 1015, "2016: backward takes what was kept last"),
        wrong="self.kept = X if self.kept is None else self.kept",
        right="self.kept = X",
        parts={"linear": StaleInput},
        fails_on=(),
        alone=("W",),
        seen_by="the same check a second time, on other numbers",
    ),
    Mistake(
        id="column-minus-row",
        title="A column minus a row",
        family="loss",
        symptom=(
            "Every array agrees. Each prediction is compared with every "
            "target, so that the best answer to all rows is the mean of "
            "the targets, and the loss of that their variance."
        ),
        cause="(N, 1) minus (N,) is (N, N): NumPy broadcasts, and is silent.",
        source=sources(
            met("matroid/dlwithtf", 14, "2018: a book's linear regression"),
            met("manzilzaheer/DeepSets", 1, "2019"),
            met("pytorch/pytorch", 16045, "2019: it warns since then"),
        ),
        wrong="self.error = prediction - t",
        right="self.error = prediction - t[:, None]",
        parts={"loss": ColumnMinusRow},
        numbers=True,
        lr=0.1,
        fails_on=(),
        seen_by="the loss of a perfect prediction, which is not 0",
    ),
)
