"""12.1: three arms with a pencil."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import all_apart
from ..pools.bandits import BANDIT
from ..record import Exercise
from ..slipped import wrong
from .sections import ARMS, SCORE

CLOSE = 1e-3
EXACT = (4, 5, 8, 10)  # sums whose shares have at most three decimals


def draw(rng):
    """e, the exponentials of three scores; three rewards; an arm drawn."""
    while True:
        numbers = {
            "e": rng.integers(1, 7, 3).tolist(),
            "r": rng.choice(np.arange(1, 10), 3, replace=False).tolist(),
            "arm": int(rng.integers(3)),
        }
        e, r, arm = numbers.values()
        # The likeliest arm, the best one and the one drawn are three.
        if sum(e) not in EXACT or len({np.argmax(e), np.argmax(r), arm}) < 3:
            continue
        right = truth(**numbers)
        if np.abs(right["dJ"]).min() < 0.05:
            continue
        if all_apart(THREE_ARMS, numbers):
            return numbers


def _policy(z):
    """Softmax, by how often each score is beaten by the others."""
    return 1 / np.exp(z[None, :] - z[:, None]).sum(axis=1)


def truth(e, r, arm):
    """Both gradients by nudging the scores."""
    z = np.log(e)
    score = numerical_gradient(lambda z: float(np.log(_policy(z)[arm])), z)
    dJ = numerical_gradient(lambda z: float(_policy(z) @ r), z)
    pi = _policy(z)
    J = sum(p * reward for p, reward in zip(pi, r, strict=True))
    return {"pi": pi, "J": float(J), "score": score, "dJ": dJ}


BUT_DJ = "All is right but dJ."
FROM_SCORE = "pi and J are right; score is not."

THREE_ARMS = Exercise(
    id="12.1",
    title="Three arms with a pencil",
    kind="compute",
    objective="12a",
    points=2,
    minutes=12,
    takes="three numbers for pi, one for J, three for score, three for dJ",
    section=ARMS,
    draw=draw,
    truth=truth,
    chain=BANDIT,
    close=CLOSE,
    shapes="There are three arms: pi, score and dJ are lists of three "
    "numbers, and J is one number.",
    insight="J is a weighted sum, and what is differentiated are its "
    "weights. The rewards stay as they are.",
    more="add 7 to every reward. Which of the four results change?",
    mistakes=(
        wrong(BANDIT, "mean-not-subtracted", BUT_DJ),
        wrong(BANDIT, "plain-mean", "pi is right; J is not."),
        wrong(BANDIT, "turned-round", FROM_SCORE, SCORE),
        wrong(BANDIT, "not-weighted", BUT_DJ),
        wrong(BANDIT, "one-draw", BUT_DJ),
        wrong(BANDIT, "one-alone", FROM_SCORE, SCORE),
        wrong(BANDIT, "own-alone", FROM_SCORE, SCORE),
        wrong(BANDIT, "of-the-chance", FROM_SCORE, SCORE),
        wrong(BANDIT, "by-the-chance", FROM_SCORE, SCORE),
        wrong(BANDIT, "downhill", BUT_DJ),
        wrong(BANDIT, "score-times-J", BUT_DJ),
        wrong(BANDIT, "plain-mean-subtracted", BUT_DJ),
        wrong(BANDIT, "times-reward", FROM_SCORE, SCORE),
        wrong(BANDIT, "not-normalised", "pi is not right."),
        wrong(BANDIT, "exponential-again", "pi is not right."),
        wrong(BANDIT, "counted-from-one", FROM_SCORE, SCORE),
    ),
)
