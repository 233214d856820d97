"""Updates that are no plain gradient step, and are no mistake either."""

from dataclasses import replace

import numpy as np

from .signs import only_signs

CLOSE = 1e-5
FEW = 3  # entries: fewer are a multiple of anything
ROUND = 1e-5  # how near to 1, .5 or 5 the size of a clipped update is
HIDES = (
    ": a factor common to all entries cannot be told from it; check with the "
    "clip switched off, or with data so small that it does nothing"
)


def recognised(report, kept, known=None):
    """The report, with what is no plain gradient step named.

    kept: {name: the parameters}, for a decay of the weights; known: how
    well each update is known. Clipped entry by entry, the entries that are
    not clipped show whether the gradient is right. Of one clipped or
    normalised by its norm only the direction is left, and of Adam's first
    step the signs: unresolved, with what to do.
    """
    bad = [n for n, v in report.items() if v.verdict == "wrong"]
    if not bad or any(v.of < v.claims.size for v in report.values()):
        return report
    used = {n: np.asarray(v.claims, float) for n, v in report.items()}
    true = {n: v.differences for n, v in report.items()}
    if not all(np.isfinite(a).all() for a in (*used.values(), *true.values())):
        return report
    near = {n: CLOSE * np.abs(u).max(initial=0.0)
            + 4 * np.max((known or {}).get(n, 0.0), initial=0.0)
            for n, u in used.items()}  # fmt: skip
    hidden = _whole(used, true, near) or _each(used, true, bad, near)
    hidden = hidden + HIDES if hidden else only_signs(used, true, kept, near)
    if hidden:
        return resolve(report, dict.fromkeys(bad, "unresolved"), hidden)
    shown = _entries(used, true, bad, near)
    if shown:
        return resolve(report, *shown)
    decay = _decay(used, true, kept, bad, near)
    for name in bad if decay else ():
        report[name] = replace(report[name], says=decay)
    return report


def resolve(report, verdicts, said):
    """The report with {name: verdict}, and why."""
    for name, verdict in verdicts.items():
        report[name] = replace(
            report[name], verdict=verdict, wrong=0, says=said
        )
    if "agrees" in verdicts.values():
        report.notes.append(said)
    return report


def _factor(u, g, near):
    """c where u = c g with one c > 0, or None."""
    square = float(np.vdot(g, g))
    c = float(np.vdot(u, g)) / square if square else 0.0
    fits = c > 0 and np.abs(u - c * g).max(initial=0.0) <= near
    return c if fits else None


def _whole(used, true, near):
    u = np.concatenate([a.ravel() for a in used.values()])
    g = np.concatenate([a.ravel() for a in true.values()])
    c = _factor(u, g, max(near.values()))
    if c is None or abs(c - 1) < CLOSE or u.size < FEW:
        return ""
    size = _clipped(u, c)
    if not size:
        return ""
    return (
        f"the update is {c:.3g} times the gradient in every array, and has "
        f"the norm {size}: clipped or normalised as a whole"
    )


def _each(used, true, bad, near):
    sizes = set()
    for n in bad:
        c = _factor(used[n], true[n], near[n])
        size = "" if c is None else _clipped(used[n], c)
        if not size:
            return ""
        sizes.add(size)
    # A short array is a multiple of anything: a longer one must vouch.
    if max(used[n].size for n in bad) < FEW or len(sizes) > 1:
        return ""
    return (
        f"the update of {', '.join(bad)} is a multiple of the gradient, with "
        f"the norm {sizes.pop()}: clipped or normalised, each array by itself"
    )


def _clipped(u, c):
    """The round norm to which c made u smaller, or 1 of any c, as text."""
    size = rounded(np.linalg.norm(u))
    return size if c < 1 or size == "1" else ""


def _entries(used, true, bad, near):
    size = max(np.abs(used[n]).max(initial=0.0) for n in bad)
    if not rounded(size):
        return None
    verdicts = {}
    for n in bad:
        gap = used[n] - np.clip(true[n], -size, size)
        if np.abs(gap).max() > near[n]:
            return None
        u = np.abs(used[n])
        free = (u < size - 10 * near[n]) & (u > 10 * near[n])
        verdicts[n] = "agrees" if free.any() else "unresolved"
    if "agrees" not in verdicts.values():
        return None
    said = f"the gradient is clipped at {rounded(size)}, entry by entry"
    if "unresolved" in verdicts.values():
        dark = [n for n, v in verdicts.items() if v == "unresolved"]
        said += f", in {', '.join(dark)} in every entry" + HIDES
    return verdicts, said


def _decay(used, true, kept, bad, near):
    """A multiple of the parameter itself, more than the loss contains."""
    for sign in (1.0, -1.0):
        factors = {}
        for n in bad:
            more = sign * (used[n] - true[n])
            factors[n] = _factor(more, kept[n].astype(float), near[n])
        if None in factors.values():
            continue
        # One number is some multiple of any other.
        sure = [c for n, c in factors.items() if kept[n].size >= FEW]
        if any(min((abs(c - s) for s in sure), default=c) > 1e-3 * c
               for c in factors.values()):  # fmt: skip
            continue
        if sign > 0:
            return (
                f"it has {sure[0]:.3g} times the parameter more than the loss "
                "says: a weight decay that loss() leaves out"
            )
        return (
            f"it lacks {sure[0]:.3g} times the parameter: a penalty on the "
            "weights that loss() has and step() leaves out"
        )
    return ""


def rounded(size):
    """A number of two digits at most, as text, or "" if it is none."""
    if not size or not np.isfinite(size):
        return ""
    short = float(f"{size:.2g}")
    return f"{short:g}" if abs(size - short) <= ROUND * short else ""
