"""8.7: what checkpoints keep and cost, and a batch in unequal parts."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import apart
from ..pools.memory import CHECKPOINTS
from ..record import Exercise, Wrong
from ..slipped import wrong

CLOSE = 2e-3


def draw(rng):
    """n layers in parts of k; mb megabytes each; a batch's parts by rows."""
    while True:
        k, m = map(int, rng.choice(np.arange(3, 13), 2, replace=False))
        mb = int(rng.choice([2, 3, 4, 5, 8]))
        rows = rng.choice(np.arange(3, 13), 3, replace=False)
        numbers = {
            "n": m * k,
            "k": k,
            "mb": mb,
            "rows": tuple(int(B) for B in rows),
        }
        answers = [w.answer(**numbers) for w in CHECKPOINTING.mistakes]
        right = list(truth(**numbers).values())
        if apart([right, *answers], CLOSE):
            return numbers


def _followed(n, k, checkpoints=True):
    """Go forward and back, and write down what is kept: arrays, not MB."""
    kept, most, evaluations = set(), 0, 0
    for layer in range(n):
        evaluations += 1
        if not checkpoints:
            kept.add(("result of", layer))
        elif layer % k == 0:
            kept.add(("input of", layer))
    after = len(kept)
    for start in reversed(range(0, n, k)):
        for layer in range(start, start + k):  # the part, run again
            evaluations += 1
            kept.add(("result of", layer))
        most = max(most, len(kept))  # then it is read, and let go
        kept = {(what, layer) for what, layer in kept if layer < start}
    return after, most, evaluations


def _share(rows):
    """How much of the last part's slope is in that of the whole mean."""
    x = np.linspace(1.0, 3.0, sum(rows))
    last = x[-rows[-1] :]

    def slope(loss):
        return float(numerical_gradient(loss, np.array(0.7)))

    def whole(w):  # the other rows stand still
        moved = ((w * last) ** 2).sum() + (x[: -rows[-1]] ** 2).sum()
        return float(moved / len(x))

    return slope(whole) / slope(lambda w: float(((w * last) ** 2).mean()))


def truth(n, k, mb, rows):
    after, most, evaluations = _followed(n, k)
    without, _, _ = _followed(n, k, checkpoints=False)
    return {
        "kept": without * mb,
        "with_checkpoints": after * mb,
        "most": most * mb,
        "evaluations": evaluations,
        "factor": _share(rows),
    }


ADDED = "08-tape#Add or write over"

CHECKPOINTING = Exercise(
    id="8.7",
    title="Pay with time",
    kind="compute",
    objective="8e",
    points=2,
    minutes=13,
    takes="five numbers, (kept, with_checkpoints, most, evaluations, factor)",
    section="08-tape#What the tape remembers",
    draw=draw,
    truth=truth,
    chain=CHECKPOINTS,
    close=CLOSE,
    insight="With parts of about the root of n, memory grows as that "
    "root, for the price of one more forward pass.",
    more="for which k is most the smallest, if n is 144?",
    mistakes=(
        wrong(CHECKPOINTS, "one-too-few", "All is right but most."),
        wrong(CHECKPOINTS, "all-inside", "All is right but most."),
        wrong(CHECKPOINTS, "none-again", "All is right but most."),
        wrong(CHECKPOINTS, "part-alone", "All is right but most."),
        wrong(CHECKPOINTS, "fence-post", "All is right but "
              "with_checkpoints."),
        wrong(CHECKPOINTS, "last-spared", "All is right but evaluations."),
        wrong(CHECKPOINTS, "one-a-part", "All is right but evaluations."),
        wrong(CHECKPOINTS, "forward-alone", "All is right but evaluations."),
        wrong(CHECKPOINTS, "equal-parts", "All is right but factor.", ADDED),
        wrong(CHECKPOINTS, "upside-down", "All is right but factor.", ADDED),
        wrong(CHECKPOINTS, "of-the-batch", "All is right but factor.",
              ADDED),
        Wrong(
            "arrays-counted",
            CHECKPOINTS.slipped("arrays", "arrays-of-parts", "arrays-at-most"),
            "Those are numbers of arrays. Each array has mb megabytes.",
            "The last two are right. The first three are mb times too "
            "small.",
        ),
        wrong(CHECKPOINTS, "one-part", "All is right but "
              "with_checkpoints."),
    ),
)  # fmt: skip
