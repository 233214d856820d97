"""All paths of a world of two states, line by line: 12.5."""

import itertools

import numpy as np

from ..chains import Chain, Slip


def _actions(v):
    """(paths, T): every way to stay (0) or go (1) at each step."""
    return np.array([*itertools.product((0, 1), repeat=v.T)])


def _before(actions):
    """How often it went before each step."""
    return np.cumsum(actions, axis=1) - actions


def _chance(v, p=None, turned=False):
    """(paths, T): the probability of each action where it was taken."""
    go = np.asarray(v.p, dtype=float)[v.states] if p is None else p
    return np.where((v.actions == 1) != turned, go, 1 - go)


def _rewards(v, states=None, turned=False):
    s = v.states if states is None else states
    R = np.asarray(v.R, dtype=float)
    return R[v.actions, s] if turned else R[s, v.actions]


def _to_go(v):
    return np.cumsum(v.rewards[:, ::-1], axis=1)[:, ::-1]


def _total(v):
    return np.repeat(v.rewards.sum(axis=1, keepdims=True), v.T, axis=1)


def _go(v):
    return np.asarray(v.p, dtype=float)[v.states]


def _placed(shares, places):
    """(paths, 2): the shares added up in place 0 or 1."""
    here = places[..., None] == np.arange(2)
    return (shares[..., None] * here).sum(axis=1)


def _g(v, less=None, places=None):
    less = v.b if less is None else less
    places = v.states if places is None else places
    return _placed((v.G - less) * v.scores, places)


def _square(v):
    return float(v.chances @ (v.g**2).sum(axis=1))


def _size(v):
    return float(v.mean @ v.mean)


CHANCE = (
    "A path's probability is the product over its steps: p[s] for go, and "
    "1 − p[s] for stay, with the state s that it is in at that step. "
)
SCORE = (
    "The slope of log π(action) for θ[s] is action − p[s], for stay as for "
    "go, and it belongs to the state of that step. "
)
MOVES = "Go leads to the other state, and stay stays. "
TO_GO = "Each step is weighed by the rewards from that step on, less b. "
TOTAL = TO_GO + (
    "You took the return of the whole path: the mean stays right, the "
    "variance does not."
)
WEIGHED = "A mean over what may happen weighs each path by its probability. "
VARIANCE = (
    "The variance is the mean of the squared length of g, less the squared "
    "length of the mean. "
)

PATHS = Chain(
    {
        "actions": _actions,
        "states": lambda v: _before(v.actions) % 2,
        "steps": _chance,
        "chances": lambda v: v.steps.prod(axis=1),
        "rewards": _rewards,
        "G": _to_go,
        "scores": lambda v: v.actions - _go(v),
        "g": _g,
        "J": lambda v: float(v.chances @ v.rewards.sum(axis=1)),
        "mean": lambda v: v.chances @ v.g,
        "square": _square,
        "variance": lambda v: v.square - _size(v),
    },
    ("J", "mean", "variance"),
    tuple(
        Slip(*slip)
        for slip in (
            ("states", "never-moves", lambda v: 0 * v.actions, MOVES + "Your "
             "paths are in A all the time."),
            ("states", "never-back", lambda v: np.minimum(_before(
             v.actions), 1), MOVES + "From B it goes back to A; yours stays "
             "in B for ever."),
            ("states", "moves-by-staying", lambda v: _before(1 - v.actions)
             % 2, MOVES + "Yours does it the other way round."),
            ("states", "begins-in-B", lambda v: (_before(v.actions) + 1) % 2,
             "Every path begins in A, state 0."),
            ("steps", "always-go", lambda v: _chance(v, turned=False)
             * (v.actions == 1) + _go(v) * (v.actions == 0), CHANCE + "You "
             "took p[s] for both actions."),
            ("steps", "stay-for-go", lambda v: _chance(v, turned=True),
             CHANCE + "Yours are exchanged: p[s] is the probability to go."),
            ("steps", "first-state-alone", lambda v: _chance(v, float(v.p[
             0])), CHANCE + "You took A's probability in both states."),
            ("chances", "alike", lambda v: np.full(len(v.actions), 0.5
             ** v.T), CHANCE + "You took all paths for equally likely."),
            ("chances", "added", lambda v: 1 + v.steps.sum(axis=1), CHANCE
             + "You added the steps' probabilities."),
            ("chances", "added-from-0", lambda v: v.steps.sum(axis=1),
             CHANCE + "You added the steps' probabilities."),
            ("chances", "last-step-alone", lambda v: v.steps[:, -1], CHANCE
             + "You kept the last step's alone."),
            ("rewards", "of-the-next-state", lambda v: _rewards(v,
             (v.states + v.actions) % 2), "The reward is that of the state "
             "in which the action is taken. You moved first."),
            ("rewards", "turned", lambda v: _rewards(v, turned=True),
             "R[s][a] has a row for each state. You exchanged the two "
             "indices."),
            ("G", "total", _total, TOTAL),
            ("G", "reward-alone", lambda v: v.rewards, TO_GO + "You took "
             "the step's own reward alone."),
            ("G", "own-missing", lambda v: _to_go(v) - v.rewards, TO_GO
             + "The step's own reward is one of them, and it is missing."),
            ("G", "so-far", lambda v: np.cumsum(v.rewards, axis=1), TO_GO
             + "Yours are the rewards up to that step."),
            ("scores", "score-turned", lambda v: _go(v) - v.actions, SCORE
             + "Yours has the other sign."),
            ("scores", "chance-missing", lambda v: v.actions.astype(float),
             SCORE + "The − p[s] is missing, so that only going counts."),
            ("scores", "go-for-both", lambda v: 1 - _go(v), SCORE + "You "
             "took that of go for both actions."),
            ("scores", "of-the-chance", lambda v: np.where(v.actions == 1,
             1 / _go(v), -1 / (1 - _go(v))), SCORE + "Yours is the slope "
             "for the probability itself; θ[s] is its score, before the "
             "sigmoid."),
            ("scores", "signs", lambda v: 2.0 * v.actions - 1, SCORE
             + "Yours is 1 or −1."),
            ("scores", "score-of-A", lambda v: v.actions - float(v.p[0]),
             SCORE + "You took A's p in both states."),
            ("g", "all-to-A", lambda v: _g(v, places=0 * v.states), SCORE
             + "You added every step to A's entry."),
            ("g", "by-the-action", lambda v: _g(v, places=v.actions), SCORE
             + "You put it into the place of the action."),
            ("g", "baseline-missing", lambda v: _g(v, 0.0), TO_GO + "You "
             "did not subtract b: the mean stays right, the variance does "
             "not."),
            ("g", "baseline-added", lambda v: _g(v, -v.b), TO_GO + "You "
             "added b."),
            ("g", "baseline-each-step", lambda v: _g(v, v.b * np.arange(v.T,
             0, -1)), TO_GO + "b is one number. You subtracted it for every "
             "step that is left."),
            ("g", "baseline-outside", lambda v: _g(v, 0.0) - v.b, "b is "
             "subtracted from the return, before the product with the "
             "score. Outside it moves the mean."),
            ("g", "baseline-outside-each", lambda v: _g(v, 0.0) - v.b * v.T,
             "b is subtracted from the return, before the product with the "
             "score. Outside it moves the mean."),
            ("J", "less-b", lambda v: float(v.chances @ v.rewards.sum(
             axis=1)) - v.b, "J is the expected sum of rewards itself. The "
             "baseline belongs to the estimator alone."),
            ("J", "J-not-weighed", lambda v: float(v.rewards.sum()), WEIGHED
             + "In J you left the probabilities out."),
            ("J", "first-reward", lambda v: float(v.chances
             @ v.rewards[:, 0]), "J is the mean of the sum of all rewards. "
             "You have the first step's alone."),
            ("mean", "mean-not-weighed", lambda v: v.g.sum(axis=0), WEIGHED
             + "In mean you left the probabilities out."),
            ("mean", "mean-of-paths", lambda v: v.g.mean(axis=0), WEIGHED
             + "In mean you divided by the number of paths."),
            ("square", "square-not-weighed", lambda v: float((v.g**2).sum()),
             WEIGHED + "In the squares you left the probabilities out."),
            ("square", "weighed-before", lambda v: float(((v.chances[:, None]
             * v.g) ** 2).sum()), "The squares are weighed, and not what is "
             "squared: the probability stands outside the square, once."),
            ("square", "entries-added-first", lambda v: float(v.chances
             @ v.g.sum(axis=1) ** 2), VARIANCE + "The squared length is the "
             "sum of the squares, g @ g. You added the entries first."),
            ("variance", "mean-not-subtracted", lambda v: v.square, VARIANCE
             + "You left the second part out."),
            ("variance", "root", lambda v: float(np.sqrt(max(v.square
             - _size(v), 0))), "Asked is the variance. You took its root, "
             "the standard deviation."),
            ("variance", "mean-added", lambda v: v.square + _size(v),
             VARIANCE + "You added the second part."),
            ("variance", "sum-of-mean", lambda v: v.square - float(v.mean
             .sum()) ** 2, VARIANCE + "You added the mean's entries before "
             "squaring."),
            ("variance", "less-J", lambda v: v.square - v.J**2, VARIANCE
             + "You subtracted the square of J, which is another mean."),
            ("variance", "halved", lambda v: (v.square - _size(v)) / 2,
             "The variances of the two entries are added, not averaged."),
        )
    ),
    ("p", "R", "T", "b"),
)  # fmt: skip
