"""What no gradient check sees: who may depend on whom.

A layer that reads the future, another example, or a place that is masked
has right gradients of the wrong function. Change what must not matter, and
see whether anything moves.
"""

import numpy as np

from .probe import Probe


def check_causal(layer, X, rng, *, tolerance=1e-9):
    """A later input must not move an earlier output.

    X has shape (N, T, ...), floats or whole numbers (tokens), and the
    layer's Y = forward(X) has shape (N, T, ...). For each time t the inputs
    from t on are drawn anew; the outputs before t must stay, to `tolerance`
    of the largest output. It reads forward alone, and says nothing of
    gradients.

    Returns a Report that is True; raises GradientCheckError with the two
    times when an output moves, ValueError for fewer than two times, or for
    a layer of which no output moves at all.
    """
    probe = Probe(layer, X, rng, "check_causal", tolerance)
    times = probe.times()
    moves = False
    for t in range(1, times):
        for changed in probe.others():
            now = probe.X.copy()
            now[:, t:] = changed[:, t:]
            gap = probe.gap(now)
            moves = moves or bool((gap[:, t:] > 0).any())
            probe.still(
                gap[:, :t], "the output at {1} moves when the inputs from "
                f"time {t} on change", ("example", "time"),
            )  # fmt: skip
    return probe.report(moves, "no later input moves an earlier output")


def check_rows(layer, X, rng, *, tolerance=1e-9):
    """An example must not move another example's output.

    X has shape (N, ...), N >= 2, and Y = forward(X) too. One example after
    the other is drawn anew, and the outputs of all others must stay; then
    the examples are permuted, and the outputs must permute alike. A batch
    norm in training fails, as it should.

    Returns a Report that is True; raises GradientCheckError when an output
    moves, ValueError for one example alone, or when no output moves at all.
    """
    probe = Probe(layer, X, rng, "check_rows", tolerance)
    N = len(probe.X)
    if N < 2:
        raise ValueError(f"check_rows expects X with N >= 2, got {N}")
    moves = False
    for n in range(N):
        for changed in probe.others():
            now = probe.X.copy()
            now[n] = changed[n]
            gap = probe.gap(now)
            moves = moves or bool((gap[n] > 0).any())
            gap[n] = 0.0
            probe.still(
                gap, f"the output of {{0}} moves when example {n} changes",
                ("example",),
            )  # fmt: skip
    order = np.roll(np.arange(N), 1)
    probe.still(
        probe.gap(probe.X[order], probe.Y[order]),
        "the output of {0} is another when the examples change places",
        ("place",),
    )
    return probe.report(moves, "no example moves another's output")


def check_mask(layer, X, mask, rng, *, tolerance=1e-9):
    """An input at a masked place must not move an output elsewhere.

    X has shape (N, T, ...); mask has shape (N, T), True at real places and
    False at those to be ignored, and is passed on: forward(X, mask=mask).
    The ignored inputs are drawn anew, and all outputs at real places must
    stay. An output of shape (N, ...) without times must stay as a whole.

    Returns a Report that is True; raises GradientCheckError when an output
    moves, ValueError for a mask of another shape, or one that masks nothing
    or all, or when no output depends on real inputs; TypeError for a mask
    that is not boolean.
    """
    mask = np.asarray(mask)
    if mask.dtype != bool:
        raise TypeError(f"mask must be boolean, got dtype {mask.dtype}")
    shape = np.shape(X)
    if mask.shape != shape[: mask.ndim] or mask.ndim < 1:
        raise ValueError(
            f"mask must have the shape {shape[:2]} of X's places, got "
            f"{mask.shape}"
        )
    if mask.all() or not mask.any():
        raise ValueError(
            "mask must be False somewhere and True somewhere, got "
            f"{'True' if mask.all() else 'False'} everywhere"
        )
    probe = Probe(layer, X, rng, "check_mask", tolerance, mask=mask)
    timed = probe.Y.shape[: mask.ndim] == mask.shape
    moves = False
    for changed in probe.others():
        now = probe.X.copy()
        now[~mask] = changed[~mask]
        gap = probe.gap(now)
        if timed:
            gap[~mask] = 0.0
        probe.still(
            gap, "the output of {0} moves when a masked input changes",
            ("example", "time") if timed and mask.ndim > 1 else ("example",),
        )  # fmt: skip
        now = probe.X.copy()
        now[mask] = changed[mask]
        moves = moves or bool((probe.gap(now) > 0).any())
    return probe.report(moves, "no masked input moves an output")
