"""5.8c: twenty rows learnt by heart, or the training is wrong somewhere."""

import numpy as np

from ...data import digits, split
from ..case import case, step
from ..forms import form
from ..parts import parts_of
from ..record import Exercise, Verdict, Wrong

ENOUGH = 0.1
SHAPES = {"W1": (64, None), "b1": (None,), "W2": (None, 10), "b2": (10,)}


def cases(rng):
    X, t, _, _ = split(*digits(), 360, np.random.default_rng(0))
    made, start = [], int(rng.integers(99))  # one start for both: see _fixed
    for k in range(2):
        rows = rng.permutation(len(X))[:20]
        call = step(
            "call",
            (X[rows], t[rows], np.random.default_rng(start)),
            {
                "W1": np.zeros((64, 64)),
                "b1": np.zeros(64),
                "W2": np.zeros((64, 10)),
                "b2": np.zeros(10),
            },
            ("X", "t", "rng"),
        )
        made.append(case(f"twenty rows, draw {k + 1}", (call,)))
    return made


def judge(cases, outcomes):
    """The loss of the returned net on its own twenty rows."""
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    nets = []
    for case_, outcome in zip(cases, outcomes, strict=True):
        if outcome.changed:
            return None
        net = parts_of(outcome.results[0], SHAPES)
        if net is None:
            return None
        said = _form(case_, net) or _learnt(case_, net)
        if said:
            return said
        nets.append(net)
    return _fixed(*nets) or Verdict(True)


def _fixed(one, other=None):
    """An array that is the same whatever the rows are: it learns nothing.

    Both nets begin with the same draws of rng.
    """
    if other is None:
        return None
    same = [name for name in SHAPES if np.array_equal(one[name], other[name])]
    if not same:
        return None
    comes = "comes" if len(same) == 1 else "come"
    seen = f"{' and '.join(same)} {comes} out the same for other rows."
    return _told("not-updated", seen)


def _form(case_, net):
    hidden = getattr(net["b1"], "shape", ())[:1] or (0,)
    for name, shape in SHAPES.items():
        asked = tuple(hidden[0] if n is None else n for n in shape)
        bad = form(name, net[name], np.zeros(asked), case_)
        if bad:
            return Verdict(False, bad.symptom, bad.cause, bad.name)
        if not np.isfinite(net[name]).all():
            return _told("diverged", f"{name} contains NaN or infinity.")
    return None


def _learnt(case_, net):
    X, t = case_.steps[0].args[:2]
    A1 = np.maximum(X @ net["W1"] + net["b1"], 0)
    Z = A1 @ net["W2"] + net["b2"]
    log_P = Z - np.logaddexp.reduce(Z, axis=1)[:, None]
    loss = -log_P[np.arange(20), t].mean()
    right = int((Z.argmax(axis=1) == t).sum())
    if loss <= ENOUGH and right == 20:
        return None
    seen = f"On its own twenty rows the net has the loss {loss:.3g}, and "
    seen += f"{right} of 20 are right."
    if not net["W1"].any():
        return _told("all-zero", seen)
    if not A1.any():
        return _told("all-off", seen)
    if abs(loss - np.log(10)) < 0.35:
        return _told("not-trained", seen)
    if loss > 2.8:
        return _told("uphill", seen)
    return _told("not-long-enough", seen)


CAUSES = {
    "not-long-enough": "The loss falls, but not far. Twenty rows can be "
    "learnt to a loss below 0.1: take more steps, or longer ones.",
    "not-trained": "The loss is that of a guess. Are the gradients "
    "subtracted from the arrays that you return, at every step, and is the "
    "rate large enough?",
    "uphill": "The loss is above that of a guess. Is the gradient added "
    "where it should be subtracted, are the steps far too long, or does a "
    "row learn another row's label?",
    "all-zero": "All weights of the first layer are 0, and stay so: nothing "
    "tells the hidden units apart. Draw them from rng.",
    "all-off": "No hidden unit is on for any row, so nothing reaches the "
    "first layer. Start with smaller weights, or take shorter steps.",
    "not-updated": "What does not depend on the rows has learnt nothing from "
    "them. At every step, subtract lr times its gradient from each of the "
    "four arrays that you return.",
    "diverged": "The steps are too long: the weights grow without end. Take "
    "a smaller learning rate.",
}


def _told(id, seen):
    return Verdict(False, seen, CAUSES[id], id)


def _train(X, t, rng, steps, lr, last=1.0):
    W1, b1 = rng.normal(size=(64, 32)) * 0.18, np.zeros(32)
    W2, b2 = rng.normal(size=(32, 10)) * 0.25, np.zeros(10)
    for _ in range(steps):
        A1 = np.maximum(X @ W1 + b1, 0)
        Z = A1 @ W2 + b2
        P = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
        dZ2 = (P - np.eye(10)[t]) / len(X)
        dZ1 = dZ2 @ W2.T * (A1 > 0)
        W2 = W2 - last * lr * A1.T @ dZ2
        b2 = b2 - lr * dZ2.sum(axis=0)
        W1, b1 = W1 - lr * X.T @ dZ1, b1 - lr * dZ1.sum(axis=0)
    return W1, b1, W2, b2


def _not_long_enough(X, t, rng):
    return _train(X, t, rng, 15, 0.3)


def _not_updated(X, t, rng):
    return _train(X, t, rng, 300, 0.5, last=0.0)


def _not_trained(X, t, rng):
    return _train(X, t, rng, 0, 0.0)


def _uphill(X, t, rng):
    return _train(X, t, rng, 30, -0.5)


def _all_off(X, t, rng):
    W1, b1, W2, b2 = _train(X, t, rng, 10, 0.3)
    return W1, b1 - 100, W2, b2


def _diverged(X, t, rng):
    W1, b1, W2, b2 = _train(X, t, rng, 1, 0.3)
    return W1 * np.nan, b1, W2, b2


_ANSWERS = {
    "not-long-enough": _not_long_enough,
    "not-trained": _not_trained,
    "not-updated": _not_updated,
    "uphill": _uphill,
    "all-off": _all_off,
    "diverged": _diverged,
}

BY_HEART = Exercise(
    id="5.8c",
    title="Twenty rows by heart",
    kind="build",
    objective="5e",
    points=2,
    minutes=15,
    takes="a function of (X, t, rng) that returns (W1, b1, W2, b2)",
    section="05-sgd#The digits in earnest",
    cases=cases,
    judge=judge,
    many=True,
    mistakes=tuple(
        Wrong(name, answer, CAUSES[name]) for name, answer in _ANSWERS.items()
    ),
)
