"""1.2: the shape of every array on the way of a batch through a net."""

import numpy as np

from ..pools.shapes import NET
from ..record import Exercise, Wrong

NAMES = ("X", "W1", "b1", "Z1", "A1", "W2", "b2", "Z2")


def draw(rng):
    """Four sizes, all different and none smaller than 3."""
    N, n_in, n_hidden, n_out = map(
        int, rng.choice(np.arange(3, 60), size=4, replace=False)
    )
    return {"N": N, "n_in": n_in, "n_hidden": n_hidden, "n_out": n_out}


def truth(N, n_in, n_hidden, n_out):
    """Read from arrays that were sent through such a net."""
    X = np.zeros((N, n_in))
    W1, W2 = np.zeros((n_in, n_hidden)), np.zeros((n_hidden, n_out))
    b1, b2 = np.zeros(W1.shape[1]), np.zeros(W2.shape[1])
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    arrays = (X, W1, b1, Z1, A1, W2, b2, A1 @ W2 + b2)
    return {name: A.shape for name, A in zip(NAMES, arrays, strict=True)}


def _with(sizes, **changed):
    """The right shapes, but for those that a mistake changes."""
    return tuple((truth(**sizes) | changed).values())


def _weights_transposed(**sizes):
    _, n_in, n_hidden, n_out = sizes.values()
    return _with(sizes, W1=(n_hidden, n_in), W2=(n_out, n_hidden))


def _bias_for_each_row(**sizes):
    N, _, n_hidden, n_out = sizes.values()
    return _with(sizes, b1=(N, n_hidden), b2=(N, n_out))


def _bias_for_each_input(**sizes):
    _, n_in, n_hidden, _ = sizes.values()
    return _with(sizes, b1=(n_in,), b2=(n_hidden,))


def _bias_as_number(**sizes):
    _, _, n_hidden, n_out = sizes.values()
    return _with(sizes, b1=n_hidden, b2=n_out)


def _bias_as_row(**sizes):
    _, _, n_hidden, n_out = sizes.values()
    return _with(sizes, b1=(1, n_hidden), b2=(1, n_out))


def _bias_as_column(**sizes):
    _, _, n_hidden, n_out = sizes.values()
    return _with(sizes, b1=(n_hidden, 1), b2=(n_out, 1))


def _second_reads_x(**sizes):
    _, n_in, _, n_out = sizes.values()
    return _with(sizes, W2=(n_in, n_out))


def _one_row(**sizes):
    _, n_in, n_hidden, n_out = sizes.values()
    return _with(sizes, X=(n_in,), Z1=(n_hidden,), A1=(n_hidden,), Z2=(n_out,))


def _columns(**sizes):
    right = truth(**sizes)
    return tuple(shape[::-1] for shape in right.values())


SHAPES = Exercise(
    id="1.2",
    title="Eight shapes",
    kind="predict",
    objective="1c",
    points=1,
    minutes=3,
    takes="eight shapes (X, W1, b1, Z1, A1, W2, b2, Z2), each a tuple",
    section="01-forward-pass#A batch: examples as rows",
    draw=draw,
    truth=truth,
    chain=NET,
    mistakes=(
        Wrong(
            "weights-transposed",
            _weights_transposed,
            "W[i, j] leads from input i to neuron j: a weight matrix has a "
            "row for each of its layer's inputs and a column for each of its "
            "neurons.",
            "W1 and W2 have rows and columns exchanged; the other shapes "
            "are right.",
        ),
        Wrong(
            "bias-for-each-row",
            _bias_for_each_row,
            "A bias belongs to a neuron, not to an example: the same b is "
            "added to every row, which is called broadcasting.",
            "b1 and b2 have a row for each example.",
        ),
        Wrong(
            "bias-as-number",
            _bias_as_number,
            "A shape is a tuple, even with one entry: (4) is the number 4, "
            "and (4,) with the comma is a shape.",
            "b1 and b2 are numbers, not shapes; the other six are right.",
        ),
        Wrong(
            "bias-for-each-input",
            _bias_for_each_input,
            "Each neuron adds one bias to its sum, so a layer has as many "
            "biases as outputs.",
            "b1 and b2 have as many entries as their layers have inputs.",
        ),
        Wrong(
            "bias-as-row",
            _bias_as_row,
            "A bias with one row would give the same sums. In this book it "
            "has a single axis, one entry for each neuron.",
            "b1 and b2 have two axes; the other six are right.",
        ),
        Wrong(
            "bias-as-column",
            _bias_as_column,
            "A column fits where an example is a column. Here it is a row, "
            "and b is added to each row: one axis, one entry a neuron.",
            "b1 and b2 are columns; the other six are right.",
        ),
        Wrong(
            "second-reads-x",
            _second_reads_x,
            "The second layer reads A1, not X. Its matrix has a row for "
            "each hidden unit.",
        ),
        Wrong(
            "one-row",
            _one_row,
            "The batch is N rows. X, Z1, A1 and Z2 have one row for each "
            "example; weights and biases have no axis for them.",
            "X, Z1, A1 and Z2 are those of one example.",
        ),
        Wrong(
            "columns",
            _columns,
            "Here an example is a row. Books that make it a column have all "
            "these matrices transposed.",
            "Every matrix has rows and columns exchanged.",
        ),
    ),
)
