"""6.4: from which starts do two hidden units stay equal for ever?"""

import numpy as np

from ...layers import Linear, Sequential, Tanh
from ...losses import SoftmaxCrossEntropy
from ...training import SGD
from ..parts import typed_parts
from ..record import Exercise, Verdict, Wrong

# inputs 4, hidden units 2, classes 3; column j of W1 leads into unit j
_COLUMN = np.array([[0.3], [-0.2], [0.1], [0.4]])
_OUT = np.array([[0.6, -0.5, 0.2]])
_RANDOM_1 = np.random.default_rng(0).normal(size=(4, 2))
_RANDOM_2 = np.random.default_rng(1).normal(size=(2, 3))
_TWO = np.ones((1, 2))

STARTS = {  # text: (W1, b1, W2)
    "every weight is 0": (np.zeros((4, 2)), (0, 0), np.zeros((2, 3))),
    "W1 is 0.5 everywhere, W2 is random": (
        np.full((4, 2), 0.5),
        (0, 0),
        _RANDOM_2,
    ),
    "W1 is random, W2 is 0.5 everywhere": (
        _RANDOM_1,
        (0, 0),
        np.full((2, 3), 0.5),
    ),
    "the columns of W1 are equal, its rows differ; the rows of W2 are equal": (
        _COLUMN * _TWO,
        (0, 0),
        _TWO.T * _OUT,
    ),
    "the columns of W1 are equal, the rows of W2 are equal, b1 = (0, 0.5)": (
        _COLUMN * _TWO,
        (0, 0.5),
        _TWO.T * _OUT,
    ),
    "the rows of W1 are equal, its columns differ; the rows of W2 are equal": (
        np.ones((4, 1)) * np.array([[0.3, -0.2]]),
        (0, 0),
        _TWO.T * _OUT,
    ),
    "W1 is 0 everywhere, W2 is random": (np.zeros((4, 2)), (0, 0), _RANDOM_2),
}


def draw(rng):
    order = rng.permutation(list(STARTS))
    return dict(zip("ABCDEFG", map(str, order), strict=True))


def truth(**starts):
    return {name: _stay_equal(*STARTS[s]) for name, s in starts.items()}


def _stay_equal(W1, b1, W2, steps=20):
    rng = np.random.default_rng(2)
    X, t = rng.normal(size=(5, 4)), np.array([0, 1, 2, 1, 0])
    first = Linear.from_arrays(W1.copy(), np.array(b1, dtype=float))
    last = Linear.from_arrays(W2.copy(), np.zeros(3))
    net = Sequential(first, Tanh(), last)
    loss, sgd = SoftmaxCrossEntropy(), SGD(0.5)
    for _ in range(steps):
        if np.abs(np.diff(first.W)).max() + abs(np.diff(first.b)[0]) > 1e-9:
            return False
        loss.forward(net.forward(X), t)
        net.backward(loss.backward())
        sgd.step(net.params(), net.grads())
    return True


def judge(cases, outcomes):
    (case,), (outcome,) = cases, outcomes
    truths = case.expect[0]
    found = typed_parts(outcome, truths)
    if not found:
        return None
    for name in truths:
        if not isinstance(found[name], bool | float | int) or (
            found[name] not in (0, 1)  # a list of them becomes numbers
        ):
            return Verdict(
                False,
                f"Each part is True or False; {name} is not.",
                "True stands for: the two units stay equal for ever.",
                "kind",
            )
    right = sum(found[name] == truths[name] for name in truths)
    if right == len(truths):
        return Verdict(True)
    return Verdict(
        False,
        f"{right} of {len(truths)} are right.",
        "Follow one step for each start: are the columns of A equal, are "
        "the columns of dA equal, and so those of dW1?",
        "some-wrong",
    )


def _as_believed(belief):
    """The answer of one who believes it, a function of (W1, b1, W2)."""
    return lambda **starts: tuple(
        bool(belief(*STARTS[text])) for text in starts.values()
    )


def _in(W1, b1):
    return np.array_equal(W1[:, 0], W1[:, 1]) and b1[0] == b1[1]


def _out(W2):
    return np.array_equal(W2[0], W2[1])


SYMMETRY = Exercise(
    id="6.4",
    title="Equal for ever?",
    kind="predict",
    objective="6c",
    points=2,
    minutes=8,
    takes="(A, B, C, D, E, F, G), each True or False",
    section="06-vanishing-exploding#Symmetry: why random at all",
    draw=draw,
    truth=truth,
    judge=judge,
    mistakes=(
        Wrong(
            "incoming-alone",
            _as_believed(lambda W1, b1, W2: _in(W1, b1)),
            "Equal incoming weights alone do not suffice. With different "
            "outgoing weights the two units get different dA, and the first "
            "step parts them.",
        ),
        Wrong(
            "outgoing-alone",
            _as_believed(lambda W1, b1, W2: _out(W2)),
            "Equal outgoing weights alone do not suffice. Units with "
            "different incoming weights or biases are different already, "
            "and their slopes f'(z) differ too.",
        ),
        Wrong(
            "either",
            _as_believed(lambda W1, b1, W2: _in(W1, b1) or _out(W2)),
            "Two conditions must hold together: equal incoming weights and "
            "biases, and equal outgoing weights. You took one of them as "
            "enough.",
        ),
        Wrong(
            "only-zeros",
            _as_believed(lambda W1, b1, W2: not W1.any() and not W2.any()),
            "Zero is not special. What counts is that column 0 and column 1 "
            "of W1 agree, and row 0 and row 1 of W2. Within a column the "
            "entries may differ.",
        ),
        Wrong(
            "rows-for-columns",
            _as_believed(
                lambda W1, b1, W2: (
                    (W1 == W1[0]).all() and b1[0] == b1[1] and _out(W2)
                )
            ),
            "The weights into unit j are column j of W1, those out of it are "
            "row j of W2. You compared the rows of W1, which belong to the "
            "inputs.",
        ),
        Wrong(
            "biases-forgotten",
            _as_believed(
                lambda W1, b1, W2: (
                    np.array_equal(W1[:, 0], W1[:, 1]) and _out(W2)
                )
            ),
            "The bias belongs to the incoming numbers. With different "
            "biases the units have different z from the start.",
        ),
        Wrong(
            "opposite",
            _as_believed(lambda W1, b1, W2: not (_in(W1, b1) and _out(W2))),
            "True stands for units that stay equal, False for units that "
            "differ. You answered the opposite question.",
            "None of the seven is right.",
        ),
    ),
)
