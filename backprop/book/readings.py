"""What a gradient check says of the exhibits of the museum, chapter 7.

Each is checked at a point with nothing special about it.
"""

from collections import Counter
from functools import cache

import numpy as np

from ..checking import (
    GradientCheckError,
    check_loss,
    gradient_check,
    numerical_gradient,
)
from ..mistakes import MISTAKES

NAMES = {"0.W": "W1", "0.b": "b1", "2.W": "W2", "2.b": "b2"}
FACTORS = {7: "×N", 1 / 7: "×1/N", -1: "×−1", 1: "no penalty"}


def sample(name, strength):
    """(program, X, t) at a point with nothing special about it: 7 rows."""
    mistake, rng = MISTAKES[name], np.random.default_rng(0)
    program = mistake.program(*mistake.sizes(4, 6, 3), rng, strength=strength)
    for p in program.net.params().values():
        if p.ndim == 1 and "init" not in mistake.parts:
            p[:] = rng.normal(0.0, 0.3, p.shape)
    return program, rng.normal(0.5, 1.0, (7, 4)), rng.integers(0, 3, 7)


def factor(used, measured):
    """c, where used = c · measured in every entry; None if there is none."""
    c = (used * measured).sum() / (measured**2).sum()
    error = np.abs(used - c * measured).max()
    return float(c) if error < 1e-6 * np.abs(used).max() else None


def used_and_measured(name):
    """{array: (gradient that one step used, central differences)}."""
    program, X, t = sample(name, 0.0)
    _, used = program.gradients(X, t)
    return {
        NAMES[key]: (
            used[key],
            numerical_gradient(lambda p: program.objective(X, t), p),
        )
        for key, p in program.net.params().items()
    }


@cache
def pattern(name):
    """What a check of a step says of W1, b1, W2 and b2, in a word each.

    The verdict is taken with a penalty of strength 0.01, the factor with
    none, which would hide it.
    """
    program, X, t = sample(name, 0.01)
    verdicts = [v.verdict for v in program.check(X, t).values()]
    pairs = used_and_measured(name).values()
    return tuple(map(_reading, verdicts, pairs))


def _reading(verdict, pair):
    if verdict != "wrong":
        return {"agrees": "·", "unresolved": "0"}[verdict]
    c = factor(*pair)
    near = [k for k in FACTORS if c is not None and abs(c - k) < 1e-6]
    return FACTORS[near[0]] if near else "wrong"


def fails(name):
    """The arrays that fail, and by what factor, in a few words."""
    cells = [
        f"{array} {cell.replace('wrong', '')}".strip()
        for array, cell in zip(NAMES.values(), pattern(name), strict=True)
        if cell not in "·0"
    ]
    return ", ".join(cells) or "nothing"


def failing(check, *args):
    """The arrays that a check calls wrong, as text; or a point."""
    try:
        report = check(*args)
    except GradientCheckError as error:
        report = error.report
    names = [name for name, v in report.items() if v.verdict == "wrong"]
    return "d" + ", d".join(names) if names else "·"


def apart(name):
    """What fails in the activation, the second layer and the loss alone."""
    program, X, t = sample(name, 0.0)
    first, activation, second, *_ = program.net.layers
    rng, Z = np.random.default_rng(0), first.forward(X)
    A = activation.forward(Z)
    return (
        failing(gradient_check, activation, Z, rng),
        failing(gradient_check, second, A, rng),
        failing(check_loss, program.loss, second.forward(A), t),
    )


def verdicts(program, X, t):
    """{verdict: how many of the four arrays} of a check of one step."""
    found = [v.verdict for v in program.check(X, t).values()]
    return dict(Counter("unresolved" if v == "zero" else v for v in found))


def dead(program, X):
    """How many hidden units are off for every row."""
    return int((program.net.layers[0].forward(X).max(axis=0) <= 0).sum())
