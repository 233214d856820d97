"""5.6: when patience ends a run, and which epoch was the best."""

import numpy as np

from ..record import Case, Exercise, Step, Wrong


def _case(name, losses, patience):
    """The truth from the definition: the record stood for that long."""
    losses = [float(loss) for loss in losses]
    best = [int(np.argmin(losses[: n + 1])) + 1 for n in range(len(losses))]
    waited = np.arange(1, len(losses) + 1) - best
    enough = np.flatnonzero(waited >= patience)
    stop = int(enough[0]) + 1 if enough.size else len(losses)
    truth = {"stop": stop, "best": best[stop - 1]}
    inputs = ("val_losses", "patience")
    return Case(name, (Step("call", (losses, patience), truth, inputs),))


def cases(rng):
    scale = round(float(rng.uniform(0.5, 2.0)), 2)
    wavy = scale * np.array([9, 7, 8, 5, 6, 5.5, 5.2, 5.8, 3, 4, 3.5, 3.2])
    ties = scale * np.array([8, 6, 6, 6, 7, 5, 4])
    slow = scale * np.array([9, 8, 8.5, 7, 7.5, 6, 6.5, 5, 5.5])
    up = scale * np.arange(2, 9)
    return [
        _case("a bump, then a later record, patience 4", wavy, 4),
        _case("a loss that comes back twice, patience 3", ties, 3),
        _case("patience that never ends, 5", slow, 5),
        _case("losses that only rise, patience 3", up, 3),
        _case("patience 1", wavy, 1),
        _case("one epoch", [scale], 3),
    ]


def _walk(losses, patience, *, ties=False, reset=True, last=False, more=0):
    """(stop, best), by the usual loop with one of its usual faults."""
    best, at, bad, before = float("inf"), 0, 0, float("inf")
    for epoch, loss in enumerate(losses, start=1):
        record = loss <= best if ties else loss < best
        better = loss < before if last else record
        if record:
            best, at = loss, epoch
        bad = (0 if reset else bad) if better else bad + 1
        before = loss
        if bad >= patience + more:
            return epoch, at
    return len(losses), at


def _last_epoch(val_losses, patience):
    best, bad = 1, 0
    for epoch in range(2, len(val_losses) + 1):
        if val_losses[epoch - 1] < val_losses[epoch - 2]:
            best, bad = epoch, 0
        else:
            bad += 1
        if bad == patience:
            return epoch, best
    return len(val_losses), best


def _waits_by_the_last(val_losses, patience):
    return _walk(val_losses, patience, last=True)


def _from_zero(val_losses, patience):
    stop, best = _walk(val_losses, patience)
    return stop - 1, best - 1


def _whole_list(val_losses, patience):
    stop, _ = _walk(val_losses, patience)
    return stop, int(np.argmin(val_losses)) + 1


def _one_late(val_losses, patience):
    return _walk(val_losses, patience, more=1)


def _in_total(val_losses, patience):
    return _walk(val_losses, patience, reset=False)


def _ties(val_losses, patience):
    return _walk(val_losses, patience, ties=True)


def _before_patience(val_losses, patience):
    stop, _ = _walk(val_losses, patience)
    return stop, stop - patience


def _exchanged(val_losses, patience):
    return _walk(val_losses, patience)[::-1]


def _without_end(val_losses, patience):
    stop, best = _walk(val_losses, patience)
    return (stop, best) if stop - best >= patience else None


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
    mistakes=(
        Wrong(
            "against-the-last-epoch",
            _last_epoch,
            "You ask whether the loss is lower than in the epoch before. "
            "Patience asks whether it is lower than ever: compare with the "
            "best so far.",
        ),
        Wrong(
            "from-zero",
            _from_zero,
            "Python counts places in a list from 0; the epochs count from 1.",
            "Both epochs are one too low.",
        ),
        Wrong(
            "looks-ahead",
            _whole_list,
            "The smallest loss of the whole list may lie in an epoch that "
            "was never run. Look at the epochs up to the stop alone.",
            "Every stop is right. Where a lower loss follows it, best is not.",
        ),
        Wrong(
            "one-epoch-late",
            _one_late,
            "Stop at the epoch in which the count of bad epochs reaches "
            "patience, not when it exceeds it.",
        ),
        Wrong(
            "waits-by-the-last-epoch",
            _waits_by_the_last,
            "A bad epoch is one that sets no new record. Yours is one that "
            "is worse than the epoch before it, and so the count starts "
            "again too often.",
        ),
        Wrong(
            "counted-in-total",
            _in_total,
            "Bad epochs count since the last improvement. At each new best "
            "the count starts again from 0.",
        ),
        Wrong(
            "ties-count",
            _ties,
            "An equal loss is no improvement: the best epoch is the first "
            "with that loss, and the waiting goes on.",
            "All is right but where the best loss comes back.",
        ),
        Wrong(
            "stop-less-patience",
            _before_patience,
            "If patience ended the run, the best epoch lies that far back. "
            "If the list ended first, it need not.",
            "All is right where patience ends the run, and wrong where the "
            "list ends first.",
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "First the epoch at which training stops, then the best one.",
            "The two epochs are exchanged.",
        ),
        Wrong(
            "no-end",
            _without_end,
            "The loop may end without a stop. Then the last epoch is the "
            "end, and that has to be returned too, after the loop.",
            "Where patience never ends the run, nothing is returned.",
        ),
    ),
)
