"""An answer's parts by name: one rule for tuple, list, array and dict."""

import numpy as np

from .forms import Finding, form
from .plain import Opaque, a_kind


def parts_of(result, names, keyed=False):
    """{name: part} of a result that has a part for each name, or None.

    In a dict a key may be written in other letters, or with "the" before
    it, and there may be more keys. keyed: only a dict will do.
    """
    names = list(names)
    if isinstance(result, dict):
        return _by_key(result, names)
    if keyed:
        return None
    if len(names) == 1:
        return {names[0]: result}
    if isinstance(result, np.ndarray) and result.shape[:1] == (len(names),):
        result = tuple(result.tolist() if result.ndim == 1 else result)
    if isinstance(result, tuple) and len(result) == len(names):
        return dict(zip(names, result, strict=True))
    return None


def typed_parts(outcome, names):
    """parts_of what was typed in, or None if nothing such was."""
    if outcome.kind or len(outcome.results) != 1:
        return None
    return parts_of(outcome.results[0], names)


def _by_key(result, names):
    found = {_bare(key): part for key, part in result.items()}
    if all(_bare(name) in found for name in names):
        return {name: found[_bare(name)] for name in names}
    return None


def _bare(key):
    words = str(key).casefold().replace("_", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def not_parts(result, expect, keyed=False):
    """The Finding on a result that has not these parts."""
    names = list(expect)
    if result is None or result is ...:
        return form("the result", None, (0,) * len(names), None)
    listed = ", ".join(names)
    if keyed:
        return Finding(
            "no-dict",
            f"Expected a dict with the keys {listed}, got {_got(result)}.",
            "Each result is found by its name: keep the names as keys. "
            "{k: ... for k in ...} makes such a dict.",
        )
    expected = f"{len(names)} results, ({listed})"
    cause = "Return them together, in this order, with commas between."
    if len(names) == 1:
        expected = f"one result, {listed}"
        cause = "Return it alone, as the task describes it."
    elif isinstance(result, tuple) and len(_opened(result)) == len(names):
        cause = (
            "Some of yours stand in a tuple of their own. Return all of them "
            "in one row, with commas and without brackets inside."
        )
    elif isinstance(result, dict):
        cause = "A dict needs these very keys."
    elif _joined(result, expect):
        each = np.size(next(iter(expect.values())))
        cause = f"You made one row of all numbers. Give {len(names)} lists "
        cause += f"of {each}, in this order, with commas between."
    elif isinstance(result, Opaque) and result.kind == "generator":
        cause = "A function with yield returns a generator: use return."
    return Finding("count", f"Expected {expected}, got {_got(result)}.", cause)


def _opened(result):
    """The parts, those of an inner tuple in its place."""
    return [
        part
        for one in result
        for part in (one if isinstance(one, tuple) else (one,))
    ]


def _joined(result, expect):
    """Are the parts, all of one length, written in one row?"""
    if not isinstance(expect, dict) or not isinstance(result, np.ndarray):
        return False  # the names alone are known of backward functions
    sizes = {np.shape(part) for part in expect.values()}
    if len(sizes) != 1 or () in sizes:
        return False
    all_of_them = sum(np.size(part) for part in expect.values())
    return result.shape == (all_of_them,)


def _got(result):
    if isinstance(result, dict):
        return f"a dict with the keys {sorted(result)}"[:120]
    if isinstance(result, tuple):
        return f"{len(result)}"
    if isinstance(result, Opaque):
        return f"{a_kind(result.kind)}"
    if isinstance(result, np.ndarray):
        return f"one array of shape {result.shape}"
    return repr(result)[:60]
