"""What training leaves behind, and what it says on the way."""

import sys
from dataclasses import dataclass, field


@dataclass
class History:
    """What happened in training; the lists have one entry an epoch.

    But step_loss and step_lr have one an iteration: the loss of its batch,
    before the update, and the learning rate of the update. step_lr stays
    empty for an optimizer that has no `rate`.
    """

    loss: list = field(default_factory=list)  # mean over the rows
    val_loss: list = field(default_factory=list)
    val_metric: list = field(default_factory=list)
    step_loss: list = field(default_factory=list)
    step_lr: list = field(default_factory=list)
    best_epoch: int | None = None  # counts from 1
    stopped_by: str = "epochs"  # or: loss_below, patience, interrupt


watchers = []  # each is told (epoch, epochs) after every epoch of a fit


def show_progress(epoch, epochs, history, written):
    """Tell the watchers; where `written`, over stderr's last line too."""
    for tell in watchers:
        tell(epoch, epochs)
    if not written:
        return
    width = 24
    done = width * epoch // epochs
    line = f"\repoch {epoch}/{epochs} [{'#' * done:.<{width}}]"
    line += f" loss {history.loss[-1]:.4g}"
    if history.val_loss:
        line += f", validation {history.val_loss[-1]:.4g}"
    print(line, end="", file=sys.stderr, flush=True)
