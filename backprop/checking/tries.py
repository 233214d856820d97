"""One measurement after another, where one h cannot tell of all arrays."""

from .compare import measured
from .report import Report

# h and tolerance for float32, tried in this order; a kink within one h may
# lie outside the next.
SINGLE = ((2e-3, 1e-2), (5e-4, 1e-2), (8e-3, 1e-2), (3e-2, 2e-2))


def tries(h, tolerance, usual):
    if h is None and tolerance is None:
        return usual
    return ((h or usual[0][0], tolerance or usual[0][1]),)


def first(pairs, *args, **named):
    """The report at the first (h, tolerance) that can tell of all."""
    report = None
    for h, tolerance in pairs:
        found = measured(*args, h, tolerance, **named)
        report = found if report is None else _better(report, found)
        if all(v.verdict in ("agrees", "zero") for v in report.values()):
            break
    return report


def _better(old, new):
    """Of each array the verdict that can tell; agreeing comes first."""
    order = {"agrees": 0, "zero": 1, "wrong": 2, "unresolved": 3}
    best = {
        n: min(old[n], new[n], key=lambda v: order[v.verdict]) for n in old
    }
    tolerance = max(old.tolerance, new.tolerance)
    return Report(best, tolerance, old.notes, old.unchecked)
