"""7.5: eight checks on paper; which of them pass?"""

import numpy as np

from ...layers import sigmoid, softmax
from ..parts import typed_parts
from ..record import Exercise, Verdict, Wrong

BOUND = 1e-6
_RNG = np.random.default_rng(5)
_X, _DY = _RNG.normal(size=(2, 3, 4))
_KINK = np.where(_X == _X[0, 0], 3e-6, _X)


def _relu(X):
    return np.maximum(X, 0)


def _tanh_back(X, dY):
    return dY * (1 - np.tanh(X) ** 2)


def _tanh_wrong(X, dY):
    return dY * (1 - np.tanh(X))


def _passes(f, backward, X=_X, dY=_DY, h=1e-5, *, down=True, dtype=float):
    """Is no entry of dX off by more than BOUND from its measurement?"""
    X, dY, h = X.astype(dtype), dY.astype(dtype), dtype(h)
    claimed, worst = backward(X, dY), 0.0
    for i in np.ndindex(X.shape):
        nudge = np.zeros_like(X)
        nudge[i] = h
        low = X - nudge if down else X
        rise = (f(X + nudge) * dY).sum() - (f(low) * dY).sum()
        measured = rise / (2 * h if down else h)
        worst = max(worst, abs(float(claimed[i]) - float(measured)))
    return bool(worst <= BOUND)


_RIGHT = (np.tanh, _tanh_back)
CORE = {  # {text: (right?, does the check pass?)}
    "tanh; float32": (True, _passes(*_RIGHT, dtype=np.float32)),
    "tanh; the difference to the right, (Q(x + h) - Q(x)) / h": (
        True,
        _passes(*_RIGHT, down=False),
    ),
    "ReLU, one x is 0.000003": (
        True,
        _passes(_relu, lambda X, dY: dY * (X > 0), _KINK),
    ),
    "softmax with dX = 0 always; every dY is 1": (
        False,
        _passes(softmax, lambda X, dY: 0 * dY, dY=np.ones((3, 4))),
    ),
    "sigmoid with dX = dY Y; every x lies between -50 and -40": (
        False,
        _passes(sigmoid, lambda X, dY: dY * sigmoid(X), -45 + _X),
    ),
}
MORE = {
    "tanh; h = 0.1": (True, _passes(*_RIGHT, h=0.1)),
    "tanh; h = 1e-13": (True, _passes(*_RIGHT, h=1e-13)),
    "tanh": (True, _passes(*_RIGHT)),
    "tanh with dX = dY (1 - Y); every x is 0": (
        False,
        _passes(np.tanh, _tanh_wrong, 0 * _X),
    ),
    "tanh with dX = 2 dY (1 - Y²); every dY is about 1e-9": (
        False,
        _passes(np.tanh, lambda X, dY: 2 * _tanh_back(X, dY), dY=1e-9 * _DY),
    ),
    "tanh with dX = dY (1 - Y)": (False, _passes(np.tanh, _tanh_wrong)),
}
CHECKS = CORE | MORE


def draw(rng):
    texts = [*CORE, *rng.choice(list(MORE), size=3, replace=False)]
    order = rng.permutation(texts)
    return dict(zip("ABCDEFGH", map(str, order), strict=True))


def truth(**checks):
    return {name: CHECKS[text][1] for name, text in checks.items()}


def judge(cases, outcomes):
    expect = cases[0].expect[0]
    result = typed_parts(outcomes[0], expect)
    if result is None:
        return None
    result = [x == 1 if _is_bit(x) else x for x in result.values()]
    if not all(isinstance(x, bool) for x in result):
        return Verdict(
            False,
            "Each part is True or False; one of yours is not.",
            "True stands for: this check passes.",
            "kind",
        )
    right = sum(map(bool.__eq__, result, expect.values()))
    if right == len(expect):
        return Verdict(True)
    return Verdict(
        False,
        f"{right} of {len(expect)} are right.",
        "For each one ask two questions. How far is the measurement from "
        "the true slope? Does the wrong line differ from the right one at "
        "these numbers?",
        "some-wrong",
    )


def _is_bit(x):
    return isinstance(x, bool | int | float) and x in (0, 1)


def _as_believed(belief):
    """The answer of one who believes it of (text, right, passes)."""
    return lambda **checks: tuple(
        belief(text, *CHECKS[text]) for text in checks.values()
    )


INSTRUMENT = Exercise(
    id="7.5",
    title="Eight checks, before they run",
    kind="predict",
    objective="7c",
    points=2,
    minutes=20,
    takes="(A, B, C, D, E, F, G, H), each True or False",
    section="07-museum#The instrument",
    draw=draw,
    truth=truth,
    judge=judge,
    mistakes=(
        Wrong(
            "right-passes",
            _as_believed(lambda text, right, passes: right),
            "You took the check for the truth. It passes a wrong line where "
            "that agrees with the right one, and fails a right line where "
            "the measurement is poor.",
        ),
        Wrong(
            "no-false-alarms",
            _as_believed(lambda text, right, passes: right or passes),
            "A right line can fail. Rounding, a step too long, a difference "
            "to one side, and a kink within h all spoil the measurement.",
        ),
        Wrong(
            "wrong-is-caught",
            _as_believed(lambda text, right, passes: right and passes),
            "A wrong line can pass. At some x and some dY it gives what the "
            "right one gives, to within the bound.",
            section="07-museum#What it cannot see",
        ),
        Wrong(
            "ones-are-enough",
            _as_believed(
                lambda t, right, passes: passes and "dY is 1" not in t
            ),
            "The outputs of softmax add up to 1. With every dY equal to 1 "
            "the true gradient is 0, so dX = 0 is right there.",
        ),
        Wrong(
            "float32-is-enough",
            _as_believed(lambda t, right, passes: passes or "float32" in t),
            "In float32 Q is known to 7 digits. Divided by 2h = 2e-5, an "
            "error of 1e-7 becomes one of 5e-3.",
        ),
        Wrong(
            "one-side-is-enough",
            _as_believed(
                lambda t, right, passes: passes or "to the right" in t
            ),
            "The difference to one side is off by about ½ h times the second "
            "derivative. With h = 1e-5 that is some 1e-6, above the bound.",
        ),
        Wrong(
            "kink-passes",
            _as_believed(lambda t, right, passes: passes or "ReLU" in t),
            "The kink lies between x - h and x + h. The measured slope mixes "
            "0 and 1, and neither is within the bound.",
        ),
    ),
)
