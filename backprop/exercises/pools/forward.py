"""The way forward through a net with one hidden layer of ReLU units."""

import numpy as np

from ..chains import Chain, Slip

SLIPS = (
    ("Z1", "first-bias-forgotten", lambda v: v.X @ v.W1, "Each hidden unit "
     "adds its bias to its sum, in every row."),
    ("Z1", "first-bias-subtracted", lambda v: v.X @ v.W1 - v.b1, "The bias is "
     "added to the sum. You subtract it."),
    ("Z1", "columns-exchanged", lambda v: v.X @ v.W1[:, ::-1] + v.b1, "Column "
     "0 of W1 belongs to unit 1, column 1 to unit 2. You exchanged them."),
    ("Z1", "biases-exchanged", lambda v: v.X @ v.W1 + v.b1[::-1], "b1[0] "
     "belongs to unit 1, b1[1] to unit 2. You exchanged the two."),
    ("A1", "never-bent", lambda v: v.Z1, "ReLU keeps a positive number and "
     "gives 0 for any other. Without it A1 is Z1 again."),
    ("A1", "minus-dropped", lambda v: np.abs(v.Z1), "ReLU does not turn "
     "signs: a negative entry of Z1 becomes 0 in A1."),
    ("A1", "mask-for-relu", lambda v: (v.Z1 > 0) * 1.0, "Z1 > 0 says where a "
     "unit is on. ReLU gives its value there, not a 1."),
    ("A1", "smaller-for-larger", lambda v: np.minimum(v.Z1, 0), "ReLU is the "
     "larger of z and 0. You took the smaller."),
    ("A1", "at-least-one", lambda v: np.maximum(v.Z1, 1), "ReLU is the larger "
     "of z and 0. You compare with 1."),
    ("A1", "tanh-for-relu", lambda v: np.tanh(v.Z1), "The hidden units are "
     "ReLU units. You took tanh."),
    ("A1", "sigmoid-for-relu", lambda v: 1 / (1 + np.exp(-v.Z1)), "The hidden "
     "units are ReLU units. You took the sigmoid."),
    ("read", "second-reads-z1", lambda v: v.Z1, "The second layer reads A1. A "
     "unit that is off enters it with 0, not with its negative sum."),
    ("Z2", "second-bias-forgotten", lambda v: v.read @ v.W2, "The second "
     "layer has a bias too: each output adds its own."),
    ("Z2", "weights-alone-squared", lambda v: v.read @ v.W2**2 + v.b2, "The "
     "weights enter as they are. You squared them."),
    ("Z2", "second-bias-subtracted", lambda v: v.read @ v.W2 - v.b2, "The "
     "bias is added to the sum. You subtract it."),
    ("end", "output-bent", lambda v: np.maximum(v.Z2, 0), "The last layer has "
     "no bend: its outputs are scores, and may be negative."),
)  # fmt: skip
SOFTMAX = (
    ("row", "last-row", lambda v: v.Z2[-1], "p is asked for the first row. "
     "You took the last."),
    ("row", "logits-clipped", lambda v: np.maximum(v.Z2[0], 0), "The last "
     "layer has no bend. A logit may be negative, and its power of 2 is then "
     "smaller than 1."),
    ("row", "signs-turned", lambda v: -v.Z2[0], "Softmax takes exp of z, not "
     "of -z: the largest logit has the largest probability."),
    ("e", "not-exponentiated", lambda v: v.row, "Softmax divides "
     "exponentials by their sum. You divided the logits themselves."),
    ("e", "powers-of-2-of-z", lambda v: 2.0**v.row, "A logit of m ln 2 has "
     "the exponential 2 to the power of m. You took 2 to the power of m ln "
     "2."),
    ("e", "powers-of-e-of-m", lambda v: np.exp(v.row / np.log(2)), "A logit "
     "of m ln 2 has the exponential 2 to the power of m, not e to the power "
     "of m."),
    ("p", "not-divided", lambda v: v.e, "These are the exponentials. Softmax "
     "divides them by their sum, so that they add up to 1."),
    ("p", "logits-for-p", lambda v: v.row, "These are the logits. p is their "
     "softmax."),
    ("p", "logits-in-ln-2", lambda v: v.row / np.log(2), "These are the "
     "logits in units of ln 2. p is their softmax."),
    ("p", "divided-by-largest", lambda v: v.e / v.e.max(), "Softmax divides "
     "by the sum of the exponentials, not by the largest."),
)  # fmt: skip


def forward_chain(gives, inputs=(), shows=()):
    """The Chain of a net that returns Z1, A1 and Z2, or p of the first row."""
    lines = {
        "Z1": lambda v: v.X @ v.W1 + v.b1,
        "A1": lambda v: np.maximum(v.Z1, 0),
        "read": lambda v: v.A1,
        "Z2": lambda v: v.read @ v.W2 + v.b2,
        "end": lambda v: v.Z2,
        "row": lambda v: v.Z2[0],
        "e": lambda v: np.exp(v.row),
        "p": lambda v: v.e / v.e.sum(),
    }
    typed = "p" in gives
    slips = (*SLIPS[:-1], *SOFTMAX) if typed else SLIPS
    made = [Slip(*slip) for slip in slips]
    if not typed:  # two units to exchange are only there with a pencil
        made = [s for s in made if "exchanged" not in s.id]
    return Chain(lines, gives, tuple(made), inputs, shows)
