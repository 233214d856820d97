"""One step downhill, and the threshold of a bowl: 5.2 and 5.3."""

import numpy as np

from .counts import typed_chain


def _loss(v, w, b):
    return np.mean((v.X @ w + b - v.t) ** 2)


STEP = typed_chain(
    {
        "e": lambda v: v.X @ v.w + v.b - v.t,
        "scale": lambda v: 2 / len(v.X),
        "dw": lambda v: v.scale * v.X.T @ v.e,
        "db": lambda v: v.scale * v.e.sum(),
        "down": lambda v: -v.lr,
        "w1": lambda v: v.w + v.down * v.dw,
        "b1": lambda v: v.b + v.down * v.db,
        "predicted": lambda v: v.lr * (v.dw @ v.dw + v.db**2),
        "measured": lambda v: _loss(v, v.w, v.b) - _loss(v, v.w1, v.b1),
    },
    ("dw", "db", "w1", "b1", "predicted", "measured"),
    (
        ("e", "bias-forgotten", lambda v: v.X @ v.w - v.t, "y contains the "
         "bias b: the errors are X w + b - t."),
        ("e", "target-minus", lambda v: v.t - v.X @ v.w - v.b, "The slope of "
         "(y - t)² has the sign of y - t. The minus of the update comes "
         "later."),
        ("scale", "two-forgotten", lambda v: 1 / len(v.X), "The slope of a "
         "square is twice its base. This loss has no ½ to cancel the 2."),
        ("scale", "not-divided", lambda v: 2.0, "The loss is the mean over 4 "
         "rows, so its gradient is a mean over them too."),
        ("db", "db-not-divided", lambda v: 2 * v.e.sum(), "db is a mean over "
         "the rows as well: divide by 4."),
        ("db", "db-sum", lambda v: v.e.sum(), "db is 2/4 times the sum of "
         "the errors."),
        ("down", "uphill", lambda v: v.lr, "The gradient points uphill: the "
         "new weight is the old one less lr times its gradient."),
        ("down", "no-rate", lambda v: -1.0, "The step is lr times the "
         "gradient: lr is missing."),
        ("w1", "w-step-alone", lambda v: v.lr * v.dw, "That is the step. The "
         "new w is the old one less the step."),
        ("b1", "b-step-alone", lambda v: v.lr * v.db, "That is the step. The "
         "new b is the old one less the step."),
        ("b1", "b-unmoved", lambda v: v.b, "The bias moves as well: b less lr "
         "times db."),
        ("predicted", "bias-left-out", lambda v: v.lr * (v.dw @ v.dw), "The "
         "bias moves too, and adds its own square to the sum."),
        ("predicted", "no-rate-in-fall", lambda v: v.dw @ v.dw + v.db**2,
         "The predicted fall is lr times the sum of the squares."),
        ("predicted", "rate-squared", lambda v: v.lr**2 * (v.dw @ v.dw
         + v.db**2), "The step is lr times the gradient, and the fall is "
         "step times gradient: lr once."),
        ("predicted", "root", lambda v: v.lr * np.sqrt(v.dw @ v.dw
         + v.db**2), "You took the root of the sum of squares. The fall is lr "
         "times the sum itself."),
        ("measured", "rise", lambda v: _loss(v, v.w1, v.b1) - _loss(v, v.w,
         v.b), "The fall is the loss before minus the loss after."),
        ("measured", "summed", lambda v: len(v.X) * (_loss(v, v.w, v.b)
         - _loss(v, v.w1, v.b1)), "The loss is a mean; you took the sums."),
        ("measured", "old-bias", lambda v: _loss(v, v.w, v.b) - _loss(v, v.w1,
         v.b), "After the step the bias is new as well."),
        ("measured", "predicted-again", lambda v: v.predicted, "The "
         "prediction is right for a very small step. Measure: put the new "
         "weights into the loss, and subtract."),
        ("measured", "after-alone", lambda v: _loss(v, v.w1, v.b1), "That is "
         "the loss after the step. The fall is before minus after."),
    ),
)  # fmt: skip

BOWL = typed_chain(
    {
        "eig": lambda v: np.linalg.eigvalsh(v.H),
        "small": lambda v: v.eig[0],
        "large": lambda v: v.eig[1],
        "limit": lambda v: 2 / v.large,
        "factor": lambda v: 1 - 0.9 * v.limit * v.small,
        "scaled": lambda v: v.limit / v.c**2,
    },
    ("small", "large", "limit", "factor", "scaled"),
    (
        ("eig", "diagonal", lambda v: np.sort(np.diag(v.H)), "The diagonal "
         "holds the curvatures along the axes. This bowl is tilted: its "
         "steepest direction lies between them."),
        ("eig", "exchanged", lambda v: np.linalg.eigvalsh(v.H)[::-1], "The "
         "smaller curvature comes first, and the larger sets the threshold."),
        ("limit", "one-over", lambda v: 1 / v.large, "At 1/λ the factor "
         "1 - lr λ is 0, the fastest way in. The border is -1."),
        ("limit", "by-the-shallow", lambda v: 2 / v.small, "The steepest "
         "direction is the first to fail. Its curvature sets the limit."),
        ("limit", "inverted", lambda v: v.large / 2, "The factor 1 - lr λ "
         "reaches -1 at lr = 2/λ. You gave λ/2."),
        ("limit", "by-the-sum", lambda v: 2 / (v.small + v.large), "Each "
         "direction has its own curvature; the larger alone sets the limit."),
        ("factor", "steep", lambda v: 1 - 0.9 * v.limit * v.large, "That is "
         "the factor of the steep direction. The shallow one has the smaller "
         "curvature."),
        ("factor", "share", lambda v: 0.9 * v.limit * v.small, "lr λ is the "
         "share that a step takes away. The factor is what is left of 1."),
        ("factor", "at-the-threshold", lambda v: 1 - v.limit * v.small, "The "
         "rate is 0.9 times the threshold: 0.9 is missing."),
        ("factor", "rate-alone", lambda v: 0.9 * v.limit, "That is the "
         "learning rate. The factor is 1 less rate times curvature."),
        ("factor", "no-limit", lambda v: abs(1 - 0.9 * v.small), "The rate is "
         "0.9 times the threshold, not 0.9."),
        ("scaled", "once", lambda v: v.limit / v.c, "H is made of products of "
         "two inputs: c times c as large."),
        ("scaled", "up", lambda v: v.limit * v.c**2, "Larger inputs make the "
         "bowl steeper, and a steeper bowl allows only smaller steps."),
        ("scaled", "up-once", lambda v: v.limit * v.c, "Larger inputs make "
         "the bowl steeper, by c times c: the threshold falls."),
        ("scaled", "unchanged", lambda v: v.limit, "H is made of products of "
         "two inputs, so the threshold changes with c."),
    ),
)  # fmt: skip
