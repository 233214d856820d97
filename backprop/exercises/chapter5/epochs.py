"""5.1: iterations and epochs, and what a larger batch costs and buys."""

from math import ceil, sqrt

from ..pools.updates import UPDATES
from ..record import Exercise, Wrong

NAMES = (
    "iterations in an epoch",
    "rows in the last batch",
    "iterations in all",
    "iterations in all with the last batch dropped",
    "noise",
    "rows through the net in a step",
)


def draw(rng):
    while True:
        N, B = int(rng.integers(500, 2000)), int(rng.choice([16, 24, 48, 64]))
        epochs, k = int(rng.integers(5, 12)), int(rng.choice([9, 16]))
        full, left = divmod(N, B)
        carried = epochs * left // B
        if 3 <= left <= B - 3 and 2 * left != B and 0 < carried < epochs - 1:
            if len({full, full + 1, epochs, left, N}) == 5:
                return {"N": N, "B": B, "epochs": epochs, "k": k}


def truth(N, B, epochs, k):
    starts = range(0, N, B)
    kept = sum(1 for _ in starts)
    dropped = sum(start + B <= N for start in starts)
    values = (
        kept,
        N - starts[-1],
        epochs * kept,
        epochs * dropped,
        1 / sqrt(k),
        k,
    )
    return dict(zip(NAMES, values, strict=True))


def _changed(numbers, **other):
    """The right answer, with some parts replaced: i0 to i5."""
    values = list(truth(**numbers).values())
    for name, value in other.items():
        values[int(name[1])] = value
    return tuple(values)


def _variance(**p):
    return _changed(p, i4=1 / p["k"])


def _last_forgotten(**p):
    full = p["N"] // p["B"]
    return _changed(p, i0=full, i2=p["epochs"] * full)


def _carried(**p):
    rows = p["epochs"] * p["N"]
    return _changed(p, i2=ceil(rows / p["B"]), i3=rows // p["B"])


def _step_for_epoch(**p):
    return _changed(p, i5=1)


def _rows_missing(**p):
    return _changed(p, i1=p["B"] - p["N"] % p["B"])


def _noisier(**p):
    return _changed(p, i4=sqrt(p["k"]))


def _epoch_for_iteration(**p):
    return _changed(p, i2=p["epochs"], i3=p["epochs"])


def _row_by_row(**p):
    rows, runs = p["N"], p["epochs"]
    return _changed(p, i0=rows, i2=runs * rows, i3=runs * rows)


NOISY = "05-sgd#How noisy is a batch?"

EPOCHS = Exercise(
    id="5.1",
    title="Counting updates",
    kind="predict",
    objective="5c",
    points=2,
    minutes=8,
    takes="six numbers, in the order of the questions",
    section="05-sgd#Batch, iteration, epoch",
    draw=draw,
    truth=truth,
    chain=UPDATES,
    close=6e-4,
    mistakes=(
        Wrong(
            "variance-for-size",
            _variance,
            "The variance falls by the factor k. The size of the noise is "
            "the root of the variance.",
            "All counts are right; the noise is too small.",
            NOISY,
        ),
        Wrong(
            "last-batch-forgotten",
            _last_forgotten,
            "Whole-number division counts the full batches. The rows left "
            "over make one more batch, and one more update.",
            "The iterations are too few: one is missing in each epoch.",
        ),
        Wrong(
            "carried-over",
            _carried,
            "You divided the rows of all epochs together. Each epoch deals "
            "its rows anew, and its last batch ends with it.",
            "The counts for one epoch are right; those for all are not.",
        ),
        Wrong(
            "cost-of-an-epoch",
            _step_for_epoch,
            "An epoch passes N rows whatever the batch size. One step passes "
            "the rows of its own batch.",
            "All counts are right, and so is the noise; the cost of a step "
            "is not.",
            NOISY,
        ),
        Wrong(
            "rows-missing",
            _rows_missing,
            "That is how many rows the last batch lacks. Asked for are the "
            "rows in it, the remainder of N / B.",
        ),
        Wrong(
            "noisier",
            _noisier,
            "A mean over more rows varies less, so the noise shrinks: the "
            "factor is below 1.",
            "All counts are right; the noise grows where it should shrink.",
            NOISY,
        ),
        Wrong(
            "epoch-for-iteration",
            _epoch_for_iteration,
            "An epoch is one pass over all rows; an iteration is one update. "
            "A pass makes one update for each of its batches.",
            "The number of epochs stands where the updates belong.",
        ),
        Wrong(
            "row-by-row",
            _row_by_row,
            "An update is made for each batch, on the mean over its rows, "
            "and not for each row.",
            "The updates are counted as if each batch had one row.",
        ),
    ),
)
