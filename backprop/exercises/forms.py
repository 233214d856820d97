"""Is a result of the right kind: type, shape, dtype, finite?

form returns a Finding, or None if all is well.
"""

import re

import numpy as np

from ..checking.factors import Finding
from .kinds import kind, said_of


def form(what, result, truth, case):
    """The finding on kind and shape, or None: then it is an array."""
    return (
        kind(what, result, truth)
        or _shape(what, np.asarray(result), np.asarray(truth), case)
        or _dtype(what, np.asarray(result))
    )


def _shape(what, result, truth, case):
    if result.shape == truth.shape:
        return None
    said = (
        f"{what} has the shape {result.shape}, expected {truth.shape}."
        if result.shape and truth.shape
        else f"{what} should be {said_of(truth)}, got {said_of(result)}."
    )
    if truth.ndim == 0 and result.size == 1:
        return Finding(
            "extra-axis",
            f"{what} should be a number, got a list or an array that holds "
            "one.",
            "Return the number itself, without brackets [ ] around it.",
        )
    if result.shape == truth.shape[::-1]:
        return Finding(
            "transposed-shape",
            said,
            f"It is the transpose of what belongs there: rows and columns "
            f"of {what} are exchanged.",
        )
    if result.size == truth.size and np.squeeze(result).shape == (
        np.squeeze(truth).shape
    ):
        return Finding(
            "extra-axis",
            said,
            "An axis of length 1 is one too many, or missing. A sum over an "
            "axis drops it; keepdims=True keeps it.",
        )
    if result.ndim == truth.ndim + 1 and result.shape[1:] == truth.shape:
        if np.allclose(result.sum(axis=0), truth):
            return Finding(
                "batch-sum-missing",
                said,
                f"There is one {what} for each row. Their sum over the rows, "
                "axis=0, belongs here.",
            )
    if (
        truth.ndim == 1
        and result.ndim == 2
        and result.shape == truth.shape * 2
    ):
        return Finding(
            "broadcast",
            said,
            "A column (n, 1) and a row (n,) make an array (n, n) when they "
            "are added or multiplied. Give both the shape (n,).",
        )
    if truth.ndim == 0:
        return Finding(
            "not-one-number",
            said,
            "One number belongs here, not one for each entry.",
        )
    if case and case.typed and not _a_number_a_row(result, truth, case):
        return _typed(what, result, truth)
    if result.ndim == 0:
        return Finding(
            "one-number",
            said,
            f"{truth.size} numbers belong here. A sum or mean without axis= "
            "makes one of all, and so does @ between two arrays of one axis.",
        )
    if _a_number_a_row(result, truth, case):
        return Finding(
            "wrong-axis",
            said,
            f"{what} has a number for each row. A sum or mean over the rows "
            "goes along axis=0. In a transposed array, such as X.T, they lie "
            "along axis=1.",
        )
    if result.ndim < truth.ndim:
        return Finding("axis-lost", said, _lost(result, truth, case))
    if result.ndim > truth.ndim:
        return Finding(
            "not-added",
            said,
            "* multiplies entry by entry; the product that adds is @. "
            f"Which axis has {what} not, and what adds along it?",
        )
    return Finding(
        "shape",
        said,
        f"Write the shape beside each array of the line that makes {what}. "
        "@ adds along the inner axis. If entry is to multiply entry, write "
        "*: it keeps the shape.",
    )


def _typed(what, result, truth):
    """Of numbers that are typed in: no line of code has made the shape."""
    if truth.ndim == 1:
        wanted = f"{truth.size} numbers"
        said = f"{what} has the shape {result.shape}, expected {truth.shape}."
        if result.ndim == 0:
            said = f"{what} should be {wanted}, got {said_of(result)}."
        elif result.ndim == 1:
            count = f"{result.size} entr{'y' if result.size == 1 else 'ies'}"
            said = f"{what} has {count}, expected {truth.size}."
        cause = f"{wanted} belong here, in one list, in the order of the task."
        return Finding("shape", said, cause)
    return Finding(
        "shape",
        f"{what} has the shape {result.shape}, expected {truth.shape}.",
        f"{len(truth)} rows belong here, with {truth[0].size} numbers in "
        "each: a list of lists.",
    )


def _a_number_a_row(result, truth, case):
    if case is None or truth.ndim != 1 or not result.ndim:
        return False
    if result.size != len(result):
        return False
    rows = [n for k, n in case.sizes.items() if "row" in k][:1]
    shapes = [array.shape for array in case.arrays]
    return [result.size] == rows or (result.size, truth.size) in shapes


def _lost(result, truth, case):
    """How an axis was lost: by np.max, by an index, or else."""
    alike = [a for a in case.arrays if a.shape == truth.shape] if case else []
    for array in alike:
        if any(
            np.array_equal(result, array.max(axis=k))
            for k in range(array.ndim)
        ):
            return (
                "np.max takes the largest along an axis; np.maximum compares "
                "entry by entry."
            )
    if result.ndim == 1 and len(result) not in truth.shape:
        if any(len(result) == np.sum(array > 0) for array in alike):
            return (
                "Indexing with a mask picks entries out, and the shape is "
                "lost. Multiply by the mask: it keeps all, some as 0."
            )
    return "A sum, mean or maximum removed an axis too many, or an index did."


def _dtype(what, result):
    if result.dtype.kind in "fiu":
        return None
    return Finding(
        "dtype",
        f"{what} has the dtype {result.dtype}, expected numbers.",
        "A comparison gives True and False. Multiply by it, or use np.where.",
    )


def capital(sentence):
    """The sentence, whose first word may be that of a result's name."""
    if re.match("(the|its|an) |a (?!is |has |should |and )", sentence):
        return sentence[0].upper() + sentence[1:]
    return sentence
