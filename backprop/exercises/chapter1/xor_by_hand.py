"""1.5: nine numbers that solve XOR; any such nine will do."""

import numpy as np

from ...data import xor
from ..plain import Opaque
from ..record import Exercise, Verdict, Wrong

LEAST, MOST = 0.6, 0.4  # of the answers 1 and of the answers 0
POINTS = ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)")
SECTION = "01-forward-pass#Move the points"


def draw(rng):
    """The four points; the same for every seed."""
    X, t = xor()
    return {"X": X, "t": t}


def truth(X, t):
    """Nine of many: hidden units that add, and count twos double."""
    return {"the list": np.array([1.0, 1, 1, 1, 0, -1, 1, -2, 0])}


def judge(cases, outcomes):
    """By the four outputs of the net that the nine numbers make."""
    if outcomes[0].kind:
        return None
    nine = _flat(outcomes[0].results[0])
    if nine is None:
        return None
    if len(nine) != 9:
        return Verdict(
            False,
            f"Expected nine numbers, got {len(nine)}.",
            "Four for W1, two for b1, two for w2, and one for b2.",
            "count",
        )
    if not np.all(np.abs(nine) < 1e100):
        said = "The nine numbers should be finite, and less than 1e100."
        return Verdict(False, said, "Small whole numbers do.", "not-finite")
    z = _outputs(nine)
    bad = [k for k in range(4) if not _good(k, z[k])]
    if not bad:
        return Verdict(True)
    id = _mistake(nine, z, bad)
    seen = "; ".join(
        f"{POINTS[k]} gives {z[k]:.4g}, should be at "
        + (f"least {LEAST}" if k in (1, 2) else f"most {MOST}")
        for k in bad
    )
    return Verdict(False, f"{seen}.", _CAUSES[id], id, SECTION)


def _flat(thing):
    """All numbers of nested lists in a row, or None."""
    if thing is None or isinstance(thing, str | bool | dict | Opaque):
        return None
    if isinstance(thing, tuple):
        parts = [_flat(part) for part in thing]
        if not parts or any(part is None for part in parts):
            return None
        return np.concatenate(parts)
    try:
        return np.ravel(np.asarray(thing, dtype=float))
    except (TypeError, ValueError, OverflowError):
        return None


def _net(nine):
    return nine[:4].reshape(2, 2), nine[4:6], nine[6:8], nine[8]


def _outputs(nine):
    """The output at each of the four points."""
    W1, b1, w2, b2 = _net(nine)
    with np.errstate(all="ignore"):
        return np.maximum(xor()[0] @ W1 + b1, 0) @ w2 + b2


def _good(k, z):
    slack = 1e-9  # of rounding
    return z >= LEAST - slack if k in (1, 2) else z <= MOST + slack


def _mistake(nine, z, bad):
    """The id of what is wrong with these nine numbers."""
    exchanged = _outputs(nine[[0, 2, 1, 3, 4, 5, 6, 7, 8]])
    if all(_good(k, exchanged[k]) for k in range(4)):
        return "columns-first"
    if min(z[1], z[2]) > max(z[0], z[3]):
        return "apart"
    if max(z[1], z[2]) < min(z[0], z[3]):
        return "reversed"
    W1, b1, _, _ = _net(nine)
    Z1 = xor()[0] @ W1 + b1
    if np.all((Z1 >= 0).all(axis=0) | (Z1 <= 0).all(axis=0)):
        return "never-bends"
    if bad == [3] and z[3] >= LEAST:
        return "or"
    if bad == [1, 2, 3] and z[3] >= LEAST and max(z[1], z[2]) <= MOST:
        return "and"
    if bad in ([1], [2]):
        return "one-side"
    return "points"


_CAUSES = {
    "apart": "Both outputs for the answer 1 lie above both for the answer 0, "
    "so the hidden layer does its work. But 0.5 does not lie well between "
    "them: shift all four outputs, or stretch them.",
    "or": "These nine numbers say “at least one input is 1”, which is OR. "
    "At (1, 1) the output must come down again: a unit that is on only "
    "there can take enough away.",
    "never-bends": "At the four points no hidden unit goes from negative to "
    "positive. A ReLU that stays on one side does not bend, and a net "
    "without a bend is one linear layer. A negative bias lets it bend.",
    "columns-first": "With W1[0, 1] and W1[1, 0] exchanged these numbers "
    "solve it. W1 is read row by row, and W1[i, j] leads from input i to "
    "hidden unit j.",
    "one-side": "Three points are right. By symmetry, what your units do for "
    "one of (0, 1) and (1, 0) must be done for the other too.",
    "reversed": "The outputs tell the two groups apart, with the high ones "
    "where the inputs are equal. Turn the sign of the last layer, then look "
    "at its bias.",
    "and": "These nine numbers say “both inputs are 1”, which is AND. The "
    "output must rise for one input, and fall again for the second.",
    "points": "Write the hidden activations (a1, a2) of each of the four "
    "points beside its output. Points with the same a cannot be told apart.",
}
_EXAMPLES = {
    "apart": (1, -1, -1, 1, 0, 0, 1, 1, -0.5),
    "or": (1, 1, 1, 1, 0, -1, 1, -1, 0),
    "never-bends": (1, 1, 1, 1, 0, 0, 1, -2, 0),
    "columns-first": (1, 1, 2, 2, 0, -2, 1, -1, 0),
    "one-side": (1, 0, -1, 0, 0, 0, 1, 1, 0),
    "reversed": (1, -1, -1, 1, 0, 0, -1, -1, 1),
    "and": (1, 1, 1, 1, -1, -1, 1, 0, 0),
    "points": (1, -1, 1, -1, 0, 1, 1, 1, 0),
}


def _example(nine):
    return lambda X, t: list(nine)


XOR_BY_HAND = Exercise(
    id="1.5",
    title="Nine numbers for XOR",
    kind="compute",
    objective="1d",
    points=2,
    minutes=10,
    takes="a list of nine numbers: W1 row by row, then b1, w2 and b2",
    section=SECTION,
    draw=draw,
    truth=truth,
    judge=judge,
    mistakes=tuple(
        Wrong(id, _example(_EXAMPLES[id]), _CAUSES[id]) for id in _EXAMPLES
    ),
)
