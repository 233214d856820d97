"""4.1: what the number of rows does to each gradient."""

import numpy as np

from ...book import running_net
from ...checking import numerical_gradient
from ...losses import SoftmaxCrossEntropy
from ..record import Exercise, Wrong


def draw(rng):
    return {"times": int(rng.choice([3, 4, 6, 7, 8, 9]))}


def _gradients(times, reduce):
    """dZ2 of the first row and dW2, with every row `times` times over."""
    net, X, t = running_net()
    A1 = np.tile(np.maximum(net.layers[0].forward(X), 0), (times, 1))
    W2, b2 = net.params()["2.W"], net.params()["2.b"]
    labels = np.tile(t, times)
    scale = len(labels) if reduce == "sum" else 1
    loss = SoftmaxCrossEntropy()
    Z2 = A1 @ W2 + b2
    dZ2 = scale * numerical_gradient(lambda Z: loss.forward(Z, labels), Z2)
    dW2 = scale * numerical_gradient(
        lambda W: loss.forward(A1 @ W + b2, labels), W2
    )
    return dZ2[0], dW2


def truth(times):
    (row, dW2), (new_row, new_dW2) = (
        _gradients(1, "mean"),
        _gradients(times, "mean"),
    )
    _, summed = _gradients(times, "sum")
    return {
        "a": float(new_row[0] / row[0]),
        "b": float(new_dW2[0, 0] / dW2[0, 0]),
        "c": float(summed[0, 0] / dW2[0, 0]),
        "d": float(len(running_net()[1])),
    }


MANY_ROWS = Exercise(
    id="4.1",
    title="The same rows again",
    kind="predict",
    objective="4a",
    points=1,
    minutes=4,
    takes="four numbers: the factors a, b, c, d",
    section="04-backward-pass#The batch: every row uses the same weights",
    draw=draw,
    truth=truth,
    close=5e-3,
    mistakes=(
        Wrong(
            "weights-grow",
            lambda times: (1, times, 5 * times, 5),
            "With a mean, each row's share is divided by the number of rows. "
            "There are more shares, and each is smaller.",
            "The last two are right. The first two are those of a loss that "
            "is not divided by N.",
        ),
        Wrong(
            "all-shrink",
            lambda times: (1 / times, 1 / times, 5, 5),
            "dW2 is the sum over the rows of A1 times dZ2. There are more "
            "rows in this sum, and each is smaller.",
            "A row of dZ2 is right; dW2 is not the share of one row.",
        ),
        Wrong(
            "nothing-changes",
            lambda times: (1, 1, 5, 5),
            "dZ2 has a row for each example, and 1/N in each of them: N has "
            "changed.",
        ),
        Wrong(
            "sum-divided",
            lambda times: (1 / times, 1, times, 5),
            "The mean of the first 5 rows had a factor 1/5, which a sum does "
            "not have.",
        ),
        Wrong(
            "sum-counts-rows-in-all",
            lambda times: (1 / times, 1, 5 * times, 5 * times),
            "dA1 has a row for each example, and no row sees the others. "
            "Only the lost factor 1/5 shows in it.",
        ),
    ),
)
