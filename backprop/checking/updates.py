"""Updates that are no plain gradient step, and are no mistake either."""

from dataclasses import replace

import numpy as np

CLOSE = 1e-5
FEW = 3  # entries: fewer are a multiple of anything
ROUND = 1e-5  # how near to 1, .5 or 5 the size of a clipped update is


def recognised(report, kept):
    """The report, with clipped and normalised updates named.

    kept: {name: the parameters}, for a decay of the weights. An update
    that is a positive multiple of the gradient agrees if it was clipped
    to a round norm, or normalised to 1. Where only signs are left of the
    gradient, its size cannot be told: unresolved.
    """
    bad = [n for n, v in report.items() if v.verdict == "wrong"]
    if not bad or any(v.of < v.claims.size for v in report.values()):
        return report
    used = {n: np.asarray(v.claims, float) for n, v in report.items()}
    true = {n: v.differences for n, v in report.items()}
    if not all(np.isfinite(a).all() for a in (*used.values(), *true.values())):
        return report
    said = (
        _whole(used, true)
        or _each(used, true, bad)
        or _entries(used, true, bad)
    )
    signs = "" if said else _signs(used, true)
    if said or signs:
        verdict = "agrees" if said else "unresolved"
        for name in bad:
            report[name] = replace(
                report[name], verdict=verdict, wrong=0, says=said or signs
            )
        report.notes.append(said or signs)
        return report
    decay = _decay(used, true, kept, bad)
    if decay:
        for name in bad:
            report[name] = replace(report[name], says=decay)
    return report


def _factor(u, g):
    """c where u = c g with one c > 0, or None."""
    square = float(np.vdot(g, g))
    c = float(np.vdot(u, g)) / square if square else 0.0
    largest = np.abs(u).max(initial=0.0)
    fits = c > 0 and np.abs(u - c * g).max(initial=0.0) <= CLOSE * largest
    return c if fits else None


def _whole(used, true):
    u = np.concatenate([a.ravel() for a in used.values()])
    c = _factor(u, np.concatenate([a.ravel() for a in true.values()]))
    if c is None or abs(c - 1) < CLOSE:
        return ""
    size = _clipped(u, c)
    if not size:
        return ""
    return (
        f"the update is {c:.3g} times the gradient in every array, and has "
        f"the norm {size}: clipped or normalised as a whole"
    )


def _each(used, true, bad):
    for n in bad:
        c = _factor(used[n], true[n])
        if c is None or not _clipped(used[n], c):
            return ""
    return (
        f"the update of {', '.join(bad)} is a multiple of the gradient, with "
        "a norm that is a round number: clipped or normalised, each array "
        "by itself"
    )


def _clipped(u, c):
    """The round norm to which c made u smaller, or 1 of any c, as text."""
    size = _round(np.linalg.norm(u))
    return size if u.size >= FEW and (c < 1 or size == "1") else ""


def _signs(used, true):
    size = max(np.abs(u).max(initial=0.0) for u in used.values())
    if not _round(size) or not size:
        return ""
    for n, u in used.items():
        clear = np.abs(true[n]) > 1e-4 * np.abs(true[n]).max(initial=0.0)
        if not np.allclose(u[clear], size * np.sign(true[n][clear]), 1e-2):
            return ""
    return (
        "the update has the gradient's sign and one size for all entries, as "
        "Adam's first step, RMSProp's, or the sign alone: no more can be told "
        "from it; check a plain step"
    )


def _entries(used, true, bad):
    size = max(np.abs(used[n]).max(initial=0.0) for n in bad)
    clear = sum(np.count_nonzero(np.abs(used[n]) < size) for n in bad)
    if not _round(size) or not clear:
        return ""
    for n in bad:
        gap = used[n] - np.clip(true[n], -size, size)
        if np.abs(gap).max() > CLOSE * size:
            return ""
    return f"the gradient is clipped at {_round(size)}, entry by entry"


def _decay(used, true, kept, bad):
    """A multiple of the parameter itself, more than the loss contains."""
    for n in bad:
        c = _factor(used[n] - true[n], kept[n].astype(float))
        if c is None or not np.abs(kept[n]).max():
            return ""
    return (
        f"it has {c:.3g} times the parameter more than the loss says: a "
        "weight decay that loss() leaves out"
    )


def _round(size):
    """A number of two digits at most, as text, or "" if it is none."""
    if not size or not np.isfinite(size):
        return ""
    near = float(f"{size:.2g}")
    return f"{near:g}" if abs(size - near) <= ROUND * near else ""
