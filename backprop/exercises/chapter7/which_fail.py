"""7.1: five wrong lines; which parameters fail a gradient check?"""

import numpy as np

from ...checking import numerical_gradient
from ...layers import softmax
from ..parts import typed_parts
from ..record import Exercise, Verdict, Wrong
from .answers import text_of

NAMES = ("W1", "b1", "W2", "b2")
ALL = "W1 b1 W2 b2"
LINES = (  # one of each is drawn; {what the line does: its key}
    {
        "dZ2 is P - T, without / N": "sum",
        "dZ2 is T - P, divided by N": "sign",
    },
    {
        "dZ1 is dH, without the factor (Z1 > 0)": "slope",
        "dH is dZ2 @ W2.T, with W2 already updated": "soon",
        "dH is -dZ2 @ W2.T": "minus",
    },
    {
        "db2 is dZ2.mean(axis=0)": "db2",
        "dW2 is H.T @ dZ2 / N, although dZ2 has its 1/N": "dW2",
    },
    {
        "the loss has ½ s Σ W² too, the gradients do not": "penalty",
        "dW1 is X.T @ dH": "dW1",
        "db1 is dZ1.mean(axis=0)": "db1",
    },
    {
        "dW1 is added to, with += for =; it starts at 0": "add",
        "P is exp(Z2) / Σ exp(Z2), with nothing subtracted": "exp",
    },
)
KEYS = {text: key for slot in LINES for text, key in slot.items()}


def draw(rng):
    texts = [str(rng.choice(list(slot))) for slot in LINES]
    return dict(zip("ABCDE", map(str, rng.permutation(texts)), strict=True))


def truth(**lines):
    return {name: _fails(KEYS[text]) for name, text in lines.items()}


def _fails(key):
    """Which of the four gradients differ from differences of the loss."""
    rng = np.random.default_rng(4)
    X, t = rng.normal(size=(6, 4)), np.array([0, 1, 2, 2, 1, 0])
    shapes = [(4, 5), (5,), (5, 3), (3,)]
    p = [rng.normal(size=shape) for shape in shapes]
    strength = 0.1 if key == "penalty" else 0.0

    def loss(_):
        P = softmax(np.maximum(X @ p[0] + p[1], 0) @ p[2] + p[3])
        penalty = strength / 2 * ((p[0] ** 2).sum() + (p[2] ** 2).sum())
        return penalty - np.log(P[np.arange(6), t]).mean()

    claimed = _gradients(key, X, t, *p)
    bad = [
        name
        for name, claim, array in zip(NAMES, claimed, p, strict=True)
        if np.abs(claim - numerical_gradient(loss, array)).max() > 1e-6
    ]
    return " ".join(bad) or "none"


def _gradients(key, X, t, W1, b1, W2, b2):
    """(dW1, db1, dW2, db2), with this one wrong line."""
    N, Z1 = len(X), X @ W1 + b1
    H = np.maximum(Z1, 0)
    P, T = softmax(H @ W2 + b2), np.eye(3)[t]
    dZ2 = {"sum": P - T, "sign": (T - P) / N}.get(key, (P - T) / N)
    dW2, db2 = H.T @ dZ2, dZ2.sum(axis=0)
    if key == "db2":
        db2 = dZ2.mean(axis=0)
    if key == "dW2":
        dW2 = dW2 / N
    dH = dZ2 @ (W2 - 0.1 * dW2 if key == "soon" else W2).T
    if key == "minus":
        dH = -dH
    dZ1 = dH if key == "slope" else dH * (Z1 > 0)
    dW1 = X.T @ (dH if key == "dW1" else dZ1)
    db1 = dZ1.mean(axis=0) if key == "db1" else dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


def judge(cases, outcomes):
    expect = cases[0].expect[0]
    result = typed_parts(outcomes[0], expect)
    texts = {name: text_of(part) for name, part in (result or {}).items()}
    if not texts or None in texts.values():
        return None
    found = {name: _set(text) for name, text in texts.items()}
    for name, names in found.items():
        if not names or not names <= {"w1", "b1", "w2", "b2", "none"}:
            return Verdict(
                False,
                f"{name} is no list of parameters.",
                'Write names with spaces between, as "W1 b1", or "none".',
                "not-names",
            )
    right = [name for name in expect if found[name] == _set(expect[name])]
    if len(right) == len(expect):
        return Verdict(True)
    return Verdict(
        False,
        f"{len(right)} of {len(expect)} are right.",
        "For each line write down which gradients are computed from its "
        "result, directly or by way of others. Those fail, and no others.",
        "some-wrong",
    )


def _set(text):
    text = text.casefold().replace("all", ALL.casefold())
    return set(text.replace(",", " ").split())


def _as_believed(**belief):
    """Answers that are right but for the lines with these keys."""

    def answer(**lines):
        true = truth(**lines)
        return tuple(
            belief.get(KEYS[text], true[name]) for name, text in lines.items()
        )

    return answer


WHICH_FAIL = Exercise(
    id="7.1",
    title="Which parameters fail",
    kind="predict",
    objective="7a",
    points=2,
    minutes=10,
    takes='(A, B, C, D, E), each such as "W1 b1" or "none"',
    section="07-museum#Which parameters fail",
    draw=draw,
    truth=truth,
    judge=judge,
    mistakes=(
        Wrong(
            "all-below-it",
            _as_believed(db2="W1 b1 b2", dW2="W1 b1 W2"),
            "Nothing is computed from db2 or dW2. dH comes from dZ2, so a "
            "wrong sum at the end of a branch spoils its own array alone.",
        ),
        Wrong(
            "all-above-it",
            _as_believed(slope=ALL, soon=ALL, minus=ALL),
            "On the way back, dW2 and db2 are computed before dH. A mistake "
            "in dH or dZ1 cannot reach them.",
        ),
        Wrong(
            "loss-is-last-layer",
            _as_believed(sum="W2 b2", sign="W2 b2"),
            "Every gradient is computed from dZ2. What is wrong with it "
            "reaches the first layer as well.",
        ),
        Wrong(
            "weights-alone",
            _as_believed(slope="W1", soon="W1", minus="W1"),
            "db1 is a sum of dZ1, as dW1 is a product with it. A wrong dZ1 "
            "spoils both.",
        ),
        Wrong(
            "a-check-sees-all",
            _as_believed(add="W1", exp=ALL),
            "One check makes one call. What goes wrong at the second call, "
            "or at much larger numbers, does not show in it.",
            section="07-museum#What it cannot see",
        ),
    ),
)
