"""The mistakes of 5.6: other ways to count, to wait and to start."""

import numpy as np

from ..record import Wrong


def _walk(
    losses,
    patience,
    *,
    ties=False,
    reset=True,
    last=False,
    more=0,
    start=float("inf"),
):
    """(stop, best), by the usual loop with one of its usual faults."""
    best, at, bad, before = start, 0, 0, float("inf")
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


def _starts_at_zero(val_losses, patience):
    return _walk(val_losses, patience, start=0.0)


def _zero_and_epoch_1(val_losses, patience):
    return min(patience + 1, len(val_losses)), 1


def _starts_too_low(val_losses, patience):
    return _walk(val_losses, patience, start=1000.0)


def _loss_for_epoch(val_losses, patience):
    stop, best = _walk(val_losses, patience)
    return stop, val_losses[best - 1]


def _best_from_zero(val_losses, patience):
    stop, best = _walk(val_losses, patience)
    return stop, best - 1


def _without_end(val_losses, patience):
    stop, best = _walk(val_losses, patience)
    return (stop, best) if stop - best >= patience else None


MISTAKES = (
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
        "Your count of bad epochs is never reset. It counts since the "
        "last improvement: at each new best it starts again from 0.",
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
        "starts-at-zero",
        _starts_at_zero,
        "The lowest loss so far starts at 0, and no loss is ever below "
        "it. The start must be above every loss: infinity is.",
        "No epoch ever counts as an improvement.",
    ),
    Wrong(
        "stays-at-epoch-1",
        _zero_and_epoch_1,
        "No loss ever counts as lower than the lowest so far. Does that "
        "start at 0? Start above every loss: at infinity.",
        "best is 1 in every case.",
    ),
    Wrong(
        "starts-too-low",
        _starts_too_low,
        "The lowest loss so far starts at a number that losses may "
        "exceed. Start at infinity, or with the first loss.",
        "All is right but where every loss is above a million.",
    ),
    Wrong(
        "loss-for-epoch",
        _loss_for_epoch,
        "Asked for is the epoch with the lowest loss, not that loss. "
        "Remember both, and return the epoch.",
        "Every stop is right. In place of best stands the lowest loss.",
    ),
    Wrong(
        "best-from-zero",
        _best_from_zero,
        "That is the place of the best loss in the list, where Python "
        "counts from 0. Epochs count from 1.",
        "Every stop is right, and every best is one too low.",
    ),
    Wrong(
        "no-end",
        _without_end,
        "The loop may end without a stop. Then the last epoch is the "
        "end, and that has to be returned too, after the loop.",
        "Where patience never ends the run, nothing is returned.",
    ),
)
