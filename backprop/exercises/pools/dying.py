"""One step of a ReLU unit, and the rate at which it dies: 6.8."""

import numpy as np

from .counts import typed_chain


def _patience(v):
    """z over its fall, for the rows that are on."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (v.z / v.fall)[v.z > 0]
    return found if found.size else np.zeros(1)


DYING = typed_chain(
    {
        "z": lambda v: v.X @ v.w + v.b,
        "on": lambda v: (v.z > 0).sum(),
        "dz": lambda v: v.dA * (v.z > 0),
        "dw": lambda v: v.X.T @ v.dz,
        "db": lambda v: v.dz.sum(),
        "fall": lambda v: v.X @ v.dw + v.db,
        "after": lambda v: v.z - v.lr * v.fall,
        "left": lambda v: (v.after > 0).sum(),
        "limit": lambda v: _patience(v).max(),
    },
    ("on", "dw", "db", "left", "limit"),
    (
        ("z", "bias-forgotten", lambda v: v.X @ v.w, "z contains the bias: "
         "X w + b."),
        ("z", "bias-subtracted", lambda v: v.X @ v.w - v.b, "The bias is "
         "added to the sum. You subtract it."),
        ("on", "on-off", lambda v: (v.z <= 0).sum(), "These are the rows "
         "for which the unit is off. Count those with z above 0."),
        ("on", "on-by-gradient", lambda v: (v.dA > 0).sum(), "Whether the "
         "unit is on is said by z, not by the gradient that arrives."),
        ("on", "on-by-inputs", lambda v: len(v.X), "A ReLU unit is off where "
         "z is 0 or negative. Not every row is on."),
        ("dz", "mask-forgotten", lambda v: v.dA, "Where z is negative the "
         "slope of ReLU is 0, so that row sends nothing: dz is dA only "
         "where the unit is on."),
        ("dz", "value-for-slope", lambda v: v.dA * np.maximum(v.z, 0), "You "
         "multiplied by ReLU's value. Its slope where it is on is 1."),
        ("dz", "z-for-slope", lambda v: v.dA * v.z, "You multiplied by z. "
         "The slope of ReLU is 1 where the unit is on, and 0 elsewhere."),
        ("dz", "upstream-forgotten", lambda v: 1.0 * (v.z > 0), "The slope "
         "alone is no gradient: it is multiplied by dA, which came back."),
        ("dz", "mask-turned", lambda v: v.dA * (v.z <= 0), "The gate is open "
         "where z is positive. You let the gradient pass where the unit is "
         "off."),
        ("dz", "mask-by-gradient", lambda v: v.dA * (v.dA > 0), "The gate is "
         "opened by the sign of z, not by that of dA."),
        ("dz", "averaged", lambda v: v.dA * (v.z > 0) / 5, "The 1/N of a "
         "mean loss is already in dA. The rows are added up."),
        ("dw", "dw-of-weights", lambda v: v.w * v.dz.sum(), "The share of "
         "a row is its dz times its input x. You multiplied by the "
         "weights."),
        ("dw", "dw-minus", lambda v: -(v.X.T @ v.dz), "dw is the gradient. "
         "The minus comes with the step."),
        ("dw", "dw-new", lambda v: v.w - v.lr * (v.X.T @ v.dz), "These are "
         "the weights after the step. The gradient is asked."),
        ("dw", "dw-averaged", lambda v: v.X.T @ v.dz / 5, "The 1/N of a mean "
         "loss is already in dA. The rows are added up."),
        ("db", "db-unmasked", lambda v: v.dA.sum(), "A row for which the "
         "unit is off moves its bias no more than its weights: sum dz, not "
         "dA."),
        ("db", "db-averaged", lambda v: v.dz.mean(), "The bias is used by "
         "every row, and the 1/N is already in dA: db is the sum of dz."),
        ("db", "db-minus", lambda v: -v.dz.sum(), "db is the gradient. The "
         "minus comes with the step."),
        ("db", "db-new", lambda v: v.b - v.lr * v.dz.sum(), "That is the "
         "bias after the step. The gradient is asked."),
        ("fall", "bias-stays", lambda v: v.X @ v.dw, "The bias moves as well, "
         "so each z falls by lr times (x dw + db)."),
        ("fall", "inputs-forgotten", lambda v: v.dw.sum() + v.db + 0 * v.z,
         "A row feels a change of w through its own inputs: its z falls by "
         "lr times (x dw + db)."),
        ("fall", "weights-stay", lambda v: v.db + 0 * v.z, "The weights move "
         "as well, so each z falls by lr times (x dw + db)."),
        ("fall", "by-dz", lambda v: v.dz, "The step moves w and b, which all "
         "rows share. Each z falls by lr times (x dw + db), not by its own "
         "dz."),
        ("after", "uphill", lambda v: v.z + v.lr * v.fall, "The step "
         "switches some rows off: each z falls by lr times (x dw + db). Did "
         "you go with the gradient, or leave the rows as they were?"),
        ("after", "rate-forgotten", lambda v: v.z - v.fall, "At this "
         "rate the step does not switch off so many rows. Is lr in your "
         "step, as a factor of the gradient?"),
        ("left", "left-off", lambda v: (v.after <= 0).sum(), "These are the "
         "rows that are off after the step. Asked is how many are on."),
        ("left", "left-gone", lambda v: (v.z > 0).sum() - (v.after > 0).sum(),
         "That is how many the step has switched off. Asked is how many are "
         "left."),
        ("left", "left-all", lambda v: (v.z > 0).sum(), "The step switches "
         "some rows off: each z falls by lr times (x dw + db)."),
        ("left", "left-none", lambda v: 0, "At this rate the step does not "
         "switch off so many rows: each z falls by lr times (x dw + db)."),
        ("limit", "first-to-go", lambda v: _patience(v).min(), "At that rate "
         "the first row goes off. The unit is dead when the last one does: "
         "take the largest quotient."),
        ("limit", "inverted", lambda v: 1 / _patience(v).min(), "A row goes "
         "off where z = lr (x dw + db): lr is z divided by the bracket."),
        ("limit", "inverted-max", lambda v: 1 / _patience(v).max(), "A row "
         "goes off where z = lr (x dw + db): lr is z divided by the "
         "bracket."),
        ("limit", "mean", lambda v: _patience(v).mean(), "Each row has a rate "
         "of its own at which it goes off. The unit is dead when the last "
         "one does: take the largest, not the mean."),
        ("limit", "by-parts", lambda v: v.z.max() / v.fall.max(), "Divide "
         "row by row: the largest z need not belong to the fastest fall."),
        ("limit", "of-sums", lambda v: v.z[v.z > 0].sum()
         / v.fall[v.z > 0].sum(), "Each row has a rate of its own at which it "
         "goes off. You divided the sum of the z by the sum of the falls."),
        ("limit", "in-steps", lambda v: _patience(v).max() / v.lr, "You give "
         "the rate in units of lr. The rate itself is asked."),
        ("limit", "times-rate", lambda v: _patience(v).max() * v.lr, "lr has "
         "no place in the limit: it is the rate that is looked for."),
        ("limit", "largest-z", lambda v: v.z.max()
         / v.fall[np.argmax(v.z)], "The row with the largest z need not be "
         "the last to go off. Compare the quotients of all rows that are "
         "on."),
    ),
)  # fmt: skip
