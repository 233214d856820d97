"""Updates of which the gradient's signs are left: Adam's first step."""

import numpy as np

FEW = 3  # sizes, or fewer, are explained by anything
WITHIN = 1e-2  # of an update: how well it fits one size for all
# Sizes of a first step that one number may have: Adam's and the sign's own,
# and RMSProp's with .9, .99 and .999.
USUAL = (1.0, 10**0.5, 10.0, 1000**0.5)
SIGNS = (
    "the update has the gradient's sign and one size for all entries{}, as "
    "Adam's first step, RMSProp's, or the sign alone: no more can be told "
    "from it; check a plain step of descent"
)


@np.errstate(all="ignore")
def only_signs(used, true, kept, near):
    """What is said of such an update, or "".

    Where an epsilon stands below, |u| = |g| / (a |g| + e); with decay of
    the weights a multiple of the parameter comes on top, or inside.
    """
    u, g, p = (
        np.concatenate([np.asarray(a[n], float).ravel() for n in used])
        for a in (used, true, kept)
    )
    largest = np.abs(g).max(initial=0.0)
    clear = np.abs(g) > 1e-4 * largest
    if not largest or not np.any(u):
        return ""
    u, g, p = u[clear], g[clear], p[clear]
    if _different(g) <= FEW:
        size = np.abs(u).max()
        usual = any(abs(size - s) <= 1e-3 * s for s in USUAL)
        one = np.allclose(u, size * np.sign(g), WITHIN)
        return SIGNS.format("") if usual and one else ""
    if _saturates(u, g):
        return SIGNS.format("")
    if _different(p) > FEW and _decoupled(u, g, p):
        return SIGNS.format(", and a decay of the weights (AdamW)")
    size = np.abs(u).max()
    if np.allclose(np.abs(u), size, WITHIN) and _coupled(u, g, p):
        return SIGNS.format(", once a decay of the weights is added")
    return ""


def _different(values):
    """How many sizes there are: two numbers fit a line through any two."""
    return len(np.unique(np.round(np.log10(np.abs(values)), 1)))


def _saturates(u, g):
    """|u| = |g| / (a |g| + e), or the same with squares; a |g| prevails."""
    if not (np.sign(u) == np.sign(g)).all():
        return False
    for power in (1, 2):
        lines = np.stack([np.ones(len(g)), np.abs(g) ** -power], axis=1)
        inverse = np.abs(u) ** -power
        (a, e), *_ = np.linalg.lstsq(
            lines / inverse[:, None], np.ones(len(g)), rcond=None
        )
        fits = np.allclose(lines @ (a, e), inverse, power * WITHIN)
        if fits and a > 0 and a >= max(e, 0) * np.abs(g).max() ** -power:
            return True
    return False


def _decoupled(u, g, p):
    lines = np.stack([np.sign(g), p], axis=1)
    (size, decay), *_ = np.linalg.lstsq(lines, u, rcond=None)
    gap = np.abs(lines @ (size, decay) - u).max()
    return size > 0 and decay > 0 and gap <= WITHIN * size


def _coupled(u, g, p):
    """Is there one c in (0, 1) for which sign(u) = sign(g + c p)?"""
    side = np.sign(u) * p
    bound = -np.sign(u) * g / side
    low = max(0.0, bound[side > 0].max(initial=0.0))
    high = bound[side < 0].min(initial=1.0)
    stuck = (side == 0) & (np.sign(u) != np.sign(g))
    return low < high and not stuck.any()
