"""What a tape keeps, with checkpoints, and the share of a part: 8.7."""

from .counts import typed_chain

CHECKPOINTS = typed_chain(
    {
        "m": lambda v: v.n // v.k,
        "kept": lambda v: v.n * v.mb,
        "with_checkpoints": lambda v: v.m * v.mb,
        "most": lambda v: (v.m + v.k) * v.mb,
        "evaluations": lambda v: 2 * v.n,
        "factor": lambda v: v.rows[-1] / sum(v.rows),
    },
    ("kept", "with_checkpoints", "most", "evaluations", "factor"),
    (
        ("kept", "input-too", lambda v: (v.n + 1) * v.mb, "Each layer "
         "remembers its result: n arrays. The data are remembered by "
         "nobody."),
        ("kept", "twice", lambda v: 2 * v.n * v.mb, "A layer's result is the "
         "next layer's input: one array, counted once."),
        ("kept", "arrays", lambda v: v.n, "That is the number of arrays. Each "
         "has mb megabytes."),
        ("kept", "without-the-last", lambda v: (v.n - 1) * v.mb, "The last "
         "layer remembers its result as well: n arrays."),
        ("with_checkpoints", "one-part", lambda v: v.k * v.mb, "k is how many "
         "layers a part has. Kept is one array for each part, and there are "
         "n / k of them."),
        ("with_checkpoints", "fence-post", lambda v: (v.m + 1) * v.mb, "There "
         "are n / k parts, each with one input. The result of the last is no "
         "checkpoint's input."),
        ("with_checkpoints", "between", lambda v: (v.m - 1) * v.mb, "The "
         "first part has an input too, the data: n / k arrays."),
        ("with_checkpoints", "the-others", lambda v: (v.n - v.m) * v.mb,
         "Those are the arrays that are let go. The inputs of the parts are "
         "what is kept."),
        ("with_checkpoints", "arrays-of-parts", lambda v: v.m, "That is the "
         "number of arrays. Each has mb megabytes."),
        ("with_checkpoints", "both-ends", lambda v: 2 * v.m * v.mb, "A part "
         "keeps its input alone. Its result is the next part's input: one "
         "array, counted once."),
        ("with_checkpoints", "nothing-saved", lambda v: v.n * v.mb, "Inside a "
         "part nothing is remembered on the way forward: its input alone is "
         "kept."),
        ("most", "one-too-few", lambda v: (v.m + v.k - 1) * v.mb, "All k "
         "layers of the part remember their results, and none of these is an "
         "input that was kept. The part's own input stays until it has been "
         "read: n / k inputs and k results."),
        ("most", "multiplied", lambda v: v.m * v.k * v.mb, "Only one part at "
         "a time is written out. Its arrays are let go before the next one "
         "is run again."),
        ("most", "all-inside", lambda v: (v.n + v.m) * v.mb, "The inputs of "
         "all parts are there, but the results of one part alone: its k "
         "arrays are let go before the next part is run again."),
        ("most", "part-alone", lambda v: v.k * v.mb, "While the last part is "
         "read, the inputs of all others still wait to be used."),
        ("most", "none-again", lambda v: v.m * v.mb, "A part that is run "
         "again remembers each of its layers' results, until it has been "
         "read."),
        ("most", "one-too-many", lambda v: (v.m + v.k + 1) * v.mb, "There are "
         "n / k inputs and the k results of one part, nothing else."),
        ("most", "arrays-at-most", lambda v: v.m + v.k, "That is the number "
         "of arrays. Each has mb megabytes."),
        ("evaluations", "forward-alone", lambda v: v.n, "On the way back each "
         "part is run once more."),
        ("evaluations", "last-spared", lambda v: 2 * v.n - v.m, "A part is "
         "run again whole here, its last layer too. (Who stops before it "
         "saves these n / k.)"),
        ("evaluations", "one-a-part", lambda v: v.n + v.m, "Not one layer of "
         "each part is run again but all k of them."),
        ("evaluations", "one-part-again", lambda v: v.n + v.k, "Every part "
         "is run again, not the last alone."),
        ("evaluations", "last-part-spared", lambda v: 2 * v.n - v.k, "The "
         "last part is run again like the others: on the way forward its "
         "layers remembered nothing."),
        ("evaluations", "times-the-part", lambda v: v.n * v.k, "Each layer "
         "is evaluated twice, however long a part is: forward, and when its "
         "part is run again."),
        ("evaluations", "backward-counted", lambda v: 3 * v.n, "Counted is "
         "how often a layer is evaluated: forward, and forward again. The "
         "ways back are not counted."),
        ("evaluations", "every-layer-from-the-start", lambda v: v.n + v.n
         * v.k, "A part is run again once, from its own input, and remembers "
         "what all its layers need."),
        ("factor", "equal-parts", lambda v: 1 / len(v.rows), "One by the "
         "number of parts is right if all have as many rows. These have not."),
        ("factor", "of-the-batch", lambda v: 1 / sum(v.rows), "The part's "
         "loss is a mean already: its sum is B times that. B / N of it is "
         "the part's share of the whole mean."),
        ("factor", "of-the-part", lambda v: 1 / v.rows[-1], "The mean over "
         "the part has that in it already. What is missing is how large the "
         "part is in the whole batch."),
        ("factor", "upside-down", lambda v: sum(v.rows) / v.rows[-1], "That "
         "is the divisor. The factor is one over it: a part is less than the "
         "whole."),
        ("factor", "rows-of-the-part", lambda v: float(v.rows[-1]), "Times "
         "its number of rows, the mean becomes a sum. The whole is a mean "
         "too: divide by all rows."),
        ("factor", "averaged-too", lambda v: v.rows[-1] / sum(v.rows)
         / len(v.rows), "The three gradients are added, not averaged: B / N "
         "is all that is needed."),
        ("factor", "no-factor", lambda v: 1.0, "Added as they are, three "
         "means make a gradient about three times too large."),
        ("factor", "of-the-first", lambda v: v.rows[0] / sum(v.rows),
         "That is the first part's. The last part is asked."),
        ("factor", "of-the-rest", lambda v: 1 - v.rows[-1] / sum(v.rows),
         "That is the share of the other parts."),
    ),
    {"factor": "08-tape#Add or write over"},
)  # fmt: skip
