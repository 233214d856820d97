"""A second look, at other parameters: some mistakes hide where a gain is 1.

One random direction for each array says whether its gradient is still
right there. It only accuses; what passes has passed already.
"""

from dataclasses import replace

import numpy as np

from .verdicts import judge

MOVED = 0.3  # of the parameters' own size
TOLERANCE = 1e-6


@np.errstate(all="ignore")
def look_elsewhere(report, subject, found, arrays, terms, rng, h, claims_of):
    """Turn verdicts to wrong where the moved parameters show it."""
    moved = {n: p for n, p in found.arrays.items() if n in arrays}
    if not moved or any(v.verdict == "wrong" for v in report.values()):
        return
    kept = {name: found.kept[name] for name in moved}
    try:
        for name, p in moved.items():
            size = np.sqrt(np.mean(p.astype(np.float64) ** 2)) or 1.0
            p += MOVED * size * rng.normal(size=p.shape).astype(p.dtype)
            found.kept[name] = p.copy()
        claims = claims_of()
        if not np.isfinite(terms()).all():
            return
        for name, x in arrays.items():
            v = _along(terms, x, claims[name], rng, h)
            if v is not None and v.verdict == "wrong":
                report[name] = replace(
                    report[name], verdict="wrong", elsewhere=True,
                    claimed=v.claimed, measured=v.measured, error=v.error,
                )  # fmt: skip
    except (ValueError, ArithmeticError, IndexError):
        return  # outside of where the layer is defined
    finally:
        for name, p in moved.items():
            p[...] = kept[name]
            found.kept[name] = kept[name]


def _along(terms, x, claim, rng, h):
    """The Verdict on Σ claim · v, for one random direction v."""
    v = rng.normal(size=x.shape)
    if np.size(claim) != x.size or not np.isfinite(claim).all():
        return None
    claim = np.asarray(claim, dtype=np.float64).reshape(x.shape)
    s, here = np.zeros(1), x.copy()

    def stepped():
        x[...] = here + s[0] * v
        return terms()

    try:
        return judge(stepped, s, np.array([(claim * v).sum()]), h, TOLERANCE)
    finally:
        x[...] = here
