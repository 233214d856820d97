"""Slips in the lines of a way back: (line, id, wrong rule, what to say)."""

import numpy as np

MEAN, MEAN_1 = (
    f"The 1/N of the mean is already in {dZ}. A bias is used by every row, so "
    "its gradient is the sum over the rows, not their mean."
    for dZ in ("dZ2", "dZ1")
)
ONE_ROW = (
    "Every row adds its share to a bias's gradient. Yours holds one row's "
    "share: a sum over the rows, axis=0, is missing."
)
TOTAL = (
    "A sum without axis= adds everything to one number. Each unit has a "
    "bias of its own: sum over the rows, axis=0."
)
TWICE, TWICE_1 = (
    f"1/N is in {dZ} already: divide once, in dZ2. A product with dZ is a sum "
    "over the rows, and needs no second division."
    for dZ in ("dZ2", "dZ1")
)


def softmax(Z, axis=1):
    E = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


def onehot(v, shift=0):
    K = len(v.b2)
    return np.eye(K)[(np.asarray(v.t) + shift) % K]


TANH_SLOPES = (
    ("slope-of-1", lambda v: 1.0, "Between the layers stands tanh: dA1 is "
     "multiplied by its slope, 1 - A1²."),
    ("square-forgotten", lambda v: 1 - v.A1, "The slope of tanh is 1 - A1², "
     "with A1 squared. You took 1 - A1."),
    ("plus-for-minus", lambda v: 1 + v.A1**2, "The slope of tanh is 1 - A1²: "
     "it is largest where A1 is 0. You added the square."),
    ("minus-turned", lambda v: v.A1**2 - 1, "The slope of tanh is 1 - A1², "
     "never negative. You subtracted the other way round."),
    ("sigmoid-slope", lambda v: v.A1 * (1 - v.A1), "A (1 - A) is the "
     "sigmoid's slope. tanh has 1 - A²."),
    ("mask-for-slope", lambda v: v.A1 > 0, "A1 > 0 is ReLU's slope. tanh "
     "cuts nothing off."),
    ("gradient-as-mask", lambda v: v.dA1 > 0, "The sign of the gradient "
     "decides nothing. The slope of tanh depends on A1 alone."),
    ("difference-squared", lambda v: (1 - v.A1) ** 2, "In 1 - A1² the A1 "
     "alone is squared: 1 - A1**2, without brackets around 1 - A1."),
    ("square-alone", lambda v: v.A1**2, "The slope of tanh is 1 - A1²: the "
     "1 is missing."),
    ("value-for-slope", lambda v: v.A1, "The chain rule multiplies by the "
     "activation's slope, not by its value."),
    ("tanh-twice", lambda v: 1 - np.tanh(v.A1) ** 2, "A1 is already tanh(Z1). "
     "Its slope is 1 - A1², without another tanh."),
    ("slope-twice", lambda v: (1 - v.A1**2) ** 2, "The slope of tanh is "
     "taken twice. It is one factor, once for the layer."),
    ("slope-from-sums", lambda v: 1 - v.Z1**2, "1 - a² is written in tanh's "
     "value, A1. You put the sums Z1 into it."),
    ("slope-from-sums-plain", lambda v: 1 - v.Z1, "The slope of tanh is "
     "1 - A1²: of the value A1, and squared."),
)  # fmt: skip
RELU_SLOPES = (
    ("gate-missing", lambda v: 1.0, "A unit that ReLU switched off passes "
     "nothing back. Cut dA1 off where Z1 was not positive."),
    ("gated-by-gradient", lambda v: v.dA1 > 0, "What decides is the sign of "
     "Z1 on the way forward, not that of the gradient on the way back."),
    ("gated-by-both", lambda v: (v.dA1 > 0) & (v.Z1 > 0), "Only Z1 decides. "
     "Negative gradients pass an open unit like positive ones."),
    ("value-for-slope", lambda v: v.A1, "Where ReLU passes, its slope is 1, "
     "however large the value. You multiplied by A1."),
    ("sum-for-slope", lambda v: v.Z1, "ReLU's slope is 1 or 0, as Z1 is "
     "positive or not. You multiplied by Z1 itself."),
    ("tanh-slope", lambda v: 1 - v.A1**2, "1 - A² is the slope of tanh. "
     "ReLU's is 1 where Z1 is positive, and 0 elsewhere."),
    ("gate-turned", lambda v: v.Z1 <= 0, "You pass the gradient where the "
     "unit was off. It passes where Z1 was positive."),
)  # fmt: skip
LOSSES = (
    ("loss", "loss-log2", lambda v: -np.log2(_picked(v)).mean(), "The loss "
     "takes the natural logarithm, np.log. You took base 2."),
    ("loss", "loss-log10", lambda v: -np.log10(_picked(v)).mean(), "The loss "
     "takes the natural logarithm, np.log. You took base 10."),
    ("loss", "loss-summed", lambda v: -np.log(_picked(v)).sum(), "The loss "
     "is the mean over the rows. You took their sum."),
    ("loss", "loss-sign", lambda v: np.log(_picked(v)).mean(), "The logarithm "
     "of a probability is negative. The loss is minus the mean of them."),
    ("loss", "loss-squared", lambda v: ((v.P - v.T) ** 2).mean(), "That is a "
     "squared error. The loss here is the cross-entropy: the mean of -log p "
     "of the labels."),
    ("loss", "loss-of-all", lambda v: -np.log(v.P).mean(), "You average over "
     "all entries of P. A row costs -log p of its own label."),
    ("loss", "loss-every-label", lambda v: -np.log(v.P[:, v.t]).mean(),
     "[:, t] picks all labels in every row. One a row is P[np.arange(N), "
     "t]."),
)  # fmt: skip
ANY = LOSSES + (
    ("Z1", "first-bias-forgotten", lambda v: v.X @ v.W1, "The slopes are "
     "taken at the values that came forward, and Z1 contains b1."),
    ("Z2", "second-bias-forgotten", lambda v: v.A1 @ v.W2, "The logits "
     "contain b2: without it P is another net's."),
    ("Z2", "second-reads-sums", lambda v: v.Z1 @ v.W2 + v.b2, "What enters "
     "the second layer is A1, after the activation. You took Z1."),
    ("P", "softmax-over-rows", lambda v: softmax(v.Z2, 0), "Your softmax "
     "divides by a sum over the rows, axis=0. The classes of one example "
     "share a sum: axis=1, kept as a column."),
    ("P", "logits-for-probabilities", lambda v: v.Z2, "P is the softmax of "
     "Z2. You subtract the target from the logits themselves."),
    ("P", "another-base", lambda v: _of_base_2(v.Z2), "Softmax takes "
     "e to the power of each logit. You took 2 to its power; that is right "
     "for logits in units of ln 2."),
    ("T", "labels-from-1", lambda v: onehot(v, -1), "Labels count from 0: "
     "label 0 is column 0. You took each label one too low."),
    ("T", "labels-one-up", lambda v: onehot(v, 1), "Labels count from 0: "
     "label 0 is column 0. You took each label one too high."),
    ("T", "target-forgotten", lambda v: 0.0, "The loss knows the label: at "
     "its place 1 is subtracted. P alone is not the gradient."),
    ("T", "label-for-onehot", lambda v: np.asarray(v.t)[:, None], "You "
     "subtract the label's number from the whole row. Subtract its one-hot "
     "row: 1 at the label's place, 0 elsewhere."),
    ("T", "winner-for-target", lambda v: v.P * (v.P == v.P.max(1)[:, None]),
     "You subtract the largest probability. What counts is the label's "
     "place, and 1 is subtracted there."),
    ("dZ2", "not-divided", lambda v: v.P - v.T, "The loss is a mean over the "
     "rows: 1/N belongs into dZ2, and from there it reaches everything."),
    ("dZ2", "divided-by-classes", lambda v: (v.P - v.T) / len(v.b2), "You "
     "divide by the number of classes. The mean is over the rows: divide by "
     "their number, len(X)."),
    ("dZ2", "divided-by-entries", lambda v: (v.P - v.T) / v.P.size, "You "
     "divide by the number of entries, rows times classes. The loss is a "
     "mean over the rows alone: divide by len(X)."),
    ("dZ2", "divided-twice", lambda v: (v.P - v.T) / len(v.X) ** 2, TWICE),
    ("dZ2", "target-minus", lambda v: (v.T - v.P) / len(v.X), "The slope of "
     "the loss is prediction minus target, P - T. The minus of the update "
     "comes later."),
    ("dZ2", "target-minus-undivided", lambda v: v.T - v.P, "The slope of the "
     "loss is (P - T) / N: prediction minus target, divided by the rows."),
    ("dZ2", "softmax-slope-extra", lambda v: (v.P - v.T) * v.P * (1 - v.P)
     / len(v.X), "P - T is the gradient at the logits already; softmax's "
     "slopes are in it. P (1 - P) is a factor too many."),
    ("dZ2", "slope-of-log-alone", lambda v: -v.T / v.P / len(v.X), "-T / P is "
     "the gradient at P. Softmax lies between P and Z2; behind it stands "
     "P - T."),
    ("dZ2", "every-label-in-every-row", lambda v: (v.P - np.isin(
     np.arange(len(v.b2)), v.t)) / len(v.X), "P[:, t] -= 1 takes 1 from all "
     "these columns in every row. One a row is P[np.arange(N), t]."),
    ("dZ2", "sum-in-place-of-mean-of-two", lambda v: 2 * (v.P - v.T)
     / len(v.X), "The factor 2 belongs to a square. Cross-entropy's gradient "
     "at the logits is P - T."),
    ("dW2", "dW2-divided", lambda v: v.A1.T @ v.dZ2 / len(v.X), TWICE),
    ("dW2", "dW2-from-sums", lambda v: v.Z1.T @ v.dZ2, "dW2 is made of what "
     "entered the second layer: A1, not Z1."),
    ("dW2", "dW2-from-mask", lambda v: ((v.A1 > 0) * 1.0).T @ v.dZ2, "dW2 is "
     "made of the values A1 that entered the layer. You took 1 for each unit "
     "that is on."),
    ("db2", "db2-averaged", lambda v: v.dZ2.mean(axis=0), MEAN),
    ("db2", "db2-one-row", lambda v: v.dZ2[0], ONE_ROW),
    ("db2", "db2-last-row", lambda v: v.dZ2[-1], ONE_ROW),
    ("db2", "db2-one-number", lambda v: v.dZ2.sum(), TOTAL),
    ("db2", "db2-of-weights", lambda v: (v.A1.T @ v.dZ2).sum(axis=0), "b2 is "
     "added, and nothing multiplies it. Its gradient is the sum of the rows "
     "of dZ2, without A1."),
    ("dA1", "minus-on-the-way", lambda v: -v.dZ2 @ v.W2.T, "The error is "
     "P - T once, in dZ2. Going back from there changes no sign."),
    ("dA1", "P-sent-back", lambda v: v.P @ v.W2.T, "What goes back is dZ2, "
     "with the target in it and divided by N. You sent P."),
    ("dA1", "updated-too-soon", lambda v: v.dZ2 @ (v.W2 - v.dW2).T, "All "
     "gradients are taken at the weights of the forward pass. Update W2 only "
     "when dA1 has been computed."),
    ("dZ1", "upstream-forgotten", lambda v: v.slope * np.ones(v.dA1.shape),
     "The slope is one factor; the other is dA1, what came back from above."),
    ("dW1", "dW1-before-slope", lambda v: v.X.T @ v.dA1, "dW1 is made of "
     "dZ1, which lies before the activation. You took dA1."),
    ("dW1", "dW1-divided", lambda v: v.X.T @ v.dZ1 / len(v.X), TWICE_1),
    ("dW1", "dW1-minus", lambda v: -v.X.T @ v.dZ1, "Going back changes no "
     "sign; the minus of the update comes later."),
    ("db1", "db1-averaged", lambda v: v.dZ1.mean(axis=0), MEAN_1),
    ("db1", "db1-before-slope", lambda v: v.dA1.sum(axis=0), "db1 is the sum "
     "of the rows of dZ1, which lies before the activation. You took dA1."),
    ("db1", "db1-one-row", lambda v: v.dZ1[0], ONE_ROW),
    ("db1", "db1-last-row", lambda v: v.dZ1[-1], ONE_ROW),
    ("db1", "db1-one-number", lambda v: v.dZ1.sum(), TOTAL),
    ("dX", "dX-before-slope", lambda v: v.dA1 @ v.W1.T, "dX is dZ1 times "
     "W1.T. You took dA1, which lies behind the activation."),
    ("dX", "sign-returned", lambda v: np.sign(v.dZ1 @ v.W1.T), "Return the "
     "gradient itself. np.sign and the step come after it."),
    ("dX", "step-made", lambda v: v.X + v.dZ1 @ v.W1.T, "You return the moved "
     "X. Asked is the gradient alone; the step comes after it."),
    ("dX", "stops-early", lambda v: v.dZ1, "This is dZ1, with a column for "
     "each hidden unit. One more linear layer lies before it."),
    ("dX", "dX-summed", lambda v: (v.dZ1 @ v.W1.T).sum(axis=0), "dX has a row "
     "for each image, and yours is the sum of these rows. Is an index n "
     "missing behind -> in einsum, or does a sum stand there?"),
    ("dX", "dX-averaged", lambda v: (v.dZ1 @ v.W1.T).mean(axis=0), "dX has "
     "X's shape, a gradient for each row. Yours is the mean of these rows."),
)  # fmt: skip


def _of_base_2(Z):
    powers = 2.0**Z
    return powers / powers.sum(axis=1, keepdims=True)


def _picked(v):
    return v.P[np.arange(len(v.X)), v.t]
