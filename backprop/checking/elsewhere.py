"""A second look, at other parameters: some mistakes hide where a gain is 1.

One random direction for each array says whether its gradient is still
right there. An array that moves nothing at first, as B = 0 behind it or a
factor alpha = 0 may cause, is asked there entry by entry.
"""

from dataclasses import replace

import numpy as np

from .sorting import A_COPY, NO_GRADIENT, moves
from .verdicts import judge

MOVED = (0.3, 0.03, 0.003)  # of the parameters' own size: the first that goes
TOLERANCE = 1e-6
COARSE = 1e-4  # an eps above it loses a step of h


@np.errstate(all="ignore")
def look_elsewhere(report, subject, found, arrays, terms, rng, h, claims_of,
                   chosen):  # fmt: skip
    """Turn verdicts to wrong where the moved parameters show it.

    chosen(x): flat indices of the entries to ask, or None for all.
    """
    asleep = {n: found.arrays[n] for n in found.asleep}
    moved = {n: p for n, p in found.arrays.items()
             if n in arrays or n in asleep and _trained(found, n)}  # fmt: skip
    if not moved or any(v.verdict == "wrong" for v in report.values()):
        return
    kept = {name: found.kept[name] for name in moved}
    why = "Y or a gradient is not finite there"
    for size in MOVED:
        try:
            _move(found, moved, kept, size, rng)
            claims = claims_of()
            if np.isfinite(terms()).all() and all(
                np.isfinite(claims[n]).all() for n in arrays
            ):
                _ask(report, subject, found, arrays, terms, rng, h, claims,
                     chosen)  # fmt: skip
                return
        except Exception as error:  # outside of where the layer is defined
            why = f"{type(error).__name__}: {error}"
        finally:
            for name, p in moved.items():
                p[...] = kept[name]
            found.keep()
    report.notes.append(
        "right at these parameters; where they are moved at random they "
        f"could not be asked ({why.strip()})"
    )
    for name in asleep:
        if found.claimed.get(name) is not None:
            report.unchecked[name] = (
                A_COPY if np.any(found.claimed[name])
                else "it moves nothing at these parameters"
            )  # fmt: skip


def _trained(found, name):
    return found.claimed.get(name) is not None


def _move(found, moved, kept, size, rng):
    for name, p in moved.items():
        spread = np.sqrt(np.mean(kept[name].astype(np.float64) ** 2)) or 1.0
        p += size * spread * rng.normal(size=p.shape).astype(p.dtype)
    found.keep()


def _ask(report, subject, found, arrays, terms, rng, h, claims, chosen):
    unsure = {}
    for name, x in arrays.items():
        if np.finfo(x.dtype).eps > COARSE:
            continue
        v = along(terms, x, claims[name], rng, h)
        first = report[name]
        if v is None:
            continue
        if v.verdict == "wrong":
            report[name] = replace(
                first, verdict="wrong", elsewhere=True,
                claimed=v.claimed, measured=v.measured, error=v.error,
            )  # fmt: skip
        elif not np.any(first.claims) and not np.nanmax(
            np.abs(first.differences), initial=0.0
        ) and name in found.arrays:  # fmt: skip
            _woken(report, name, x, terms, claims, h, chosen)
        elif v.verdict == "unresolved" and first.verdict == "agrees":
            unsure[name] = v.says
    Ys = subject.run()
    for name in found.asleep:
        p, claim = found.arrays[name], claims.get(name)
        if moves(subject, found, name, Ys):
            if claim is not None:
                _woken(report, name, p, terms, claims, h, chosen)
            elif found.is_constant(name):
                report.notes.append(f"{name} was taken for a constant")
            else:
                report.unchecked[name] = NO_GRADIENT
        elif claim is not None and np.any(claim):
            report.unchecked[name] = A_COPY
    for why in dict.fromkeys(unsure.values()):
        names = ", ".join(n for n, w in unsure.items() if w == why)
        report.notes.append(
            f"right at these parameters; where they are moved at random, "
            f"a direction through {names} could not tell: {why}"
        )


def _woken(report, name, x, terms, claims, h, chosen):
    """All entries of an array that moved nothing where it was."""
    if np.size(claims[name]) != x.size:
        report.unchecked[name] = (
            f"its gradient has shape {np.shape(claims[name])}, expected "
            f"{x.shape}"
        )
        return
    claim = np.asarray(claims[name], float).reshape(x.shape)
    v = judge(terms, x, claim, h, TOLERANCE, chosen=chosen(x))
    if v.verdict == "zero" and name in report:
        return
    says = v.says
    if v.verdict == "agrees":
        says = "0 here; right where the parameters are moved at random"
    report[name] = replace(v, says=says, elsewhere=v.verdict == "wrong")


def along(terms, x, claim, rng, h):
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
