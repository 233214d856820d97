"""Arrays that share their memory: a flat buffer, a transpose, a view."""

import numpy as np


def addresses(array):
    """Where each entry of the array lies in memory, in its shape."""
    places = np.zeros(array.shape, np.int64)
    for axis, (n, stride) in enumerate(
        zip(array.shape, array.strides, strict=True)
    ):
        shape = np.ones(array.ndim, int)
        shape[axis] = n
        places = places + (np.arange(n) * stride).reshape(shape)
    return places + array.__array_interface__["data"][0]


def sharing(p, arrays):
    """Those of `arrays` that have an entry in common with p."""
    return [q for q in arrays if np.shares_memory(p, q)]


def same_memory(p, q):
    """Are both the same entries in the same shape?"""
    return p is q or (
        p.shape == q.shape and p.strides == q.strides
        and p.__array_interface__["data"] == q.__array_interface__["data"]
    )  # fmt: skip


def uncovered(p, others):
    """True where an entry of p is no entry of the others."""
    known = [addresses(q).ravel() for q in others]
    return ~np.isin(addresses(p), np.concatenate(known)) if known else (
        np.ones(p.shape, bool)
    )  # fmt: skip


def added(arrays, claims):
    """{name: the gradient of its entries, summed over all the views}."""
    places = {name: addresses(p) for name, p in arrays.items()}
    everywhere, index = np.unique(
        np.concatenate([a.ravel() for a in places.values()]),
        return_inverse=True,
    )
    numbers = np.concatenate([
        np.asarray(claims[name], float).reshape(p.shape).ravel()
        for name, p in arrays.items()
    ])  # fmt: skip
    total = np.bincount(index.ravel(), numbers, len(everywhere))
    return {
        name: total[np.searchsorted(everywhere, a)]
        for name, a in places.items()
    }


def groups(arrays):
    """Lists of names whose arrays share memory, each of two or more."""
    found = []
    for name, p in arrays.items():
        joined = [g for g in found if sharing(p, [arrays[n] for n in g])]
        found = [g for g in found if g not in joined]
        found.append([n for g in joined for n in g] + [name])
    return [g for g in found if len(g) > 1]
