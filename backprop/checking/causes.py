"""Why a measurement cannot tell: each cause by its name."""

import numpy as np

from .slopes import nudged, rounding_of, slope, total

# h and tolerance that float32 allows, the strictest first.
COARSER = ((1e-3, 1e-4), (3e-3, 1e-3), (1e-2, 1e-3), (1e-2, 1e-2))
LARGE = (1e-2, 1.0, 100.0)  # steps that leave a flat place, if it ends
SOME = 30  # entries that are asked again, at most


def is_zero(terms, x, claims):
    """Are all claims 0, and does f read x, and yet no step moves it?

    So it is with a bias in front of a batch norm, or the bias of
    attention's keys: the sums move by rounding alone.
    """
    here = terms()
    noise, read = rounding_of(here), False
    if here.dtype == np.float16:
        return False  # its rounding hides all
    if not np.abs(claims).max(initial=0.0) <= 100 * noise:
        return False
    v = np.random.default_rng(0).normal(size=x.shape).astype(x.dtype)
    kept = x.copy()
    try:
        for step in LARGE:
            for side in (step, -step):
                x[...] = kept + side * v
                there = terms()
                moved = total(np.abs(there - here))
                if not moved <= 100 * (1 + step) * noise:
                    return False
                read = read or moved > 0
    except (ValueError, ArithmeticError, IndexError):
        return False
    finally:
        x[...] = kept
    return read


def why_unresolved(terms, x, claimed, i, h):
    """One clause on the entry i, which decides."""
    here = terms()
    noise = rounding_of(here)
    found, spread, rounding = slope(terms, x, i, h, here, noise)
    if not np.any(claimed) and not found:
        return (
            "zero on both sides here: saturation or scale, a unit that is "
            "off, or a minimum"
        )
    largest = np.unravel_index(np.argmax(np.abs(claimed)), x.shape)
    if np.float16 in (here.dtype, x.dtype):
        return "float16 inside: expected float64 for the check, .astype(float)"
    single = _float32(terms, x, largest, claimed, here)
    works = _coarser(terms, x, claimed, here, noise, h)
    remedy = f"; h={works[0]:g}, tolerance={works[1]:g} agree" if works else ""
    if single:
        return "float32 inside" + remedy
    if not np.isfinite(found):
        return "a nudge of h leaves the domain, or is lost in x's dtype"
    step = h * max(1.0, abs(float(x[i])))
    kinked = _kinked(terms, x, i, step, noise)
    if kinked and spread > 2 * rounding:
        return "a kink within h"
    if spread > 2 * rounding:
        return "it bends within h: take a smaller h"
    return "saturation or scale: what it moves is lost in rounding" + remedy


def _kinked(terms, x, i, step, noise):
    """Does the slope change at one place between x - step and x + step?

    Where f bends evenly, all second differences are alike; at a kink one
    of them, or two neighbours, have nearly all.
    """
    kept, values = x[i], []
    try:
        for s in np.linspace(-step, step, 17):
            x[i] = kept + s
            values.append(total(terms()))
    finally:
        x[i] = kept
    bends = np.abs(np.diff(values, 2))
    most = (bends[1:] + bends[:-1]).max()
    return bends.sum() > 50 * noise and most > 0.7 * bends.sum()


def _float32(terms, x, i, claimed, here):
    """Is a nudge swallowed that float64 would show?"""
    if here.dtype == np.float32 or x.dtype == np.float32:
        return True
    step = 1e-9 * max(1.0, abs(float(x[i])))
    if abs(claimed[i]) * step < 4 * rounding_of(here):
        return False
    (right, left), _ = nudged(terms, x, i, step)
    return np.array_equal(right, left)


def _coarser(terms, x, claimed, here, noise, h):
    """The first (h, tolerance) of COARSER at which all agrees, or None."""
    scale = np.abs(claimed[np.isfinite(claimed)]).max(initial=0.0)
    some = np.argsort(-np.abs(claimed), axis=None)[:SOME]
    places = [np.unravel_index(k, x.shape) for k in some]
    for larger, tolerance in COARSER:
        if larger > h and all(
            _within(terms, x, i, larger, here, noise, claimed[i])
            <= tolerance * scale
            for i in places
        ):
            return larger, tolerance
    return None


def _within(terms, x, i, h, here, noise, claim):
    """How far the claim may be from the slope at h."""
    found, known_to, _ = slope(terms, x, i, h, here, noise)
    gap = max(abs(found - float(claim)), known_to)
    return gap if np.isfinite(gap) else np.inf
