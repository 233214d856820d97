"""The training loop: forward, loss, backward, update, repeat."""

import math
import sys

import numpy as np

from ..layers.routes import gradients_only
from ..validation import (
    NotFiniteError,
    generator,
    methods,
    paired,
    real,
    whole,
)
from .history import History, show_progress
from .interrupts import interrupt_held_back


def batches(X, targets, batch_size, rng):
    """Deal all rows, in random order, into batches: (X_batch, t_batch).

    One pass is one epoch. The last batch is smaller where batch_size does
    not divide the number of rows. Raises ValueError or TypeError for
    arguments that do not fit, at the call.
    """
    X, targets = paired(X, targets)
    return _deal(X, targets, whole(batch_size, "batch_size"), generator(rng))


def _deal(X, targets, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], targets[rows]


def fit(
    net,
    loss,
    optimizer,
    X,
    targets,
    *,
    epochs,
    batch_size,
    rng,
    validation=None,
    metric=None,
    loss_below=None,
    patience=None,
    progress=False,
):
    """Train `net` in place and return its History.

    An iteration is one update, on one batch; an epoch is one pass over all
    rows, in a new random order. An epoch's loss is the mean over its rows,
    each measured before its batch's update; or over the labels that
    `loss.counted` says its batches had, where a loss leaves some out.

    Training stops after `epochs`, or after the first epoch whose loss is
    under `loss_below`, or when the loss on `validation`, a pair
    (X_val, targets_val), has not improved for `patience` epochs. With
    patience, the parameters of the best epoch are put back at the end.
    metric(prediction, targets) is measured on the validation pair.

    Ctrl-C is held back until the step is whole; then fit returns. A second
    one interrupts at once. With progress=True stderr shows each epoch.

    Raises ValueError or TypeError for bad arguments: before any step, but
    for what only the net or the loss can know (labels out of range), and
    FloatingPointError when the loss turns NaN or infinite. The parameters
    are then those of the last whole step.
    Read line by line in chapter 5.
    """
    methods(net, "net", "forward", "backward", "params", "grads")
    methods(loss, "loss", "forward", "backward")
    methods(optimizer, "optimizer", "step")
    X, targets = paired(X, targets)
    epochs = whole(epochs, "epochs")
    batch_size = whole(batch_size, "batch_size")
    generator(rng)
    validation = _rules(X, validation, metric, loss_below, patience)
    backward = gradients_only(net)
    history, best = History(), {}

    with interrupt_held_back() as interrupts, np.errstate(all="ignore"):
        for epoch in range(1, epochs + 1):
            total, counted = 0.0, 0
            for X_batch, t_batch in _deal(X, targets, batch_size, rng):
                value = _forward(net, loss, X_batch, t_batch)
                if not math.isfinite(value):
                    raise _diverged(value, epoch, history, optimizer)
                backward(loss.backward())
                optimizer.step(net.params(), net.grads())
                history.step_loss.append(value)
                if getattr(optimizer, "rate", None) is not None:
                    history.step_lr.append(optimizer.rate)
                n = getattr(loss, "counted", None) or len(X_batch)
                total += value * n
                counted += n
                if interrupts:
                    break
            if interrupts:
                history.stopped_by = "interrupt"
                break
            history.loss.append(total / counted)
            if validation:
                _validate(net, loss, validation, metric, history, epoch)
            if patience and history.best_epoch == epoch:
                best = {k: p.copy() for k, p in net.params().items()}
            show_progress(epoch, epochs, history, written=progress)
            if interrupts:  # during the validation
                history.stopped_by = "interrupt"
                break
            if loss_below is not None and history.loss[-1] < loss_below:
                history.stopped_by = "loss_below"
                break
            if patience and epoch - history.best_epoch >= patience:
                history.stopped_by = "patience"
                break
    if progress:
        print(file=sys.stderr)
    for name, p in best.items():
        net.params()[name][...] = p
    return history


def _rules(X, validation, metric, loss_below, patience):
    if loss_below is not None:
        real(loss_below, "loss_below")
    if patience is not None:
        whole(patience, "patience")
    if validation is None:
        if patience is not None or metric is not None:
            raise ValueError(
                "patience and metric are measured on validation data: "
                "expected validation=(X_val, targets_val), got None"
            )
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise TypeError(
            "validation must be a pair (X_val, targets_val), got "
            f"{type(validation).__name__}"
        )
    if metric is not None:
        methods(metric, "metric", "__call__")
    X_val, t_val = paired(*validation, "validation's ")
    if X_val.shape[1:] != X.shape[1:]:
        raise ValueError(
            f"validation's X must have rows of shape {X.shape[1:]}, as X "
            f"has, got {X_val.shape[1:]}"
        )
    return X_val, t_val


def _forward(net, loss, X, targets):
    try:
        return loss.forward(net.forward(X), targets)
    except NotFiniteError:  # the net's prediction is not finite
        return math.nan


def _validate(net, loss, validation, metric, history, epoch):
    X, targets = validation
    value = _forward(net, loss, X, targets)
    if not math.isfinite(value):
        raise FloatingPointError(
            f"the validation loss turned {value} after epoch {epoch}: "
            "expected a finite loss; a smaller learning rate may help"
        )
    if value < min(history.val_loss, default=math.inf):
        history.best_epoch = epoch
    history.val_loss.append(value)
    if metric is not None:
        history.val_metric.append(metric(net.forward(X), targets))


def _diverged(value, epoch, history, optimizer):
    used = history.step_lr[-1:] or [getattr(optimizer, "lr", None)]
    return FloatingPointError(
        f"the loss turned {value} at epoch {epoch}, step "
        f"{len(history.step_loss) + 1}: expected a finite loss. The likely "
        f"cause is a learning rate that is too large (lr = {used[0]}); else "
        "look for inputs that were not scaled"
    )
