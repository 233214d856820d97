"""12.5: an estimator's mean and variance, over every path."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.paths import PATHS, TOTAL, VARIANCE
from ..record import Exercise, Wrong
from ..slipped import wrong
from .sections import PATHS as SECTION

NAMES = ("p", "R", "T", "b")


def _expected(theta, R, T):
    """J, carried forward as the probability of each state."""
    go = 1 / (1 + np.exp(-theta))
    here, J = np.array([1.0, 0.0]), 0.0
    for _ in range(T):
        J += float(here @ ((1 - go) * R[:, 0] + go * R[:, 1]))
        here = here * (1 - go) + (here * go)[::-1]
    return J


def _moments(p, R, T, b):
    """(E[g], E[g g]) by recursion from the last step, without any path.

    For each state: the means of G, G G, g, G g and g g of what follows.
    """
    after = [(0.0, 0.0, np.zeros(2), np.zeros(2), 0.0)] * 2
    for _ in range(T):
        now = []
        for s in (0, 1):
            found = [0.0, 0.0, np.zeros(2), np.zeros(2), 0.0]
            for a, chance in ((0, 1 - p[s]), (1, p[s])):
                G, GG, g, Gg, gg = after[s ^ a]
                r, u = R[s, a], np.eye(2)[s] * (a - p[s])
                GG = GG + 2 * r * G + r * r
                Gg, G = Gg + r * g, G + r
                terms = (
                    G,
                    GG,
                    g + (G - b) * u,
                    Gg + (GG - b * G) * u,
                    gg
                    + 2 * u @ (Gg - b * g)
                    + (GG - 2 * b * G + b * b) * (u @ u),
                )
                found = [
                    f + chance * x for f, x in zip(found, terms, strict=True)
                ]
            now.append(tuple(found))
        after = now
    return after[0][2], after[0][4]


def _case(name, rng, T):
    p = rng.permutation([rng.uniform(0.15, 0.35), rng.uniform(0.55, 0.8)])
    R = rng.permutation([-1.0, 1.0, 2.0, 4.0]).reshape(2, 2)
    R += rng.uniform(-0.3, 0.3, (2, 2))
    b = float(rng.uniform(0.7, 1.6))
    theta = np.log(p / (1 - p))
    mean, square = _moments(p, R, T, b)
    slope = numerical_gradient(lambda theta: _expected(theta, R, T), theta)
    truth = {
        "J": _expected(theta, R, T),
        "mean": slope,
        "variance": float(square - mean @ mean),
    }
    return case(
        name,
        (step("call", (p, R, T, b), truth, NAMES),),
        sizes={"the number of paths": 2**T, "the number of steps": T},
    )


def cases(rng):
    return [
        _case("3 steps", rng, 3),
        _case("one step", rng, 1),
        _case("5 steps", rng, 5),
    ]


def _total(p, R, T, b):
    J, mean, square = 0.0, np.zeros(2), 0.0
    for path in np.ndindex(*[2] * T):
        s, chance, total, scores = 0, 1.0, 0.0, np.zeros(2)
        for a in path:
            chance *= p[s] if a else 1 - p[s]
            scores[s] += a - p[s]
            total += R[s][a]
            s = s ^ a
        g = (total - b) * scores
        J += chance * total
        mean += chance * g
        square += chance * (g @ g)
    return J, mean, square - mean @ mean


def _apart(p, R, T, b):
    """A variance for each entry."""
    J, mean, _ = PATHS.answer()(p, R, T, b)
    v = PATHS.values({"p": p, "R": R, "T": T, "b": b})
    return J, mean, v["chances"] @ v["g"] ** 2 - mean**2


def _exchanged(*args):
    J, mean, variance = PATHS.answer()(*args)
    return mean, J, variance


RIGHT = "J and mean are right; variance is not."
BUT_J = "All is right but J."

EVERY_PATH = Exercise(
    id="12.5",
    title="Every path",
    kind="build",
    objective="12e",
    points=4,
    minutes=24,
    takes="a function of (p, R, T, b) that returns (J, mean, variance)",
    section=SECTION,
    cases=cases,
    chain=PATHS,
    insight="The mean is the slope of J, whatever b is; only the variance "
    "moves. In a small world that is no claim, it is counted.",
    more="for which b is the variance least? It is a parabola in b, so three "
    "values tell. Is it J?",
    mistakes=(
        Wrong("total", _total, TOTAL, RIGHT),
        wrong(PATHS, "baseline-missing", RIGHT),
        wrong(PATHS, "mean-not-subtracted", RIGHT),
        wrong(PATHS, "alike"),
        wrong(PATHS, "reward-alone", "J is right; mean and variance are "
              "not."),
        wrong(PATHS, "never-back"),
        wrong(PATHS, "first-state-alone"),
        wrong(PATHS, "chance-missing", "J is right; mean and variance are "
              "not."),
        wrong(PATHS, "go-for-both", "J is right; mean and variance are not."),
        wrong(PATHS, "by-the-action", "J is right; mean and variance are "
              "not."),
        wrong(PATHS, "of-the-next-state"),
        wrong(PATHS, "less-b", BUT_J),
        wrong(PATHS, "entries-added-first", RIGHT),
        wrong(PATHS, "root", RIGHT),
        wrong(PATHS, "weighed-before", RIGHT),
        wrong(PATHS, "stay-for-go"),
        wrong(PATHS, "so-far", "J is right; mean and variance are not."),
        Wrong(
            "apart",
            _apart,
            "Add the two entries' variances to one number: "
            + VARIANCE[0].lower() + VARIANCE[1:].strip(),
            "variance has two entries.",
        ),
        Wrong(
            "exchanged",
            _exchanged,
            "The task gives the order (J, mean, variance).",
        ),
    ),
)  # fmt: skip
