"""Entries of different examples, nudged together: two forwards for all.

Where examples do not touch one another, each row of Y tells of its own
nudge. That they do not is no assumption: the steps are random, so that
what another row moves would not fit the claims by chance. One entry that
does not fit, and each of these entries is asked alone. Nothing is accused
from here.
"""

from itertools import pairwise

import numpy as np

from .slopes import ROUNDINGS, rounding_of, total

TRIES = 4  # columns without success before it is given up


def rows_of(x, Ys):
    """Where each output's terms lie in Σ, or None without examples."""
    n = len(x) if x.ndim else 0
    if n < 2 or any(Y.ndim == 0 or len(Y) != n or not Y.size for Y in Ys):
        return None
    ends = np.cumsum([0, *(Y.size for Y in Ys)])
    return [slice(a, b) for a, b in pairwise(ends)]


def together(terms, x, h, claimed, scale, bent, rows):
    """Yield (index, slopes, uncertainties) of the columns that agree.

    scale, bent: as in slope. rows: from rows_of.
    """
    rng, failed, passed = np.random.default_rng(0), 0, 0
    here, n = terms(), len(x)

    def by_row(values):
        parts = [values[each].reshape(n, -1) for each in rows]
        return sum(part.sum(1, dtype=np.float64) for part in parts)

    size = np.abs(here)
    ulps = by_row(size) + ROUNDINGS * np.sqrt(by_row(size**2))
    noise = ulps * np.finfo(here.dtype).eps
    for place in np.ndindex(x.shape[1:]):
        i, kept = (slice(None), *place), x[(slice(None), *place)].copy()
        step = h * np.maximum(1.0, np.abs(kept)) * rng.uniform(0.7, 1, n)
        step *= rng.choice((-1, 1), n)
        try:
            x[i] = kept + step
            high, right = x[i].astype(np.float64), terms()
            x[i] = kept - step
            wide, left = high - x[i], terms()
        finally:
            x[i] = kept
        moved, claim = by_row(right - left), claimed[i]
        found = moved / wide
        bend = np.abs(by_row(right + left - 2 * here)) * 2 / np.abs(wide)
        rounding = noise / np.abs(step)
        # What the smallest entry may err: any row may hold its leak.
        sizes = np.fmax(np.abs(claim), np.abs(found))
        near = min(scale, 0.01 * sizes.min())
        fits = np.abs(claim - found) <= np.fmax(rounding, near)
        fits &= (rounding <= scale) & (bend <= bent)
        # Leaks too small for one row's eyes add up to something here.
        gap = abs(total(right - left) - float(claim @ wide))
        allowed = max(2 * rounding_of(here), near * np.abs(wide).max())
        if fits.all() and gap <= allowed:
            passed += 1
            yield i, found, rounding
        else:
            failed += 1
        if failed >= TRIES and failed > passed:
            return
