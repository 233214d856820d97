"""What a tape keeps, with checkpoints, and the share of a part: 8.7."""

from .counts import typed_chain

CHECKPOINTS = typed_chain(
    {
        "m": lambda v: v.n // v.k,
        "kept": lambda v: v.n * v.mb,
        "with_checkpoints": lambda v: v.m * v.mb,
        "most": lambda v: (v.m + v.k - 1) * v.mb,
        "evaluations": lambda v: 2 * v.n,
        "factor": lambda v: v.parts[-1] / sum(v.parts),
    },
    ("kept", "with_checkpoints", "most", "evaluations", "factor"),
    (
        ("kept", "output-too", lambda v: (v.n + 1) * v.mb, "Each layer "
         "remembers its input: n arrays. The last output is the loss's "
         "business."),
        ("kept", "twice", lambda v: 2 * v.n * v.mb, "A layer's output is the "
         "next layer's input: one array, counted once."),
        ("kept", "arrays", lambda v: v.n, "That is the number of arrays. Each "
         "has mb megabytes."),
        ("kept", "without-the-first", lambda v: (v.n - 1) * v.mb, "The first "
         "layer remembers its input as well: the data."),
        ("with_checkpoints", "one-stretch", lambda v: v.k * v.mb, "k is how "
         "many layers a stretch has. Kept is one array for each stretch, and "
         "there are n / k of them."),
        ("with_checkpoints", "fence-post", lambda v: (v.m + 1) * v.mb, "There "
         "are n / k stretches, each with one input. The output of the last "
         "is no checkpoint's input."),
        ("with_checkpoints", "between", lambda v: (v.m - 1) * v.mb, "The "
         "first stretch has an input too, the data: n / k arrays."),
        ("with_checkpoints", "the-others", lambda v: (v.n - v.m) * v.mb,
         "Those are the arrays that are let go. The inputs of the stretches "
         "are what is kept."),
        ("with_checkpoints", "arrays-of-stretches", lambda v: v.m, "That is "
         "the number of arrays. Each has mb megabytes."),
        ("with_checkpoints", "both-ends", lambda v: 2 * v.m * v.mb, "A "
         "stretch keeps its input alone. Its output is the next stretch's "
         "input: one array, counted once."),
        ("with_checkpoints", "nothing-saved", lambda v: v.n * v.mb, "Inside a "
         "stretch nothing is remembered on the way forward: its input alone "
         "is kept."),
        ("most", "input-twice", lambda v: (v.m + v.k) * v.mb, "The first of "
         "the k arrays of a stretch is its input, which is kept already: k - "
         "1 new ones."),
        ("most", "multiplied", lambda v: v.m * v.k * v.mb, "Only one stretch "
         "at a time is written out. Its arrays are let go before the next "
         "one is run again."),
        ("most", "stretch-alone", lambda v: v.k * v.mb, "While the last "
         "stretch is read, the inputs of all others still wait to be used."),
        ("most", "none-again", lambda v: v.m * v.mb, "A stretch that is run "
         "again remembers each of its layers' inputs, until it has been "
         "read."),
        ("most", "two-too-few", lambda v: (v.m + v.k - 2) * v.mb, "k arrays "
         "of the stretch, and the inputs of the other n / k - 1 stretches: "
         "add them up once more."),
        ("most", "arrays-at-most", lambda v: v.m + v.k - 1, "That is the "
         "number of arrays. Each has mb megabytes."),
        ("evaluations", "forward-alone", lambda v: v.n, "On the way back each "
         "stretch is run once more."),
        ("evaluations", "last-spared", lambda v: 2 * v.n - v.m, "A stretch is "
         "run again whole here, its last layer too. (Who stops before it "
         "saves these n / k.)"),
        ("evaluations", "one-a-stretch", lambda v: v.n + v.m, "Not one layer "
         "of each stretch is run again but all k of them."),
        ("evaluations", "one-stretch-again", lambda v: v.n + v.k, "Every "
         "stretch is run again, not the last alone."),
        ("evaluations", "last-stretch-spared", lambda v: 2 * v.n - v.k, "The "
         "last stretch is run again like the others: on the way forward its "
         "layers remembered nothing."),
        ("evaluations", "times-the-stretch", lambda v: v.n * v.k, "Each layer "
         "is evaluated twice, however long a stretch is: forward, and when "
         "its stretch is run again."),
        ("evaluations", "backward-counted", lambda v: 3 * v.n, "Counted is "
         "how often a layer is evaluated: forward, and forward again. The "
         "ways back are not counted."),
        ("evaluations", "every-layer-from-the-start", lambda v: v.n + v.n
         * v.k, "A stretch is run again once, from its own input, and "
         "remembers what all its layers need."),
        ("factor", "equal-parts", lambda v: 1 / len(v.parts), "One by the "
         "number of parts is right if all are equally large. These are not."),
        ("factor", "of-the-batch", lambda v: 1 / sum(v.parts), "The part's "
         "loss is a mean already: its sum is B times that. B / N of it is "
         "the part's share of the whole mean."),
        ("factor", "of-the-part", lambda v: 1 / v.parts[-1], "The mean over "
         "the part has that in it already. What is missing is how large the "
         "part is in the whole batch."),
        ("factor", "upside-down", lambda v: sum(v.parts) / v.parts[-1], "That "
         "is the divisor. The factor is one over it: a part is less than the "
         "whole."),
        ("factor", "rows-of-the-part", lambda v: float(v.parts[-1]), "Times "
         "its number of rows, the mean becomes a sum. The whole is a mean "
         "too: divide by all rows."),
        ("factor", "averaged-too", lambda v: v.parts[-1] / sum(v.parts)
         / len(v.parts), "The three gradients are added, not averaged: B / N "
         "is all that is needed."),
        ("factor", "no-factor", lambda v: 1.0, "Added as they are, three "
         "means make a gradient about three times too large."),
        ("factor", "of-the-first", lambda v: v.parts[0] / sum(v.parts),
         "That is the first part's. The last part is asked."),
        ("factor", "of-the-rest", lambda v: 1 - v.parts[-1] / sum(v.parts),
         "That is the share of the other parts."),
    ),
)  # fmt: skip
