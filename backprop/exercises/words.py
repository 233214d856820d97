"""An answer in words: texts, True or False, and tuples of them."""

from .forms import Finding, form
from .plain import Opaque


def word(name, result, truth):
    """The finding on a text, a truth value or a tuple of them."""
    if isinstance(truth, str) and isinstance(result, str):
        alike = result.strip().casefold() == truth.strip().casefold()
    else:
        alike = _equal(result, truth)
    if hasattr(result, "tolist") and isinstance(truth, tuple):
        alike = tuple(result.tolist()) == truth
    if alike:
        return None
    if isinstance(result, Opaque):
        return form(name, result, truth, None)
    if isinstance(result, str) and not isinstance(truth, str):
        return Finding(
            "quoted",
            f"{name}: {result[:40]!r} is a text.",
            "Write it without quotation marks: they make a text of it.",
        )
    shown = repr(result.tolist() if hasattr(result, "tolist") else result)
    shown = shown if len(shown) < 80 else shown[:79] + "…"
    return Finding("not-so", f"{name}: {shown} is not right.")


def _equal(result, truth):
    if isinstance(truth, tuple) and isinstance(result, tuple):
        return len(result) == len(truth) and all(map(_equal, result, truth))
    if isinstance(truth, int) and isinstance(result, float):
        return result == truth and not isinstance(truth, bool)
    return type(result) is type(truth) and bool(result == truth)
