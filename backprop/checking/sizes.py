"""What the numbers of an array's shape count: names for a factor."""

from .compare import EXAMPLES


def sizes_of(subject, Ys):
    """{"the number of examples": 5, ...}; the likeliest reading is last."""
    X, Y = subject.inputs[0], Ys[0]
    if not X.ndim or not Y.ndim:
        return {}
    sizes = {
        f"the length of axis {k} of {subject.names[0]}": n
        for k, n in enumerate(X.shape)
    }
    if X.shape[0] != Y.shape[0] and X.shape[-1] == Y.shape[-1]:
        count, n_in, n_out = X.shape[-1], X.shape[0], Y.shape[0]
    else:
        count, n_in, n_out = X.shape[0], X.shape[-1], Y.shape[-1]
    return sizes | {
        "the number of inputs": n_in,
        "the number of outputs": n_out,
        EXAMPLES: count,
    }


def sizes_of_arrays(arrays):
    """The same for the arguments of a function."""
    return {
        f"the length of axis {k} of {name}": n
        for name, a in arrays.items()
        for k, n in enumerate(a.shape)
    }
