"""Shapes stated before anything runs: 1.2 and 3.4."""

from .counts import typed_chain


def _forms(line, right, n, m=None):
    """(line, id, rule, words) of a bias's other forms; n is its size."""
    return (
        (line, f"{line}-row", lambda v: (1, n(v)), f"{line} has a single "
         f"axis, one entry for each neuron: no axis of length 1."),
        (line, f"{line}-column", lambda v: (n(v), 1), f"A column fits where "
         f"an example is a column. Here it is a row, and {line} has one "
         f"axis."),
        (line, f"{line}-number", n, f"A shape is a tuple, even with one "
         f"entry: (4) is the number 4, (4,) is a shape. {line} is a number "
         f"in your answer."),
        (line, f"{line}-for-each-row", lambda v: (v.N, n(v)), f"{line} has no "
         f"axis for the examples: all rows share it."),
        (line, f"{line}-inputs", lambda v: (m(v),), f"{line} has an entry for "
         f"each output of its layer, not for each input."),
    )  # fmt: skip


def _matrix(line, rows, columns):
    return (
        (line, f"{line}-turned", lambda v: (columns(v), rows(v)), f"Rows and "
         f"columns of {line} are exchanged."),
        (line, f"{line}-from-rows", lambda v: (v.N, columns(v)), f"{line} "
         f"belongs to the net, not to the batch: N is no size of it."),
    )  # fmt: skip


def _batch(line, columns):
    return (
        (line, f"{line}-turned", lambda v: (columns(v), v.N), f"An example is "
         f"a row of {line}: N comes first."),
        (line, f"{line}-one-row", lambda v: (columns(v),), f"{line} has a row "
         f"for each of the N examples. Yours is that of one."),
    )  # fmt: skip


def _in(v):
    return v.n_in


def _hidden(v):
    return v.n_hidden


def _out(v):
    return v.n_out


NET = typed_chain(
    {
        "X": lambda v: (v.N, v.n_in),
        "W1": lambda v: (v.n_in, v.n_hidden),
        "b1": lambda v: (v.n_hidden,),
        "Z1": lambda v: (v.N, v.n_hidden),
        "A1": lambda v: (v.N, v.n_hidden),
        "W2": lambda v: (v.n_hidden, v.n_out),
        "b2": lambda v: (v.n_out,),
        "Z2": lambda v: (v.N, v.n_out),
    },
    ("X", "W1", "b1", "Z1", "A1", "W2", "b2", "Z2"),
    (
        *_batch("X", _in),
        *_matrix("W1", _in, _hidden),
        *_forms("b1", (), _hidden, _in),
        *_batch("Z1", _hidden),
        *_batch("A1", _hidden),
        *_matrix("W2", _hidden, _out),
        *_forms("b2", (), _out, _hidden),
        *_batch("Z2", _out),
        ("W2", "W2-reads-X", lambda v: (v.n_in, v.n_out), "The second layer "
         "reads A1, not X: W2 has a row for each hidden unit."),
    ),
)  # fmt: skip
GRADIENTS = typed_chain(
    {
        "dX": lambda v: (v.N, v.n_in),
        "dW": lambda v: (v.n_in, v.n_out),
        "db": lambda v: (v.n_out,),
        "dA": lambda v: (v.N, v.n_out),
        "jY": lambda v: v.N * v.n_out * v.n_in * v.n_out,
        "jA": lambda v: (v.N * v.n_out) ** 2,
        "nz": lambda v: v.N * v.n_out,
    },
    ("dX", "dW", "db", "dA", "jY", "jA", "nz"),
    (
        *_batch("dX", _in),
        *_matrix("dW", _in, _out),
        *_forms("db", (), _out, _in),
        *_batch("dA", _out),
        ("jY", "jY-one-output", lambda v: v.n_in * v.n_out, "That is the "
         "gradient of one number. A Jacobian has such a row for each of the "
         "N · n_out outputs."),
        ("jY", "jY-one-row", lambda v: v.n_out * v.n_in * v.n_out, "That is "
         "the Jacobian of one row. Y has N rows, so N times as many outputs."),
        ("jY", "jY-rows-times", lambda v: v.N * v.n_in * v.n_out, "The "
         "Jacobian has a row for each entry of Y, N · n_out of them, and a "
         "column for each entry of W: n_out counts twice."),
        ("jY", "jY-by-X", lambda v: v.N * v.n_in * v.N * v.n_out, "Asked is "
         "the Jacobian of Y by W. The inputs are the n_in · n_out entries of "
         "W, not those of X."),
        ("jY", "jY-added", lambda v: v.N * v.n_out + v.n_in * v.n_out, "A "
         "Jacobian is a matrix: outputs times inputs, not their sum."),
        ("jA", "jA-entries", lambda v: v.N * v.n_out, "That many outputs has "
         "A. The Jacobian has a row for each, and a column for each entry of "
         "Y."),
        ("jA", "jA-one-row", lambda v: v.n_out**2, "That is the Jacobian of "
         "one row. A has N rows."),
        ("jA", "jA-within-rows", lambda v: v.N * v.n_out**2, "The whole "
         "Jacobian counts every pair of entries, also those of different "
         "rows, which are 0."),
        ("nz", "nz-all", lambda v: (v.N * v.n_out) ** 2, "ReLU works entry by "
         "entry: in each row of that Jacobian one entry is not 0."),
        ("nz", "nz-half", lambda v: v.N * v.n_out // 2, "Every entry of Y is "
         "positive here, so no unit is off."),
        ("nz", "nz-one-row", lambda v: v.n_out, "That is one row's. There are "
         "N rows."),
    ),
)  # fmt: skip
