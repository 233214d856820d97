"""The checks of what nets and products are drawn from."""

import numpy as np

from ..validation import finite, float_array, whole


def vector(values, what):
    """Return the values as a finite array of shape (n,), n >= 1."""
    values = finite(float_array(values, what), what)
    if values.ndim != 1 or values.size == 0:
        raise ValueError(
            f"{what} must have shape (n,) with n >= 1, got {values.shape}"
        )
    return values


def arrays_of(arrays, shapes, what):
    """Return arrays of these shapes; None stands for itself."""
    if arrays is None:
        return [None] * len(shapes)
    arrays = list(arrays)
    if len(arrays) != len(shapes):
        raise ValueError(
            f"{what} must be {len(shapes)} arrays for these layers, got "
            f"{len(arrays)}"
        )
    for k, (array, shape) in enumerate(zip(arrays, shapes, strict=True)):
        if array is None:
            continue
        arrays[k] = finite(float_array(array, what), f"{what}[{k}]")
        if arrays[k].shape != shape:
            raise ValueError(
                f"{what}[{k}] must have shape {shape}, got {arrays[k].shape}"
            )
    return arrays


def texts_of(names, n):
    """Return n texts, empty ones if there are none."""
    names = [""] * n if names is None else list(names)
    if len(names) != n:
        raise ValueError(f"names must be {n} texts, got {len(names)}")
    return names


def edge_texts(edge_labels, shapes):
    """Return texts in each of these shapes, True or False for each."""
    if isinstance(edge_labels, bool):
        return [edge_labels] * len(shapes)
    texts = [np.array(rows, dtype=object) for rows in edge_labels]
    got = [array.shape for array in texts]
    if got != shapes:
        raise ValueError(
            f"edge_labels must be True, False or texts of shapes {shapes}, "
            f"got {got}"
        )
    return texts


def known_place(highlight, sizes):
    """Return (layer, node) or (layer, node, next node), which exists."""
    if highlight is None:
        return None
    place = tuple(highlight)
    if len(place) in (2, 3) and 0 <= place[0] <= len(sizes) - len(place) + 1:
        limits = sizes[place[0] :][: len(place) - 1]
        if all(0 <= i < n for i, n in zip(place[1:], limits, strict=True)):
            return place
    raise ValueError(
        "highlight must be (layer, node) or (layer, node, next node) of "
        f"layers of sizes {sizes}, got {highlight!r}"
    )


def factors(X, W, b):
    """Return X, W and b as finite arrays that fit in X W + b."""
    X = finite(float_array(X, "X"), "X")
    W = finite(float_array(W, "W"), "W")
    if X.ndim != 2 or W.ndim != 2 or 0 in X.shape + W.shape:
        raise ValueError(
            f"draw_product expects X of shape (N, n_in) and W of shape "
            f"(n_in, n_out), got {X.shape} and {W.shape}"
        )
    if X.shape[1] != W.shape[0]:
        raise ValueError(
            f"W must have one row for each column of X: expected "
            f"({X.shape[1]}, n_out), got {W.shape}"
        )
    if b is not None:
        b = finite(float_array(b, "b"), "b")
        if b.shape != W.shape[1:]:
            raise ValueError(f"b must have shape {W.shape[1:]}, got {b.shape}")
    return X, W, b


def inside(index, n, what):
    """Return an index below n, or None."""
    if index is None:
        return None
    index = whole(index, what, least=0)
    if index >= n:
        raise ValueError(f"{what} must be less than {n}, got {index}")
    return index
