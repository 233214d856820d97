"""How a wrong array is related to the right one: the diagnosis.

`relation` compares two arrays of one shape and returns a Finding, whose
symptom says what is seen and whose cause names the likely mistake, or None
if they agree. It claims a relation only if every entry obeys it.
"""

import numpy as np

from .factors import EXACT, Finding, constant, elementwise, equal


def agrees(result, truth, tolerance, close=None):
    """Is every entry within the tolerance?"""
    with np.errstate(all="ignore"):
        gap = np.max(np.abs(result - truth), initial=0.0)
        if close is not None:
            return bool(gap <= close)
        scale = np.max(np.abs(truth), initial=0.0)
        return bool(gap <= tolerance * (scale if scale else 1.0))


def relation(what, result, truth, case, origin="", earlier=()):
    """The Finding for one result, or None. Both have one shape.

    case: the Case, with the sizes, factors, others and masks to try.
    origin: where NaN first arose. earlier: right results of this name
    from earlier calls, which a stale cache would return.
    """
    result = np.asarray(result, dtype=float)
    truth = np.asarray(truth, dtype=float)
    if agrees(result, truth, case.tolerance, case.close):
        return None
    if not np.all(np.isfinite(result)):
        return _not_finite(what, result, origin)
    loose = case.close or 0.0
    for find in (_other, constant, elementwise, _moved, _partly):
        found = find(what, result, truth, case, loose)
        if found:
            return found
    for stale in earlier:
        if stale.shape == truth.shape and equal(result, stale, loose):
            return Finding(
                "stale",
                f"{what} of a later call is that of an earlier call.",
                "Something is remembered from the first call and not "
                "written anew. "
                + (
                    "forward must store what backward needs, every time."
                    if case.steps[0].do == "new"
                    else "Make everything anew inside the function."
                ),
            )
    return worst(what, result, truth, case)


def worst(what, result, truth, case):
    """No relation: the entry that differs most, and both numbers.

    Of numbers typed in, the right one is kept back: it is the solution.
    """
    gap = np.abs(result - truth)
    k = np.unravel_index(np.argmax(gap), gap.shape)
    entry, place = what, f"[{', '.join(map(str, k))}]"
    if k:
        entry = f"Entry {place} of {what}" if " " in what else what + place
    if k and case.typed and what in case.places:
        entry = f"{what} at {case.places[what][k[0]]}"
    value, expected = _numbers(*_read(result[k], truth[k], truth))
    near = gap[k] <= 0.01 * abs(truth[k])
    cause = ""
    if case.typed and near and result[k] % 1 == truth[k] % 1 == 0:
        off = "one off" if gap[k] == 1 else "close, and not right"
        said = f"{entry} is {value}: a whole number, {off}."
        cause = "A count is exact: something is left out, or counted twice."
    elif case.typed and near:
        said = f"{entry} is {value}: nearly right, not to the digits asked."
        cause = "Carry more digits, and round at the end to those asked."
    elif case.typed:
        side = "large" if result[k] > truth[k] else "small"
        said = f"{entry} is {value}, which is too {side}."
    else:
        said = f"{entry} is {value}, expected {expected}."
    limit = case.close or case.tolerance * (np.abs(truth).max() or 1.0)
    if truth.size > 1:
        right = int((gap <= limit).sum())
        said += f" It differs most; of {truth.size} entries {right} are right."
    return Finding("differs", said, cause)


def _read(a, b, truth):
    """Both as numbers to be read: rounding beside 0 is 0, without a sign."""
    noise = 1e-9 * np.abs(truth).max()
    return (0.0 if abs(x) <= noise else float(x) for x in (a, b))


def _number(value):
    return f"{value:.6g}"


def _numbers(a, b):
    """Both with so many digits that they read differently."""
    digits = next((n for n in (6, 9, 12) if f"{a:.{n}g}" != f"{b:.{n}g}"), 17)
    return f"{a:.{digits}g}", f"{b:.{digits}g}"


def _not_finite(what, result, origin):
    kind = "NaN" if np.isnan(result).any() else "infinity"
    first = np.argwhere(~np.isfinite(result))[0]
    at = f" at [{', '.join(map(str, first))}]" if first.size else ""
    said = f"{what} contains {kind}{at}."
    if origin:
        return Finding(
            "not-finite", f"{said} First seen: {origin}.", _why(origin)
        )
    return Finding("not-finite", said, "Print each factor of the formula.")


def _why(origin):
    if "overflow" in origin:
        return (
            "A number above 1.8e308 arose there, as exp(710) does. Make the "
            "exponent smaller before exp, for instance by the largest entry."
        )
    if "divide by zero" in origin:
        return "A divisor or the argument of a logarithm is 0 there."
    return "An operation such as 0 · inf, inf - inf or 0 / 0 arose there."


def _other(what, result, truth, case, loose):
    for name, array in case.others.items():
        if np.shape(array) == truth.shape and equal(result, array, loose):
            return Finding(
                f"other:{name}",
                f"{what} is {name}.",
                f"Compare what {what} stands for in the task.",
            )
    return None


def _moved(what, result, truth, case, loose):
    """The right numbers in other places, or all off by one number."""
    if truth.size < 2:
        return None
    if (
        truth.ndim == 2
        and truth.shape[0] == truth.shape[1]
        and equal(result, truth.T, loose)
    ):
        return Finding(
            "transposed",
            f"{what} has the right numbers with rows and columns exchanged.",
            "It is the transpose of what belongs there.",
        )
    if equal(result, truth[::-1], loose):
        return Finding(
            "reversed",
            f"{what} has the right entries in reverse order.",
            "Read from its end, it is right.",
        )
    gap = result - truth
    if equal(gap, np.full_like(gap, gap.flat[0]), loose) and truth.size > 2:
        return Finding(
            "shifted",
            f"Every entry of {what} is off by {gap.flat[0]:.6g}.",
            "One number is added to all of it. Is it a bias, or a term of "
            "a sum?",
        )
    if equal(np.sort(result, None), np.sort(truth, None), loose):
        k = int(np.argmax(~np.isclose(result, truth).ravel()))
        return Finding(
            "order",
            f"{what} has the right numbers in another order. The first in "
            f"a wrong place is {_number(result.flat[k])}.",
            "Compare the order with the one that the task asks for.",
        )
    return None


def _partly(what, result, truth, case, loose):
    """Right in one row, one column, or one region, and nowhere else."""
    limit = max(EXACT * np.abs(truth).max(initial=0.0), loose)
    right = np.abs(result - truth) <= limit
    if not right.any():
        return None
    for name, mask in case.masks.items():
        if np.shape(mask) == truth.shape and np.array_equal(right, mask):
            return Finding(
                f"only:{name}",
                f"{what} is right exactly where {name}.",
                f"Elsewhere another rule holds: look at an entry where not "
                f"{name}.",
            )
    if truth.ndim == 2 and len(truth) > 1:
        rows = right.all(axis=1)
        if rows.sum() == 1 and right[~rows].sum() == 0:
            k = int(np.flatnonzero(rows)[0])
            cause = "What is done with this row must be done with every row."
            return Finding(
                "one-row",
                f"{what} is right in row {k} alone.",
                cause if k in (0, len(truth) - 1) else "",
            )
    return None
