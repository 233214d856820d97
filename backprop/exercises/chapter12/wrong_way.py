"""12.4: an update that makes the episodes shorter, to be mended."""

import numpy as np

from ...checking import numerical_gradient
from ...layers import softmax
from ..case import case, step
from ..pools.policy_steps import AS_IT_WAS, UPDATE
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import MISTAKES, POLE, SCORE

NAMES = ("W", "X", "actions", "G", "n", "lr")


def _gain(W, X, actions, G, n):
    """Returns times log π, added over the decisions, for each episode."""
    total = 0.0
    for x, a, g in zip(X, actions, G, strict=True):
        z = x @ W
        total += g * (z[a] - z.max() - np.log(np.exp(z - z.max()).sum()))
    return float(total / n)


def _case(name, rng, N, n_in, K, n, lr):
    W, X = rng.normal(0, 0.7, (n_in, K)), rng.normal(0.2, 1.0, (N, n_in))
    actions = rng.permutation(np.arange(N) % K)
    G = rng.uniform(0.5, 4.0, N) * rng.choice([-1, 1, 1], N)
    G[:2] = 1.3, -2.1
    gain = numerical_gradient(lambda W: _gain(W, X, actions, G, n), W)
    return case(
        name,
        (
            step(
                "call",
                (W, X, actions, G, n, lr),
                {"W": W + lr * gain},
                NAMES,
            ),
        ),
        sizes={
            "the number of decisions": N,
            "the number of episodes": n,
            "lr": lr,
        },
    )


def cases(rng):
    return [
        _case("11 decisions of 3 episodes", rng, 11, 4, 2, 3, 0.3),
        _case("7 decisions of one episode", rng, 7, 3, 5, 1, 0.05),
        _case("9 decisions, three actions", rng, 9, 5, 3, 4, 0.7),
    ]


def _as_it_was(W, X, actions, G, n, lr):
    P = softmax(X @ W)
    hot = np.eye(W.shape[1])[actions]
    dZ = (hot - P) * G[:, None] / n
    dW = X.T @ dZ
    return W - lr * dW


def _into_W(W, *args):
    W[...] = UPDATE.answer()(W, *args)
    return W


TURNED = "Every weight moves the other way: the step has the wrong sign."

WRONG_WAY = Exercise(
    id="12.4",
    title="An update that shortens",
    kind="build",
    objective="12b",
    points=2,
    minutes=10,
    takes="a function of (W, X, actions, G, n, lr) that returns the new W",
    section=POLE,
    cases=cases,
    chain=UPDATE,
    insight="A wrong sign is seen in one training, because the episodes "
    "become shorter. Some other mistakes balance the pole all the same.",
    more="which of the other lines could be wrong, and the episodes still "
    "become longer?",
    mistakes=(
        Wrong("as-it-was", _as_it_was, AS_IT_WAS, TURNED, SCORE),
        wrong(UPDATE, "absolute"),
        wrong(UPDATE, "return-missing", section=SCORE),
        wrong(UPDATE, "no-signs"),
        wrong(UPDATE, "not-divided"),
        wrong(UPDATE, "by-decisions"),
        wrong(UPDATE, "centred"),
        wrong(UPDATE, "other-action"),
        wrong(UPDATE, "action-missing"),
        wrong(UPDATE, "chances-missing"),
        wrong(UPDATE, "rate-missing"),
        wrong(UPDATE, "step-alone"),
        wrong(UPDATE, "one-mean", section=MISTAKES),
        Wrong(
            "into-W",
            _into_W,
            "W -= ... writes into the caller's array. Return a new one: "
            "return W + ..., or W - ....",
        ),
    ),
)
