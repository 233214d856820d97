"""1.7: the forward pass of a net with a hidden layer, for a batch."""

from math import fsum

import numpy as np

from ...layers import sigmoid, softmax
from ..case import case, step
from ..pools.forward import forward_chain
from ..record import Exercise, Wrong


def _case(name, rng, N, n_in, n_hidden, n_out):
    X = rng.normal(size=(N, n_in))
    W1, b1 = rng.normal(size=(n_in, n_hidden)), rng.normal(size=n_hidden)
    W2, b2 = rng.normal(size=(n_hidden, n_out)), rng.normal(size=n_out)
    truth = _neuron_by_neuron(X, W1, b1, W2, b2)
    Z1, A1 = truth["Z1"], truth["A1"]
    return case(
        name,
        (
            step(
                "call",
                (X, W1, b1, W2, b2),
                truth,
                ("X", "W1", "b1", "W2", "b2"),
            ),
        ),
        sizes={
            "the number of rows": N,
            "the number of inputs": n_in,
            "the number of hidden units": n_hidden,
            "the number of outputs": n_out,
        },
        factors={"b1": b1, "b2": b2, "A1": A1},
        others={
            "X W1, without the bias": Z1 - b1,
            "Z1, before the ReLU": Z1,
            "A1, after the ReLU": A1,
            "the sigmoid of Z1": sigmoid(Z1),
            "tanh of Z1": np.tanh(Z1),
            "the smaller of Z1 and 0": np.minimum(Z1, 0),
            "X W1 minus the bias": Z1 - 2 * b1,
            "A1 W2, without the bias": truth["Z2"] - b2,
        },
        masks={"Z1 is positive": Z1 > 0, "Z1 is negative": Z1 < 0},
    )


def _neuron_by_neuron(X, W1, b1, W2, b2):
    """{Z1, A1, Z2}, each number by its own sum."""

    def sums(rows, W, b):
        return [
            [
                fsum([*(x * w for x, w in zip(row, W[:, j], strict=True)), c])
                for j, c in enumerate(b)
            ]
            for row in rows
        ]

    Z1 = sums(X, W1, b1)
    A1 = [[z if z > 0 else 0.0 for z in row] for row in Z1]
    arrays = {"Z1": Z1, "A1": A1, "Z2": sums(A1, W2, b2)}
    return {name: np.array(rows) for name, rows in arrays.items()}


def cases(rng):
    return [
        _case("5 rows", rng, 5, 4, 3, 6),
        _case("one row", rng, 1, 4, 3, 6),
        _case("square matrices", rng, 5, 3, 3, 3),
        _case("8 rows", rng, 8, 3, 7, 4),
    ]


def _second_reads_z1(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return Z1, np.maximum(Z1, 0), Z1 @ W2 + b2


def _largest_of_column(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.max(Z1, 0)
    return Z1, A1, A1 @ W2 + b2


def _written_over(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0, out=Z1)
    return Z1, A1, A1 @ W2 + b2


def _output_bent(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, np.maximum(A1 @ W2 + b2, 0)


def _softmax_too(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, softmax(A1 @ W2 + b2)


def _never_bent(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    return Z1, Z1, Z1 @ W2 + b2


def _mask_for_relu(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = Z1 > 0
    return Z1, A1, A1 @ W2 + b2


def _second_bias_forgotten(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, A1 @ W2


def _first_bias_forgotten(X, W1, b1, W2, b2):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    return Z1, A1, A1 @ W2 + b2


_WRONG = {
    _second_reads_z1: (
        "second-reads-z1",
        "What leaves the hidden layer is A1. If the second layer reads Z1, "
        "there is no bend on the way, and the net is one linear layer.",
        "Z1 and A1 are right. Z2 is made of Z1.",
    ),
    _largest_of_column: (
        "largest-of-column",
        "np.max(Z1, 0) is the largest entry of each column: its 0 is an "
        "axis. The larger of two numbers, entry by entry, is np.maximum.",
        "Z1 is right. A1 has lost the axis of the rows.",
    ),
    _written_over: (
        "written-over",
        "The ReLU was written into the array of Z1, by out= or by "
        "Z1[Z1 < 0] = 0. Chapter 4 needs both: make A1 a new array.",
        "Z1 has 0 for its negative entries; A1 and Z2 are right.",
    ),
    _output_bent: (
        "output-bent",
        "The last layer has no bend: its outputs are scores, and these may "
        "be negative.",
        "Z1 and A1 are right. The negative entries of Z2 are 0.",
    ),
    _softmax_too: (
        "softmax-too",
        "The outputs asked for are the sums of the last layer. Softmax comes "
        "after them, where probabilities are wanted.",
        "Z1 and A1 are right. The rows of Z2 sum to 1.",
    ),
    _never_bent: (
        "never-bent",
        "ReLU keeps a positive number and gives 0 for any other. Without it "
        "the two layers collapse into one.",
        "Z1 is right. A1 is Z1 again.",
    ),
    _mask_for_relu: (
        "mask-for-relu",
        "Z1 > 0 says where a unit is on, True or False. ReLU gives its "
        "value there, not a 1.",
        "Z1 is right. A1 says where a unit is on, and not its value.",
    ),
    _second_bias_forgotten: (
        "second-bias-forgotten",
        "The second layer is of the same form as the first: a product and "
        "a bias.",
        "Z1 and A1 are right. Z2 lacks its bias.",
    ),
    _first_bias_forgotten: (
        "first-bias-forgotten",
        "Each hidden unit adds its bias to its sum, in every row, before "
        "the ReLU.",
        "Z1 lacks its bias.",
    ),
}

FORWARD = Exercise(
    id="1.7",
    title="A batch through the net",
    kind="build",
    objective="1c",
    points=3,
    minutes=6,
    takes="a function of (X, W1, b1, W2, b2) that returns (Z1, A1, Z2)",
    section="01-forward-pass#The whole network",
    cases=cases,
    chain=forward_chain(
        ("Z1", "A1", "end"),
        ("X", "W1", "b1", "W2", "b2"),
        ("Z1", "A1", "Z2"),
    ),
    mistakes=tuple(
        Wrong(id, answer, *words) for answer, (id, *words) in _WRONG.items()
    ),
)
