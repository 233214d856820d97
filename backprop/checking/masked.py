"""Places that are masked: nothing elsewhere may depend on them."""

import numpy as np

from .asking import Question


def check_mask(layer, X, mask, rng, *, times=None, tolerance=1e-9):
    """An input at a masked place must not move an output elsewhere.

    X has shape (N, T, ...); mask has shape (N, T), True at real places and
    False at those to be ignored, and is passed on: forward(X, mask=mask).
    The ignored inputs are drawn anew, and all outputs at real places must
    stay. An output of shape (N, ...) without times must stay as a whole;
    times says whether Y has them, where that cannot be seen.

    Returns a Report that is True; raises GradientCheckError when an output
    moves, ValueError for a mask of another shape, or one that masks nothing
    or all, or when no output depends on real inputs; TypeError for a mask
    that is not boolean; and otherwise as check_causal.
    """
    mask = _boolean(mask, np.shape(X))
    probe = Question(layer, X, rng, "check_mask", tolerance, mask=mask)
    timed, sure = _timed(probe, mask, times)
    moves = False
    for changed in probe.others():
        now = probe.X.copy()
        now[~mask] = changed[~mask]
        gap = probe.gap(now)
        there = gap[~mask] if timed else gap[:0]
        if not sure and (there > tolerance * np.abs(probe.Y).max()).any():
            raise ValueError(
                f"check_mask expects to know what Y of shape {gap.shape} "
                f"holds, got a second axis as long as X's {mask.shape[1]} "
                "times, and outputs that move there: say times=True, or "
                "times=False if they are features"
            )
        if timed:
            gap[~mask] = 0.0
        probe.still(
            gap, "the output of {0} moves when a masked input changes",
            ("example", "time") if timed else ("example",),
        )  # fmt: skip
        now = probe.X.copy()
        now[mask] = changed[mask]
        moves = moves or bool((probe.gap(now) > 0).any())
    return probe.report(
        moves, f"no masked input moves an output: {(~mask).sum()} were tried"
    )


def _boolean(mask, shape):
    """The mask as an array of shape (N, T), True somewhere, False too."""
    mask = np.asarray(mask)
    if mask.dtype != bool:
        raise TypeError(f"mask must be boolean, got dtype {mask.dtype}")
    if len(shape) < 2:
        raise ValueError(
            f"check_mask expects X of shape (N, T, ...), got {shape}"
        )
    if mask.shape != shape[:2]:
        raise ValueError(
            f"mask must have the shape {shape[:2]} of X's places, got "
            f"{mask.shape}{_remedy(mask.shape, shape)}"
        )
    if mask.all() or not mask.any():
        raise ValueError(
            "mask must be False somewhere and True somewhere, got "
            f"{'True' if mask.all() else 'False'} everywhere"
        )
    return mask


def _remedy(got, shape):
    if got == shape[:1]:
        return ": whole examples are the question of check_rows"
    if got == shape[1:2]:
        return f": np.broadcast_to(mask, {shape[:2]}) masks each example so"
    if len(got) > 2 and got[:2] == shape[:2]:
        return (
            ": one place is real or not as a whole; a forward that takes a "
            "mask of this shape is asked by lambda X, mask: layer.forward(X, "
            "mask=np.broadcast_to(mask[..., None], X.shape))"
        )
    return ""


def _timed(probe, mask, times):
    """(does Y have times, is that sure). Fewer times show it, if it runs."""
    Y, X = probe.Y.shape, probe.X.shape
    if times and Y[:2] != mask.shape:
        raise ValueError(
            f"times=True expects Y of shape {mask.shape} + ..., got {Y}"
        )
    if times is not None or Y[:2] != mask.shape:
        return bool(times), True
    fewer = probe.shape_of(probe.X[:, :-1], mask=mask[:, :-1])
    if fewer and len(fewer) == len(Y) and fewer[1] in (Y[1], Y[1] - 1):
        return fewer[1] != Y[1], True
    floats = probe.tokens is None
    return True, len(Y) > 2 or (floats and len(Y) == len(X))
