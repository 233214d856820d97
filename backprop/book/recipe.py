"""A recipe for SGD, tried at once: the figure of chapter 5 that asks Python.

Its settings have too many combinations to draw them all beforehand.
"""

import numpy as np

from ..data import moons
from ..layers import Linear, ReLU, Sequential
from ..losses import SoftmaxCrossEntropy
from ..picture import Picture
from ..training import SGD, accuracy, fit

EPOCHS = 8


def trained(batch_size, learning_rate, momentum, seed):
    """Return the History of a 2-16-2 net on 400 points of the moons.

    Every recipe has eight epochs: the same number of rows, whatever the
    batch. The validation is on 400 new points. The seed draws the points,
    the parameters and the batches.

    Raises ValueError or TypeError as `SGD` and `fit` do.
    """
    rng = np.random.default_rng(seed)
    X, t = moons(200, rng, noise=0.2)
    return fit(
        Sequential(Linear(2, 16, rng), ReLU(), Linear(16, 2, rng)),
        SoftmaxCrossEntropy(),
        SGD(learning_rate, momentum=momentum),
        X,
        t,
        epochs=EPOCHS,
        batch_size=batch_size,
        rng=rng,
        validation=moons(200, rng, noise=0.2),
        metric=accuracy,
    )


def recipe(batch_size, learning_rate, momentum, seed):
    """Return the losses of `trained` as a Picture: x counts epochs.

    Raises what `trained` raises.
    """
    batch_size, seed = int(batch_size), int(seed)  # sliders send 1.0
    one = trained(batch_size, learning_rate, momentum, seed)
    steps = len(one.step_loss)
    ends = np.arange(1, EPOCHS + 1)
    right = 100 * one.val_metric[-1]
    return Picture(
        f"{steps} steps in {EPOCHS} epochs. On new points the loss ends at "
        f"{one.val_loss[-1]:.2f}, and {right:.0f} % of them are right.",
        "epochs",
        "loss",
        (0, EPOCHS),
        (0.02, 5),
        lines={
            "each batch, before its step": (
                np.arange(steps) / steps * EPOCHS,
                one.step_loss,
            )
        },
        points={"new points": (ends, one.val_loss)},
        colors={"each batch, before its step": "grey", "new points": "ink"},
        logy=True,
    )
