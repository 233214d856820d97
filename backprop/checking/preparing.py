"""Before the measurement: which inputs have a dX, what backward claims."""

import copy

import numpy as np

from .fitting import updated


def drawn_from(rng):
    """A child of the caller's generator, which stays where it is."""
    try:
        return rng.spawn(1)[0]
    except TypeError:  # a bit generator without a seed sequence
        return np.random.default_rng(
            copy.deepcopy(rng).integers(2**32, size=4)
        )


def differentiated(subject, asked, rng):
    """The inputs that have a dX, by number.

    Whole numbers are looked up in a table, unless forward reads 1.25 as
    something else than 1; then they are numbers like any other.
    """
    named = [asked] if isinstance(asked, str) else asked
    floats = []
    for k, x in enumerate(subject.inputs):
        if named is not None and list(named)[k] is None:
            continue
        if x.dtype.kind in "iu" and _reads_fractions(subject, k, rng):
            subject.inputs[k] = x.astype(np.float64)
        if subject.inputs[k].dtype.kind == "f":
            floats.append(k)
        else:
            subject.notes.append(
                f"{subject.names[k]} is whole numbers, passed unchanged: "
                "it has no gradient"
            )
    return floats


def _reads_fractions(subject, k, rng):
    given, x = list(subject.inputs), subject.inputs[k].astype(np.float64)

    def differ(a, b):
        given[k] = a
        whole = subject.run(given)
        given[k] = b
        return not same(whole, subject.run(given))

    try:
        return differ(x, x + rng.uniform(0.2, 0.3, x.shape)) or differ(
            0 * x,
            np.fmin(x, 0.9) / 2,  # where whole pixels saturate
        )
    except Exception:  # whatever a table says to a fraction
        return False


def claims_of(subject, found, floats, dYs, arrays=None, rng=None):
    """{name: what backward claims}, from the state that was frozen."""
    Ys = subject.run(arrays)
    found.watch()
    if dYs is None:
        dYs = [rng.normal(size=Y.shape).astype(Y.dtype) for Y in Ys]
    dXs, rest = subject.pull(dYs)
    claims = {
        subject.names[k]: None if dXs[k] is None else np.array(dXs[k])
        for k in floats
    }
    if rest and not found.arrays:
        raise TypeError(
            f"backward returned a tuple of {len(rest) + len(dXs)}: is the "
            "first dX? The layer has no parameters by name for the others: "
            "expected params={name: function that returns the array}"
        )
    claims.update(found.gradients(rest))
    for name in found.arrays:
        said = _changes(name) + (
            " it was put back. If that is an update, rate= reads the "
            "gradient from it"
        )
        if name not in found.rewritten and updated(found, name):
            if said not in subject.notes and not subject.rated:
                subject.notes.append(said)
    found.put_back()
    subject.rewind.reattach(found.held())
    return claims


def _changes(name):
    return f"backward changes {name};"


def unsay_update(subject, name):
    """Take back that backward changes the array: it is no parameter."""
    subject.notes[:] = [
        note for note in subject.notes if not note.startswith(_changes(name))
    ]


def same(a, b):
    """Are two lists of outputs the same numbers?"""
    return all(
        x.shape == y.shape and np.array_equal(x, y, equal_nan=True)
        for x, y in zip(a, b, strict=True)
    )
