"""12.2: the gradient at the scores of a softmax policy."""

import numpy as np

from ...checking import numerical_gradient
from ...layers import softmax
from ..case import case, step
from ..pools.weighed import TURNED, WEIGHED
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import SCORE

NAMES = ("Z", "actions", "advantages")


def _loss(Z, actions, advantages):
    """Minus advantage times log π, decision by decision."""
    total = 0.0
    for z, a, A in zip(Z, actions, advantages, strict=True):
        if a >= 0:
            total += A * (np.log(np.exp(z - z.max()).sum()) + z.max() - z[a])
    return float(total / len(Z))


def _case(name, rng, N, K, fallen, far=0.0):
    """far: a constant on the scores of every second row."""
    near = rng.normal(0, 1.2, (N, K))
    actions = rng.permutation(np.arange(N) % K)
    # Some good, some bad; those of the fallen are not 0 either.
    advantages = rng.uniform(0.5, 3.0, N) * rng.permutation(
        np.where(np.arange(N) % 3 == 1, -1.0, 1.0)
    )
    actions[rng.permutation(N)[:fallen]] = -1
    # Softmax does not see a constant, and differences lose digits there.
    truth = numerical_gradient(lambda Z: _loss(Z, actions, advantages), near)
    args = near + far * (np.arange(N) % 2)[:, None], actions, advantages
    return case(
        name,
        (step("call", args, {"dZ": truth}, NAMES),),
        sizes={
            "the number of rows": N,
            "the number of actions": K,
            "the number of carts that were up": N - fallen,
        },
        special="with scores near 1000" if far else "",
    )


def cases(rng):
    return [
        _case("7 carts, 2 fallen", rng, 7, 3, 2),
        _case("5 carts, none fallen", rng, 5, 4, 0),
        _case("one cart", rng, 1, 3, 0),
        _case("large scores", rng, 8, 5, 3, 1000.0),
    ]


def _turned_round(Z, actions, advantages):
    dZ = -softmax(Z)
    dZ[np.arange(len(Z)), actions] += 1
    dZ *= advantages[:, None]
    dZ[actions < 0] = 0
    return dZ / len(Z)


def _not_stable(Z, actions, advantages):
    E = np.exp(Z)
    shares = E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[actions]
    return shares * (advantages * (actions >= 0) / len(Z))[:, None]


def _added_over_rows(*args):
    return WEIGHED.answer()(*args).sum(axis=0)


def _the_living_alone(Z, actions, advantages):
    return WEIGHED.answer()(Z, actions, advantages)[actions >= 0]


def _into_actions(Z, actions, advantages):
    dZ = WEIGHED.answer()(Z, actions, advantages)
    actions[actions < 0] = 0
    return dZ


AT_SCORES = Exercise(
    id="12.2",
    title="At the scores",
    kind="build",
    objective="12b",
    points=3,
    minutes=14,
    takes="a function of (Z, actions, advantages) that returns dZ",
    section=SCORE,
    cases=cases,
    chain=WEIGHED,
    insight="It is cross-entropy's p − y with the drawn action as the label, "
    "times how good it was. All the rest of backpropagation stays.",
    more="which advantages give the gradient of chapter 4's loss, and what "
    "are the actions then?",
    mistakes=(
        Wrong("sign", _turned_round, TURNED),
        wrong(WEIGHED, "not-zero-where-fallen", "Rows with an action of -1 "
              "are not 0."),
        wrong(WEIGHED, "not-divided"),
        wrong(WEIGHED, "advantage-missing"),
        wrong(WEIGHED, "by-the-living"),
        wrong(WEIGHED, "weighed-at-action"),
        wrong(WEIGHED, "chances-missing"),
        wrong(WEIGHED, "action-missing"),
        wrong(WEIGHED, "own-alone"),
        wrong(WEIGHED, "at-the-chances"),
        wrong(WEIGHED, "of-the-chance"),
        wrong(WEIGHED, "zero-left-out", "Rows with the action 0 are not "
              "right."),
        wrong(WEIGHED, "absolute"),
        wrong(WEIGHED, "centred"),
        wrong(WEIGHED, "whitened"),
        wrong(WEIGHED, "one-mean"),
        wrong(WEIGHED, "likeliest"),
        wrong(WEIGHED, "over-rows"),
        Wrong(
            "not-stable",
            _not_stable,
            "exp of a large number overflows. Subtract the largest score of "
            "each row first, or call softmax, which does it.",
            "With scores near 1000 dZ is not finite.",
            "02-losses#Overflow, and how to avoid it",
        ),
        Wrong(
            "added-over-rows",
            _added_over_rows,
            "Each row of Z has its own row of dZ. A sum over the rows comes "
            "later, in dW = X.T @ dZ.",
            "dZ is one row for all carts.",
        ),
        Wrong(
            "the-living-alone",
            _the_living_alone,
            "dZ has the shape of Z. A fallen cart keeps its row, with zeros "
            "in it.",
            "The rows of the fallen carts are missing.",
        ),
        Wrong(
            "into-actions",
            _into_actions,
            "actions[actions < 0] = ... writes into the caller's array. Ask "
            "where actions >= 0, and leave it as it is.",
        ),
    ),
)  # fmt: skip
