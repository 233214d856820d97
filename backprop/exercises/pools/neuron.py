"""The way back through sigmoid neurons with a squared error."""

import numpy as np

from ..chains import Chain, Slip

PLACE = {
    "z": (
        ("bias-forgotten", lambda v: v.X @ v.w, "z contains the bias b, and "
         "the slopes are taken at the z that came forward."),
    ),
    "p": (
        ("exponent-turned", lambda v: 1 / (1 + np.exp(v.z)), "σ(z) is "
         "1 / (1 + exp(-z)). Without the minus it falls where it should "
         "rise."),
        ("brackets-of-p", lambda v: 1 + np.exp(-v.z), "Brackets are missing: "
         "1 / (1 + np.exp(-z)). Without "
         "them 1 is divided by 1, and exp(-z) is added."),
        ("sigmoid-forgotten", lambda v: v.z, "p is σ(z), between 0 and 1. "
         "You took z itself."),
        ("tanh-for-sigmoid", lambda v: np.tanh(v.z), "p is σ(z). You took "
         "tanh."),
    ),
    "dp": (
        ("two-missing", lambda v: (v.p - v.t) * v.scale, "The slope of a "
         "square is twice its base: 2 (p - t)."),
        ("target-minus-prediction", lambda v: 2 * (v.t - v.p) * v.scale, "The "
         "slope of the square is 2 (p - t). The minus stands in the step: "
         "w -= lr * dw."),
        ("brackets-of-dp", lambda v: (2 * v.p - v.t) * v.scale, "Brackets are "
         "missing: 2 * (p - t). Without them p alone is doubled."),
        ("square-for-slope", lambda v: (v.p - v.t) ** 2 * v.scale, "You send "
         "the square itself back. Its slope is 2 (p - t)."),
        ("loss-forgotten", lambda v: np.ones_like(v.p), "Those are the slopes "
         "of p. The loss stands behind p, and its own slope comes back "
         "first."),
        ("target-forgotten", lambda v: 2 * v.p * v.scale, "The error "
         "is p - t: the target is missing in the slope of the square."),
    ),
    "slope": (
        ("slope-missing", lambda v: 1.0, "Between z and p stands the sigmoid. "
         "Its slope p (1 - p) is a factor of everything before it."),
        ("slope-from-z", lambda v: v.z * (1 - v.z), "p (1 - p) is written in "
         "the sigmoid's value p, not in z."),
        ("half-slope", lambda v: 1 - v.p, "The sigmoid's slope is p (1 - p): "
         "the factor p is missing."),
        ("value-for-slope", lambda v: v.p, "The sigmoid's slope is p (1 - p). "
         "You took its value p."),
        ("slope-twice", lambda v: (v.p * (1 - v.p)) ** 2, "The sigmoid's "
         "slope p (1 - p) is taken twice. It is one factor, once."),
        ("tanh-slope", lambda v: 1 - v.p**2, "1 - p² is the slope of tanh. "
         "The sigmoid's is p (1 - p)."),
        ("sigmoid-twice", lambda v: _twice(v.p), "The slope is p (1 - p), "
         "with the p that the neuron has. You took the sigmoid of p once "
         "more."),
        ("plus-for-minus", lambda v: v.p * (1 + v.p), "The sigmoid's slope "
         "is p (1 - p), with a minus."),
    ),
    "dz": (
        ("brackets-of-dz", lambda v: v.dp * v.p - v.p, "Brackets are missing: "
         "dp * p * (1 - p). Without them p is subtracted from the product."),
    ),
}  # fmt: skip
ONE = {
    "dw": (
        ("dw-not-swapped", lambda v: v.dz * v.w, "A product swaps: a weight "
         "receives dz times its input."),
        ("dw-summed", lambda v: (v.dz * v.X).sum(), "Each weight has a slope "
         "of its own: dw has the shape of w, and nothing is summed."),
        ("dw-before-slope", lambda v: v.dp * v.X, "dw is made of dz, which "
         "lies before the sigmoid. You took dp."),
    ),
    "db": (
        ("db-before-slope", lambda v: v.dp, "b stands before the sigmoid, so "
         "db is dz. You took dp, which lies behind it."),
        ("bias-times-itself", lambda v: v.dz * v.b, "b is added, not "
         "multiplied: z moves by as much as b moves."),
        ("db-is-1", lambda v: 1.0, "1 is the local slope of z by b. It is "
         "multiplied by what came back, dz."),
        ("db-times-input", lambda v: v.dz * v.X, "b is added, and no input "
         "multiplies it: db is dz, one number."),
        ("db-summed-input", lambda v: v.dz * np.sum(v.X), "b is added once, "
         "and no input multiplies it: db is dz."),
    ),
    "dx": (
        ("dx-not-swapped", lambda v: v.dz * v.X, "A product swaps: an input "
         "receives dz times its weight."),
        ("dx-both", lambda v: v.dz * v.X * v.w, "z grows by w[i] for each "
         "unit of x[i]. x itself is no factor of dx."),
        ("dx-without-weight", lambda v: v.dz, "An input reaches z through "
         "its weight: dx[i] is dz times w[i]."),
        ("dx-is-x", lambda v: v.X, "dx is a gradient: what came back, dz, "
         "times the weights."),
        ("dx-local", lambda v: v.w, "w is the local slope of z by x. It is "
         "multiplied by what came back, dz."),
    ),
}  # fmt: skip
MANY = {
    "scale": (
        ("not-divided", lambda v: 1.0, "The loss is a mean over the rows, so "
         "its slope with respect to each prediction is divided by N."),
        ("divided-by-inputs", lambda v: 1 / v.X.shape[1], "You divide by the "
         "number of inputs. The mean is over the rows: divide by len(X)."),
    ),
    "loss": (
        ("loss-of-all-pairs", lambda v: np.mean((v.p[:, None] - v.t) ** 2),
         "A column (N, 1) and a row (N,) make an array (N, N): each "
         "prediction meets every target. Give both the shape (N,)."),
        ("loss-summed", lambda v: np.sum((v.p - v.t) ** 2), "The loss is the "
         "mean over the rows. You took their sum."),
        ("loss-halved", lambda v: np.mean((v.p - v.t) ** 2) / 2, "This loss "
         "has no ½ in front."),
        ("cross-entropy", lambda v: -np.mean(v.t * np.log(v.p)
         + (1 - v.t) * np.log(1 - v.p)), "This is the cross-entropy. The loss "
         "here is the mean of (p - t)²."),
        ("not-squared", lambda v: np.mean(v.p - v.t), "Square each error "
         "before the mean: else those above and below cancel."),
        ("absolute", lambda v: np.mean(np.abs(v.p - v.t)), "Square each "
         "error; you took its size."),
    ),
    "dp": (
        ("mean-error-for-all", lambda v: 2 * np.mean(v.p - v.t)
         * np.ones_like(v.p), "Each row has an error of its own. You send the "
         "mean error back to all of them; and 1/N belongs into each row."),
        ("cross-entropy-slope", lambda v: (v.p - v.t) / (v.p * (1 - v.p))
         * v.scale, "(p - t) at z is what cross-entropy sends back. Here the "
         "loss is a square: 2 (p - t) p (1 - p)."),
    ),
    "dw": (
        ("dw-divided", lambda v: v.X.T @ v.dz / len(v.X), "1/N is in dz "
         "already. X.T @ dz is a sum over the rows, and needs no second "
         "division."),
        ("dw-before-slope", lambda v: v.X.T @ v.dp, "dw is made of dz, which "
         "lies before the sigmoid. You took dp."),
        ("dw-first-row", lambda v: v.X[0] * v.dz[0], "Every row adds its "
         "share to dw. Yours holds the first row's alone."),
        ("dw-last-row", lambda v: v.X[-1] * v.dz[-1], "Every row adds its "
         "share to dw. Yours holds the last row's alone: with = in a loop "
         "each share is written over the one before."),
        ("dw-minus", lambda v: -v.X.T @ v.dz, "dw has a minus too many. It "
         "comes with the update, w -= lr * dw."),
    ),
    "db": (
        ("db-averaged", lambda v: v.dz.mean(), "The 1/N is already in dz. b "
         "is used by every row, and at a fork gradients add: a sum."),
        ("db-not-summed", lambda v: v.dz, "b is one number, used by every "
         "row. Its gradient is one number too, the sum over these uses."),
        ("db-before-slope", lambda v: v.dp.sum(), "b stands before the "
         "sigmoid, so db is the sum of dz. You took dp."),
        ("db-first-row", lambda v: v.dz[0], "Every row adds its share to db. "
         "Yours holds the first row's alone."),
        ("db-last-row", lambda v: v.dz[-1], "Every row adds its share to db. "
         "Yours holds the last row's alone."),
        ("db-times-input", lambda v: (v.X.T @ v.dz).sum(), "b is added, and "
         "no input multiplies it: db is the sum of dz."),
    ),
}  # fmt: skip


def _twice(p):
    q = 1 / (1 + np.exp(-p))
    return q * (1 - q)


def neuron_chain(rows, gives, inputs):
    """One neuron: for one example, or for a batch with a mean loss."""
    lines = {
        "X": lambda v: v.X if rows else v.x,
        "scale": lambda v: 1 / len(v.X) if rows else 1.0,
        "z": lambda v: v.X @ v.w + v.b,
        "p": lambda v: 1 / (1 + np.exp(-v.z)),
        "loss": lambda v: np.mean((v.p - v.t) ** 2),
        "dp": lambda v: 2 * (v.p - v.t) * v.scale,
        "slope": lambda v: v.p * (1 - v.p),
        "dz": lambda v: v.dp * v.slope,
        "dw": lambda v: v.X.T @ v.dz if rows else v.dz * v.X,
        "db": lambda v: v.dz.sum() if rows else v.dz,
        "dx": lambda v: None if rows else v.dz * v.w,
    }
    made = [
        Slip(line, *rest)
        for slips in (PLACE, MANY if rows else ONE)
        for line, several in slips.items()
        for rest in several
    ]
    if not rows:
        made.append(
            Slip(
                "z",
                "not-summed",
                lambda v: v.X * v.w + v.b,
                "z is one number, the sum of all w[i] x[i] plus b. w * x is "
                "an array of products that nobody has added.",
            )
        )
    return Chain(lines, gives, tuple(made), inputs, ("z", "p", "dp", "dz"))
