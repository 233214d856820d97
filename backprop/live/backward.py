"""The running net's forward and backward pass, an array at a time."""

import numpy as np

from ..book import LN2, running_net
from ..losses import SoftmaxCrossEntropy
from ..plots.numbers import SUBSCRIPTS, number
from .element import html_table, show_element

IN_LN2 = ("W2", "b2", "Z2", "dA1", "dZ1", "dW1", "db1")  # shown divided by it
ON_THE_WAY = ("X", "Z1", "A1", "Z2", "P", "t", "loss")
ON_THE_WAY_BACK = ("dZ2", "dA1", "dZ1")
PARAMETERS = ("W1", "b1", "W2", "b2")
GRADIENTS = ("dW2", "db2", "dW1", "db1")


def live_backward():
    """Show the running net's pass, step by step in the book's page.

    Twelve steps, Z1 to db1, each with its formula, the arrays that it is
    made of and, behind a fold, every product of its first row; the trace
    table fills meanwhile. Elsewhere, and in print, it is complete.
    """
    arrays = {k: v / LN2 if k in IN_LN2 else v for k, v in _run().items()}
    given = {k: np.round(arrays[k], 9) for k in ("X", "t", *PARAMETERS)}
    data = {k: (v + 0).tolist() for k, v in given.items()}
    parts = [
        _trace("Forward", ON_THE_WAY, arrays),
        *(_matrix(name, arrays) for name in PARAMETERS),
        _trace("Backward", ON_THE_WAY_BACK, arrays),
        *(_matrix(name, arrays) for name in GRADIENTS),
    ]
    words = [
        f"{_title(name)} = {_words(arrays[name])}"
        for name in (*ON_THE_WAY, *ON_THE_WAY_BACK, *GRADIENTS)
    ]
    mean = f"The mean loss is {number(arrays['loss'].mean(), 6)}."
    show_element(
        "live-backward", data, "\n".join(parts), "\n".join([mean, *words])
    )


def _run():
    """Return every array of one forward and one backward pass."""
    net, X, t = running_net()
    loss = SoftmaxCrossEntropy()
    first, relu, second = net.layers
    Z1 = first.forward(X)
    A1 = relu.forward(Z1)
    Z2 = second.forward(A1)
    loss.forward(Z2, t)
    dZ2 = loss.backward()
    dA1 = second.backward(dZ2)
    dZ1 = relu.backward(dA1)
    first.parameter_gradients(dZ1)
    return {
        "X": X, "t": t, "Z1": Z1, "A1": A1, "Z2": Z2, "P": loss.P,
        "loss": -np.log(loss.P[np.arange(len(t)), t]),
        "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1,
        "W1": first.W, "b1": first.b, "W2": second.W, "b2": second.b,
        "dW1": first.dW, "db1": first.db,
        "dW2": second.dW, "db2": second.db,
    }  # fmt: skip


def _title(name):
    """dW1 becomes dW₁ / ln 2."""
    unit = " / ln 2" if name in IN_LN2 else ""
    return name.translate(SUBSCRIPTS) + unit


def _cell(value):
    """Return (−0.15, 0.05, 0.1), or one number."""
    if np.ndim(value) == 0:
        return number(value, 4)
    return f"({', '.join(number(v, 4) for v in value)})"


def _words(array):
    return ", ".join(map(_cell, array))


def _trace(caption, names, arrays):
    header = [("row", " scope='col'")]
    header += [(_title(k), f" data-array='{k}' scope='col'") for k in names]
    rows = [
        [str(n + 1), *(_cell(arrays[k][n]) for k in names)] for n in range(5)
    ]
    return html_table(caption, header, rows, " data-trace=''")


def _matrix(name, arrays):
    array = np.atleast_2d(arrays[name])
    rows = [[number(v, 4) for v in row] for row in array]
    header = [str(j + 1) for j in range(array.shape[1])]
    return html_table(_title(name), header, rows, f" data-array='{name}'")
