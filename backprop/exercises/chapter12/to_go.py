"""12.3: returns to go."""

import numpy as np

from ..case import case, step
from ..pools.to_go import RETURNS, TO_GO
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import PATHS

NAMES = ("rewards", "discount")


def _returns(rewards, discount):
    """Term by term: which reward counts how much for which step."""
    T = rewards.shape[1]
    later = np.arange(T) - np.arange(T)[:, None]
    weights = np.where(later >= 0, discount ** np.maximum(later, 0.0), 0.0)
    return np.einsum("nk,tk->nt", rewards, weights)


def _case(name, rewards, discount, special=""):
    n, T = rewards.shape
    truth = {"G": _returns(rewards, discount)}
    return case(
        name,
        (step("call", (rewards, discount), truth, NAMES),),
        sizes={
            "the number of episodes": n,
            "the number of steps": T,
            "the discount": discount,
        },
        special=special,
    )


def _rewards(rng, n, T):
    return rng.uniform(0.5, 3.0, (n, T)) * rng.choice([-1, 1, 1], (n, T))


def cases(rng):
    whole = rng.permutation(np.arange(1, 29)).reshape(4, 7)
    return [
        _case("3 episodes of 5 steps", _rewards(rng, 3, 5), 0.9),
        _case("one episode of 6 steps", _rewards(rng, 1, 6), 0.7),
        _case("5 episodes of one step", _rewards(rng, 5, 1), 0.8),
        _case("without a discount", _rewards(rng, 6, 4), 1.0),
        _case("whole rewards", whole, 0.5, "with rewards of an integer type"),
    ]


def _wrong_end(rewards, discount):
    G = np.zeros(rewards.shape)
    after = 0
    for t in range(rewards.shape[1]):
        after = rewards[:, t] + discount * after
        G[:, t] = after
    return G


def _whole_numbers(rewards, discount):
    G = np.zeros_like(rewards)
    G[:] = _returns(rewards, discount)
    return G


def _first_alone(rewards, discount):
    return _returns(rewards, discount)[:, 0]


def _turned(rewards, discount):
    return _returns(rewards, discount).T


def _into_rewards(rewards, discount):
    for t in range(rewards.shape[1] - 2, -1, -1):
        rewards[:, t] = rewards[:, t] + discount * rewards[:, t + 1]
    return rewards


RETURNS_TO_GO = Exercise(
    id="12.3",
    title="Returns to go",
    kind="build",
    objective="12c",
    points=2,
    minutes=12,
    takes="a function of (rewards, discount) that returns G",
    section=PATHS,
    cases=cases,
    chain=RETURNS,
    insight="A loop from the last step to the first, as in chapter 10: what "
    "comes later is known before it is needed.",
    more="write it as one product of rewards with a T by T matrix. What "
    "stands in it, and why is half of it 0?",
    mistakes=(
        Wrong(
            "wrong-end",
            _wrong_end,
            TO_GO + "Yours goes through the steps from the first to the "
            "last, and holds the past.",
        ),
        wrong(RETURNS, "total"),
        wrong(RETURNS, "total-discounted"),
        wrong(RETURNS, "sum-so-far"),
        wrong(RETURNS, "reward-alone"),
        wrong(RETURNS, "discounted-reward"),
        wrong(RETURNS, "from-the-start"),
        wrong(RETURNS, "own-missing"),
        wrong(RETURNS, "own-missing-discounted"),
        wrong(RETURNS, "own-discounted"),
        wrong(RETURNS, "own-alone-discounted"),
        wrong(RETURNS, "power-in-the-loop"),
        wrong(RETURNS, "not-discounted", "Without a discount all is right."),
        wrong(RETURNS, "not-turned-back"),
        wrong(RETURNS, "first-missing"),
        wrong(RETURNS, "last-cut"),
        wrong(RETURNS, "other-axis"),
        wrong(RETURNS, "mean-of-steps"),
        wrong(RETURNS, "centred"),
        wrong(RETURNS, "whitened"),
        Wrong(
            "whole-numbers",
            _whole_numbers,
            "np.zeros_like(rewards) has the type of rewards, and an array of "
            "whole numbers drops the decimals. np.zeros(rewards.shape) holds "
            "them.",
            "With rewards of an integer type G has lost its decimals; else "
            "all is right.",
        ),
        Wrong(
            "first-alone",
            _first_alone,
            TO_GO + "Every step has one. You returned the first step's alone.",
            "G is one number an episode.",
        ),
        Wrong(
            "turned",
            _turned,
            "G has the shape of rewards: a row for each episode. You "
            "returned its transpose.",
            "Rows and columns of G are exchanged.",
        ),
        Wrong(
            "into-rewards",
            _into_rewards,
            "rewards[:, t] = ... writes into the caller's array. Begin with "
            "a new one, G = np.zeros(rewards.shape).",
        ),
    ),
)
