"""5.6: when patience ends a run, and which epoch was the best."""

import numpy as np

from ..case import case, step
from ..record import Exercise
from .stopping_mistakes import MISTAKES


def _case(name, losses, patience):
    """The truth from the definition: the record stood for that long."""
    losses = [float(loss) for loss in losses]
    best = [int(np.argmin(losses[: n + 1])) + 1 for n in range(len(losses))]
    waited = np.arange(1, len(losses) + 1) - best
    enough = np.flatnonzero(waited >= patience)
    stop = int(enough[0]) + 1 if enough.size else len(losses)
    truth = {"stop": stop, "best": best[stop - 1]}
    inputs = ("val_losses", "patience")
    return case(name, (step("call", (losses, patience), truth, inputs),))


def cases(rng):
    scale = round(float(rng.uniform(0.5, 2.0)), 2)
    wavy = scale * np.array([9, 7, 8, 5, 6, 5.5, 5.2, 5.8, 3, 4, 3.5, 3.2])
    ties = scale * np.array([8, 6, 6, 6, 7, 5, 4])
    slow = scale * np.array([9, 8, 8.5, 7, 7.5, 6, 6.5, 5, 5.5])
    large = 1e6 * (2 + wavy)
    up = scale * np.arange(2, 9)
    return [
        _case("a bump, then a later record, patience 4", wavy, 4),
        _case("a loss that comes back twice, patience 3", ties, 3),
        _case("patience that never ends, 5", slow, 5),
        _case("losses of millions, patience 4", large, 4),
        _case("losses that only rise, patience 3", up, 3),
        _case("patience 1", wavy, 1),
        _case("one epoch", [scale], 3),
    ]


EARLY_STOPPING = Exercise(
    id="5.6",
    title="Patience",
    kind="build",
    objective="5d",
    points=3,
    minutes=12,
    takes="a function of (val_losses, patience) that returns (stop, best)",
    section="05-sgd#When to stop",
    cases=cases,
    mistakes=MISTAKES,
)
