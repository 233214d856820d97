"""Iterations, epochs, and what a larger batch costs: 5.1."""

from math import sqrt

from .counts import typed_chain


def _full(v):
    return v.N // v.B


UPDATES = typed_chain(
    {
        "per": lambda v: -(-v.N // v.B),
        "last": lambda v: v.N - (v.N - 1) // v.B * v.B,
        "all": lambda v: -(-v.N // v.B) * v.epochs,
        "dropped": lambda v: _full(v) * v.epochs,
        "noise": lambda v: 1 / sqrt(v.k),
        "cost": lambda v: v.k,
    },
    ("per", "last", "all", "dropped", "noise", "cost"),
    (
        ("per", "full-alone", _full, "Whole-number division counts the full "
         "batches. The rows left over make one more."),
        ("per", "one-too-many", lambda v: 2 + _full(v), "One deal gives the "
         "full batches and one smaller one, no more."),
        ("per", "rows", lambda v: v.N, "An iteration is made for each batch, "
         "not for each row."),
        ("last", "full", lambda v: v.B, "B does not divide N: the last batch "
         "holds what is left over, the remainder of N / B."),
        ("last", "missing", lambda v: v.B - v.N % v.B, "That is how many rows "
         "the last batch lacks. Asked are the rows in it."),
        ("all", "carried", lambda v: -(-v.N * v.epochs // v.B), "You divided "
         "the rows of all epochs together, so that the rows left over are "
         "carried into the next epoch. Each epoch deals anew."),
        ("all", "carried-up", lambda v: v.N * v.epochs // v.B + 1, "You "
         "divided the rows of all epochs together, so that the rows left "
         "over are carried into the next epoch. Each epoch deals anew."),
        ("all", "carried-down", lambda v: v.N * v.epochs // v.B, "You divided "
         "the rows of all epochs together, so that the rows left over are "
         "carried into the next epoch. Each epoch deals anew."),
        ("all", "one-epoch", lambda v: -(-v.N // v.B), "That is one epoch's. "
         "The run has several."),
        ("all", "one-more", lambda v: -(-v.N // v.B) * v.epochs + 1, "A run "
         "is its epochs, each with the iterations of one: one is too many."),
        ("all", "full-alone", lambda v: _full(v) * v.epochs, "With the last "
         "batch kept, each epoch has one iteration more."),
        ("all", "epochs", lambda v: v.epochs, "An epoch is one pass over all "
         "rows, and makes an update for each of its batches."),
        ("dropped", "carried", lambda v: v.N * v.epochs // v.B, "What is left "
         "over in one epoch is dropped there; it is not carried into the "
         "next. Count the full batches of one epoch."),
        ("dropped", "kept", lambda v: -(-v.N // v.B) * v.epochs, "Here the "
         "smaller last batch of each epoch is dropped."),
        ("noise", "variance", lambda v: 1 / v.k, "The variance falls by the "
         "factor k. The size of the noise is the root of the variance."),
        ("noise", "grows", lambda v: sqrt(v.k), "A mean over more rows varies "
         "less: the factor is below 1."),
        ("noise", "with-B", lambda v: 1 / sqrt(v.k * v.B), "Asked is the "
         "factor from B rows to k · B rows; B itself cancels."),
        ("noise", "none", lambda v: 1.0, "The variance of a mean falls with "
         "the number of rows in it."),
        ("cost", "root", lambda v: sqrt(v.k), "The noise falls with the root "
         "of k; the rows of a step are k times as many."),
        ("cost", "rows", lambda v: v.k * v.B, "Asked is how many times as "
         "many rows, not their number."),
        ("cost", "epoch", lambda v: 1, "An epoch passes N rows whatever the "
         "batch size. One step passes the rows of its own batch."),
    ),
)  # fmt: skip
