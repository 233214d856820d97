"""11.1: attention of three tokens, with a pencil."""

import itertools

import numpy as np

from ..chapter3.apart import all_apart
from ..pools.three_tokens import BASE_E, BY_WIDTH, NOT_SCALED, TOKENS
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import LEAK, MEAN, SCORES

CLOSE = 1e-3
QUERIES = np.array(list(itertools.product(range(-2, 3), repeat=4)))


def draw(rng):
    """Two queries (4,), K (3, 4), V (3, 2): integers with whole scores.

    The third token's scores are c, c and c + 1, in any order, and the
    second's c and c + 1: so all weights are simple fractions.
    """
    while True:
        K = rng.integers(-1, 3, (3, 4))
        S = QUERIES @ K.T
        ordered, even = np.sort(S, axis=1), (S % 2 == 0).all(axis=1)
        third = even & (ordered[:, 0] == ordered[:, 1])
        third &= ordered[:, 2] == ordered[:, 1] + 2
        second = even & (abs(S[:, 0] - S[:, 1]) == 2)
        second &= S[:, 2] > S[:, :2].max(axis=1)
        if not third.any() or not second.any():
            continue
        v1 = rng.integers(-5, 6, 2)
        v2 = v1 + 3 * rng.choice([-2, -1, 1, 2], 2)
        numbers = {
            "q2": rng.choice(QUERIES[second]).tolist(),
            "q3": rng.choice(QUERIES[third]).tolist(),
            "K": K.tolist(),
            "V": [v1.tolist(), v2.tolist(), rng.integers(-5, 6, 2).tolist()],
        }
        right = truth(**numbers)
        if abs(right["s3"].sum()) < 1:
            continue
        if all_apart(THREE_TOKENS, numbers):
            return numbers


def truth(q2, q3, K, V):
    """Product by product, and the means by shares of whole numbers."""

    def score(q, k):
        return sum(a * b for a, b in zip(q, k, strict=True)) // 2

    def powers(q, tokens):
        return [2.0 ** score(q, k) for k in K[:tokens]]

    def mean(weights):
        total = sum(weights)
        return [
            sum(w * value[j] for w, value in zip(weights, V, strict=False))
            / total
            for j in range(2)
        ]

    third = powers(q3, 3)
    found = {
        "s3": [score(q3, k) for k in K],
        "a3": [w / sum(third) for w in third],
        "o3": mean(third),
        "o2": mean(powers(q2, 2)),
    }
    return {name: np.array(part, float) for name, part in found.items()}


BUT_O2 = "All is right but o2."
FROM_A3 = "s3 is right; a3 is not."

THREE_TOKENS = Exercise(
    id="11.1",
    title="Three tokens with a pencil",
    kind="compute",
    objective="11a",
    points=2,
    minutes=12,
    takes="four lists, (s3, a3, o3, o2), of three, three, two and two numbers",
    section=SCORES,
    draw=draw,
    truth=truth,
    chain=TOKENS,
    close=CLOSE,
    shapes="There are three tokens, so s3 and a3 have three numbers. The "
    "values have two, and so have o3 and o2.",
    insight="Products of query and key decide who is listened to, and the "
    "values what is heard.",
    more="add the same four numbers to all three keys. Which of the weights "
    "change?",
    mistakes=(
        Wrong(
            "unscaled",
            TOKENS.slipped("s3-unscaled", "s2-unscaled"),
            NOT_SCALED + " It is so for both tokens.",
            "s3 is twice what it should be, and o2 is not right.",
        ),
        wrong(TOKENS, "future-seen", BUT_O2, LEAK),
        wrong(TOKENS, "mask-after-softmax", BUT_O2, LEAK),
        Wrong(
            "base-e",
            TOKENS.slipped("a3-base-e", "a2-base-e"),
            BASE_E + " It is so for both tokens.",
            FROM_A3,
        ),
        wrong(TOKENS, "masked-by-0", BUT_O2, LEAK),
        wrong(TOKENS, "s3-unscaled"),
        Wrong(
            "by-width",
            TOKENS.slipped("s3-by-width", "s2-by-width"),
            BY_WIDTH + " It is so for both tokens.",
            "s3 is half of what it should be, and o2 is not right.",
        ),
        wrong(TOKENS, "s3-by-width"),
        wrong(TOKENS, "s3-of-q2"),
        wrong(TOKENS, "s3-of-keys"),
        wrong(TOKENS, "a3-base-e", FROM_A3),
        wrong(TOKENS, "a3-in-proportion", FROM_A3),
        wrong(TOKENS, "a3-largest", FROM_A3),
        wrong(TOKENS, "a3-without-itself", FROM_A3, LEAK),
        wrong(TOKENS, "o3-plain-mean", "s3 and a3 are right; o3 is not.",
              MEAN),
        wrong(TOKENS, "o3-winner", "s3 and a3 are right; o3 is not.", MEAN),
        wrong(TOKENS, "a2-equal", BUT_O2, MEAN),
        wrong(TOKENS, "o2-itself", BUT_O2, MEAN),
        wrong(TOKENS, "a3-cut", BUT_O2),
        wrong(TOKENS, "o2-as-third", BUT_O2),
    ),
)  # fmt: skip
