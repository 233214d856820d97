"""What a measurement says of a claimed gradient: agrees, wrong, or neither."""

from dataclasses import dataclass, field

import numpy as np

from .causes import is_zero, why_unresolved
from .slopes import excluded, measure


@dataclass(frozen=True)
class Verdict:
    """What the check says of one array."""

    verdict: str  # "agrees", "wrong", "unresolved" or "zero"
    error: float  # max|claimed - measured| / largest entry
    uncertainty: float  # of the measurement, on the same scale
    index: tuple  # the entry that decides
    claimed: float
    measured: float
    wrong: int = 0  # how many entries, of `of`
    of: int = 0
    elsewhere: bool = False  # at parameters moved at random
    says: str = ""  # the relation of a wrong array, or why it is unresolved
    claims: np.ndarray = field(default=None, repr=False, compare=False)
    differences: np.ndarray = field(default=None, repr=False, compare=False)


@np.errstate(all="ignore")  # a nudge may leave the domain of a log
def judge(terms, x, claimed, h, tolerance, *, known_to=0.0, chosen=None,
          several=None):  # fmt: skip
    """The Verdict on `claimed` as the gradient of Σ terms() over x.

    terms() returns an array and reads x, a float array that is nudged in
    place and put back. known_to: how well the claim itself is known, where
    it was read off an update. chosen: flat indices, to ask no others.
    several: as in measure.
    """
    grid, spread = measure(terms, x, h, claimed, tolerance, chosen, several)
    asked = np.ones(x.size, bool)
    if chosen is not None:
        asked[:] = False
        asked[chosen] = True
    claims, measured, uncertainty = (
        a.ravel()[asked] for a in (claimed, grid, spread)
    )
    known_to = np.broadcast_to(known_to, x.shape).ravel()[asked]
    uncertainty = uncertainty + known_to
    error = np.abs(claims - measured)
    error[~np.isfinite(claims)] = np.inf
    sizes = np.fmax(np.abs(claims), np.abs(measured))
    scale = sizes[np.isfinite(sizes)].max(initial=0.0)
    places = np.flatnonzero(asked)
    verdict, decisive, says = "unresolved", uncertainty, ""
    if scale and (np.fmax(error, uncertainty) <= tolerance * scale).all():
        verdict, decisive = "agrees", error
    # A small entry among large ones may err by 1 % of itself, not more.
    excess = error - uncertainty - np.fmin(tolerance * scale, 0.01 * sizes)
    for k in np.argsort(-excess):  # NaN, not measured, comes last
        if not excess[k] > 0:
            break
        i = np.unravel_index(places[k], x.shape)
        if excluded(terms, x, i, _fair(claims[k], known_to[k], grid[i]), h):
            verdict, decisive = "wrong", excess
            break
        excess[k], uncertainty[k] = 0.0, error[k]
        verdict, decisive = "unresolved", uncertainty
    k = np.nanargmax(decisive)
    if verdict == "unresolved":
        if (sizes <= uncertainty).all() and is_zero(terms, x, claims):
            verdict = "zero"
        else:
            says = why_unresolved(
                terms, x, claimed, np.unravel_index(places[k], x.shape), h
            )
    return Verdict(
        verdict,
        float(error[k] / scale) if scale else 0.0,
        float(uncertainty[k] / scale) if scale else 0.0,
        tuple(int(i) for i in np.unravel_index(places[k], x.shape)),
        float(claims[k]),
        float(measured[k]),
        int((excess > 0).sum()) if verdict == "wrong" else 0,
        len(places),
        says=says,
        claims=claimed,
        differences=grid,
    )


def _fair(claim, known_to, measured):
    """The claim as near to what was measured as it is known."""
    if known_to and abs(claim - measured) > known_to:
        return claim + np.sign(measured - claim) * known_to
    return claim
