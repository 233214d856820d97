"""What is seen of dealt batches: many orders are right, so no one truth.

`seen` looks at what one case's calls returned, as plain data, and returns
(id, symptom) of the first fault, or None.
"""

import numpy as np

from ..plain import Opaque, a_kind

LONG = 9  # so many rows are never in one order twice by chance


def seen(case, outcome):
    """The first fault of one case, or None."""
    X, t, B, _ = case.steps[0].args
    dealt = []
    for result in outcome.results:
        batches = _batches(result, X)
        if isinstance(batches, str):
            return "form", batches
        if outcome.changed:
            said = f"{outcome.changed[0]} is changed by the call."
            return "shuffled-in-place", said
        parts = [_places(rows, X) for rows, _ in batches]
        fault = _deal(parts, batches, t, B)
        if fault:
            return fault
        dealt.append(parts)
    if len(X) < LONG:
        return _sizes(dealt[0], len(X), B)
    first, second, again = map(np.concatenate, dealt)
    if np.array_equal(first, np.arange(len(X))):
        return "not-shuffled", "The rows come in the order they stand in X."
    fault = _in_blocks(dealt, B) or _sizes(dealt[0], len(X), B)
    if fault:
        return fault
    if np.array_equal(first, second):
        return "same-order", "A second call gives the same order again."
    if not np.array_equal(first, again):
        return (
            "rng-ignored",
            "Two generators made from one seed give different orders.",
        )
    return None


def _batches(result, X):
    """[(X_batch, t_batch), ...]; or what is wrong with its form."""
    expected = "a list of pairs (X_batch, t_batch)"
    if isinstance(result, np.ndarray) and not result.size:
        result = ()  # an empty list
    if isinstance(result, Opaque):
        return f"Expected {expected}, got {a_kind(result.kind)}."
    if not isinstance(result, tuple):
        return f"Expected {expected}, got {_said(result)}."
    for pair in result:
        if not isinstance(pair, tuple) or len(pair) != 2:
            return f"Expected {expected}; one entry is {_said(pair)}."
        rows, labels = pair
        if not (_is_array(rows, 2) and rows.shape[1] == X.shape[1]):
            return (
                f"Expected X_batch of shape (rows, {X.shape[1]}), got "
                f"{_said(rows)}."
            )
        if not (_is_array(labels, 1) and len(labels) == len(rows)):
            return (
                f"Expected t_batch of shape ({len(rows)},) beside an X_batch "
                f"of {len(rows)} rows, got {_said(labels)}."
            )
    return result


def _is_array(thing, ndim):
    is_array = isinstance(thing, np.ndarray) and thing.ndim == ndim
    return is_array and thing.dtype.kind in "fiu"


def _said(thing):
    if isinstance(thing, np.ndarray):
        return f"an array of shape {thing.shape}"
    if isinstance(thing, tuple):
        return f"{len(thing)} things"
    if isinstance(thing, Opaque):
        return a_kind(thing.kind)
    return "None" if thing is None else f"a {type(thing).__name__}"


def _places(rows, X):
    """Where in X each row stands; -1 for a row that X has not."""
    gap = np.abs(rows[:, None, :] - X[None, :, :]).max(axis=2, initial=0.0)
    found = gap.argmin(axis=1) if len(rows) else np.zeros(0, dtype=int)
    return np.where(gap.min(axis=1, initial=np.inf) < 1e-6, found, -1)


def _deal(parts, batches, t, B):
    """Each row once, and with its own target?"""
    N = len(t)
    order = np.concatenate([np.zeros(0, dtype=int), *parts])
    targets = np.concatenate([np.zeros(0), *(t_b for _, t_b in batches)])
    if (order < 0).any():
        return "foreign-row", "A row of X_batch is no row of X."
    counts = np.bincount(order, minlength=N)
    if counts.max() > 1:
        often = int(counts.argmax())
        said = f"Row {often} of X comes {counts[often]} times in one pass."
        return _repeated(parts, counts, B), said
    missing = int((counts == 0).sum())
    if missing == N % B and missing and all(len(p) == B for p in parts):
        return (
            "last-batch-dropped",
            f"The last {missing} of {N} rows are in no batch.",
        )
    if missing:
        return "rows-missing", f"{missing} of {N} rows are in no batch."
    if not np.array_equal(targets, t[order]):
        return _unpaired(parts, batches, targets, t)
    return None


def _repeated(parts, counts, B):
    """Filled up, overlapping, or drawn anew?"""
    N = len(counts)
    full = np.concatenate([np.zeros(0, dtype=int), *parts[:-1]])
    if counts.all() and N % B and len(parts) == -(-N // B):
        rest = parts[-1][: N % B]
        once = np.bincount(np.concatenate([full, rest]), minlength=N)
        if len(parts[-1]) == B and once.max() == 1:
            return "filled-up"
    pairs = zip(parts, parts[1:], strict=False)
    if all(
        len(a) > len(b) or np.array_equal(a[1:], b[: len(a) - 1])
        for a, b in pairs
    ):
        return "overlapping"
    return "with-replacement"


def _unpaired(parts, batches, targets, t):
    if np.array_equal(targets, t):
        return (
            "targets-left-behind",
            "The rows of X are shuffled; t stands in its old order.",
        )
    pairs = zip(parts, batches, strict=True)
    if all(np.array_equal(np.sort(t[p]), np.sort(b)) for p, (_, b) in pairs):
        return (
            "turned-within",
            "Each batch has the targets of its rows, in another order.",
        )
    return (
        "shuffled-apart",
        "The rows of X and the entries of t are shuffled, but not together.",
    )


def _in_blocks(dealt, B):
    """Are the rows of a batch neighbours in X, at every call?"""
    parts = [part for call in dealt for part in call if len(part)]
    for part in parts:
        block = np.arange(len(part)) + part.min()
        if part.min() % B or not np.array_equal(np.sort(part), block):
            return None
    if all(np.all(np.diff(part) == 1) for part in parts):
        said = "The batches come in random order; each holds neighbours of X."
        return "batches-shuffled", said
    return "shuffled-within", "The same rows of X meet in a batch each time."


def _sizes(parts, N, B):
    sizes = [len(part) for part in parts]
    right = [min(B, N - start) for start in range(0, N, B)]
    if sizes != right:
        split = [len(part) for part in np.array_split(np.arange(N), B)]
        found = "number-of-batches" if sizes == split else "sizes"
        if sizes[: len(right)] == right and not any(sizes[len(right) :]):
            found = "empty-batch"
        return (
            found,
            f"The batches have {_list(sizes)} rows, expected {_list(right)}.",
        )
    return None


def _list(sizes):
    return ", ".join(map(str, sizes)) or "no"
