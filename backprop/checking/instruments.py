"""What no gradient check sees: who may depend on whom.

A layer that reads the future, another example, or a place that is masked
has right gradients of the wrong function. Change what must not matter, and
see whether anything moves.
"""

import numpy as np

from .asking import Question


def check_causal(layer, X, rng, *, tolerance=1e-9):
    """A later input must not move an earlier output.

    X has shape (N, T, ...), floats or whole numbers (tokens), and the
    layer's Y = forward(X) has shape (N, T, ...). For each time t the inputs
    from t on are drawn anew; the outputs before t must stay, to `tolerance`
    of the largest output. It reads forward alone, of a layer or a function
    of X, and says nothing of gradients. Every call starts from the same
    state and the same random numbers. Of tokens also those are tried that X
    has none of, up to the first that forward refuses.

    Returns a Report that is True; raises GradientCheckError with the two
    times when an output moves, ValueError for fewer than two times, for a
    layer of which no output moves at all, or where random numbers are out
    of reach; TypeError for a forward that wants more than X.
    """
    probe = Question(layer, X, rng, "check_causal", tolerance)
    times = probe.times()
    moves = False
    for t in range(1, times):
        for changed in probe.others(times - 1):
            now = probe.X.copy()
            now[:, t:] = changed[:, t:]
            gap = probe.gap(now)
            moves = moves or bool((gap[:, t:] > 0).any())
            probe.still(
                gap[:, :t], "the output at {1} moves when the inputs from "
                f"time {t} on change", ("example", "time"),
            )  # fmt: skip
    return probe.report(
        moves,
        f"no later input moves an earlier output: {times} times were tried",
    )


def check_rows(layer, X, rng, *, tolerance=1e-9):
    """An example must not move another example's output.

    X has shape (N, ...), N >= 2, and Y = forward(X) too. One example after
    the other is drawn anew, and the outputs of all others must stay; then
    the examples are permuted, and the outputs must permute alike (not where
    forward draws random numbers, which stay in their places: the report
    says so). A batch norm in training fails, as it should.

    Returns a Report that is True; raises GradientCheckError when an output
    moves, ValueError for one example alone, or when no output moves at all,
    and otherwise as check_causal.
    """
    probe = Question(layer, X, rng, "check_rows", tolerance)
    N = len(probe.X)
    if N < 2:
        raise ValueError(f"check_rows expects X with N >= 2, got {N}")
    moves = False
    for n in range(N):
        for changed in probe.others(N):
            now = probe.X.copy()
            now[n] = changed[n]
            gap = probe.gap(now)
            moves = moves or bool((gap[n] > 0).any())
            gap[n] = 0.0
            probe.still(
                gap, f"the output of {{0}} moves when example {n} changes",
                ("example",),
            )  # fmt: skip
    if probe.drew:
        probe.notes.append(
            "forward draws random numbers, the same ones here in every call: "
            "whether the places of the examples matter was not asked; switch "
            "the drawing off to ask it"
        )
    else:
        order = np.roll(np.arange(N), 1)
        probe.still(
            probe.gap(probe.X[order], probe.Y[order]),
            "the output of {0} is another when the examples change places "
            "(so it is where forward sets a seed of its own)",
            ("place",),
        )
    return probe.report(
        moves, f"no example moves another's output: {N} were tried"
    )
