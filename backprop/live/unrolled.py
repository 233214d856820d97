"""The running net with an arrow more: forward through time, and back."""

import numpy as np

from ..book import LN2, running_net
from ..layers import softmax
from ..plots.numbers import number
from ..validation import whole_numbers
from .element import html_table, show_element

# Rows 1, 4 and 3 of the running net are its three steps in time.
ROWS = [0, 3, 2]
WH = [[1, -1], [-2, 1]]
COUNTS = (0, 1, 1)  # the label of the first step does not count
GRADIENTS = ("dWh", "dWx", "db")


def live_unrolled(counts=COUNTS):
    """Show a recurrent net of three steps, which the reader goes through.

    Forward, H_t = ReLU(x_t Wx + H_{t-1} Wh + b), and back from the last
    step to the first: at each state two gradients meet, its own part from
    W2 and the one from the future, dZ_{t+1} Whᵀ; their sum goes through the
    ReLU, and adds a share to dWh, dWx and db. The net is chapter 10's: the
    running net's rows 1, 4 and 3 in time, and Wh. Gradients are in units of
    ln 2 / (4 M), with M labels that count, which the reader chooses.

    counts: three zeros or ones, whether each step's label counts in the
    mean to begin with. Elsewhere, and in print, both passes are shown.

    Raises TypeError for counts that are not whole numbers, and ValueError
    unless they are three zeros or ones, with a 1 among them.
    Derived in chapter 10.
    """
    counts = whole_numbers(counts, "counts")
    if counts.shape != (3,) or set(counts.tolist()) not in ({1}, {0, 1}):
        raise ValueError(
            "counts must be three zeros or ones, with a 1 among them, got "
            f"{counts.tolist()}"
        )
    given = _given()
    arrays = _run(given, counts)
    data = {
        k: (np.round(v / LN2 if k in ("W2", "b2") else v, 9) + 0).tolist()
        for k, v in given.items()
    }
    data["counts"] = [bool(one) for one in counts]
    tables = list(_tables(arrays, 4 * counts.sum()))
    html = "\n".join(html_table(*table) for table in tables)
    show_element(
        "live-unrolled",
        data,
        f"<div class='unrolled-print'>\n{html}\n</div>",
        "\n".join(map(_words, tables)),
    )


def _given():
    net, X, t = running_net()
    first, _, second = net.layers
    return {
        "X": X[ROWS], "labels": t[ROWS], "Wx": first.W, "b": first.b,
        "Wh": np.array(WH, float), "W2": second.W, "b2": second.b,
    }  # fmt: skip


def _run(given, counts):
    """Return every array of the pass; those of the gradients in their unit."""
    X, labels, Wx, b, Wh, W2, b2 = given.values()
    Z, H, P = np.zeros((3, 2)), np.zeros((4, 2)), np.zeros((3, 3))
    for t in range(3):
        Z[t] = X[t] @ Wx + H[t - 1] @ Wh + b  # H[-1] is 0, the state before
        H[t] = np.maximum(Z[t], 0.0)
        P[t] = softmax(H[t : t + 1] @ W2 + b2)[0]
    dlogits = (P - np.eye(3)[labels]) * counts[:, None]
    own = dlogits @ (4 * W2 / LN2).T
    future, dH, dZ = np.zeros((3, 2)), np.zeros((3, 2)), np.zeros((3, 2))
    for t in (2, 1, 0):
        future[t] = dZ[t + 1] @ Wh.T if t < 2 else 0.0
        dH[t] = own[t] + future[t]
        dZ[t] = dH[t] * (Z[t] > 0)
    losses = -np.log(P[np.arange(3), labels])
    return {
        "X": X, "Z": Z, "H": H[:3], "P": P, "labels": labels,
        "counts": counts, "own": own, "future": future, "dH": dH, "dZ": dZ,
        "loss": losses @ counts / counts.sum(),
        "dWh": H[:2].T @ dZ[1:], "dWx": X.T @ dZ, "db": dZ.sum(axis=0),
    }  # fmt: skip


def _row(values):
    return f"({', '.join(number(v, 4) for v in values)})"


def _tables(arrays, parts):
    """Yield (caption, header, rows): forward, back, and the sums."""
    labels = [
        str(label) if one else "does not count"
        for label, one in zip(arrays["labels"], arrays["counts"], strict=True)
    ]
    rows = [
        [str(t + 1), *(_row(arrays[k][t]) for k in "XZHP"), labels[t]]
        for t in range(3)
    ]
    loss = number(arrays["loss"], 6)
    yield (
        f"Forward: the loss is {loss}",
        ["step", "x", "z", "h", "p", "label"],
        rows,
    )
    back = ("own", "future", "dH", "dZ")
    rows = [
        [str(t + 1), *(_row(arrays[k][t]) for k in back)] for t in (2, 1, 0)
    ]
    yield (
        f"Back, in ln 2 / {parts}",
        ["step", "own part", "from the future", "dh", "dz"],
        rows,
    )
    sums = [
        [name, " ".join(map(_row, np.atleast_2d(arrays[name])))]
        for name in GRADIENTS
    ]
    yield f"Sums over time, in ln 2 / {parts}", ["", "rows"], sums


def _words(table):
    caption, header, rows = table
    lines = [" · ".join(row) for row in (header, *rows)]
    return "\n".join([f"{caption}:", *lines])
