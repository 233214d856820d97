"""Returns to go, line by line: 12.3."""

import numpy as np

from ..chains import Chain, Slip


def _to_go(rewards, discount):
    """G[:, t] = r_t + discount r_(t+1) + …, from the last step on."""
    G = np.array(rewards, dtype=float)
    for t in range(G.shape[1] - 2, -1, -1):
        G[:, t] += discount * G[:, t + 1]
    return G


def _powers(v):
    return v.discount ** np.arange(v.rewards.shape[1])


def _after(v):
    """What comes after each step: G of the next, and 0 after the last."""
    G = _to_go(v.rewards, v.discount)
    return np.hstack([G[:, 1:], np.zeros((len(G), 1))])


def _own_once_more(v):
    """The recursion with the discount's power at the own reward."""
    G = np.array(v.rewards * _powers(v))
    return _to_go(G, 1.0)


def _power_in_the_loop(v):
    G = np.array(v.rewards, dtype=float)
    for t in range(G.shape[1] - 2, -1, -1):
        G[:, t] += v.discount**t * G[:, t + 1]
    return G


def _subtracted(v):
    return _to_go(v.rewards, -v.discount)


def _from_the_start(v):
    return np.cumsum(v.rewards * _powers(v), axis=1)


def _wrong_end(v):
    return _to_go(v.rewards[:, ::-1], v.discount)[:, ::-1]


def _last_step(G, value):
    out = np.array(G)
    out[:, -1] = value
    return out


TO_GO = (
    "G at step t holds the rewards from t on: what came before t was not "
    "caused by its action. "
)
ONE_MORE = (
    "A reward k steps later counts discount to the power k, counted from the "
    "step t itself. "
)

RETURNS = Chain(
    {
        "rewards_used": lambda v: np.array(v.rewards, dtype=float),
        "G": lambda v: _to_go(v.rewards_used, v.discount),
        "result": lambda v: v.G,
    },
    ("result",),
    tuple(
        Slip(*slip)
        for slip in (
            ("G", "wrong-end", _wrong_end, TO_GO + "Yours goes through the "
             "steps from the first to the last, and holds the past."),
            ("G", "sum-so-far", lambda v: np.cumsum(v.rewards, axis=1),
             TO_GO + "np.cumsum adds from the start: yours holds the past, "
             "without the discount."),
            ("G", "sum-so-far-discounted", _from_the_start, TO_GO + "Yours "
             "holds what has come so far."),
            ("G", "total", lambda v: np.repeat(v.rewards.sum(axis=1,
             keepdims=True), v.rewards.shape[1], axis=1).astype(float),
             TO_GO + "You gave every step the sum of the whole episode."),
            ("G", "total-discounted", lambda v: np.repeat(_to_go(v.rewards,
             v.discount)[:, :1], v.rewards.shape[1], axis=1), TO_GO + "You "
             "gave every step what belongs to the first."),
            ("G", "not-discounted", lambda v: _to_go(v.rewards, 1.0),
             ONE_MORE + "Yours has no discount in it."),
            ("G", "reward-alone", lambda v: np.array(v.rewards, dtype=float),
             TO_GO + "You have the reward of the step itself; all that "
             "follows is missing."),
            ("G", "discounted-reward", lambda v: v.rewards * _powers(v),
             TO_GO + "You discounted each reward, and added nothing up."),
            ("G", "from-the-start", _own_once_more, ONE_MORE + "You counted "
             "the power from the episode's start, so that late steps count "
             "for nearly nothing."),
            ("G", "own-discounted", lambda v: v.discount * _to_go(v.rewards,
             v.discount), ONE_MORE + "The step's own reward has the power "
             "0. You discounted it as well."),
            ("G", "own-alone-discounted", lambda v: _to_go(v.discount
             * v.rewards, 1.0), "The discount belongs to what comes after, "
             "reward + discount * after. You put it at the step's own "
             "reward."),
            ("G", "own-missing", _after, TO_GO + "The reward of step t "
             "itself is one of them: yours begins with the next."),
            ("G", "own-missing-discounted", lambda v: v.discount * _after(v),
             TO_GO + "The reward of step t itself is one of them, and it is "
             "missing."),
            ("G", "power-in-the-loop", _power_in_the_loop, ONE_MORE + "Each "
             "round of the loop multiplies by the discount once, and the "
             "powers come of themselves. You took the power t in every "
             "round."),
            ("G", "subtracted", _subtracted, "reward + discount * after. You "
             "subtracted what comes after."),
            ("G", "averaging", lambda v: (1 - v.discount) * _to_go(v.rewards,
             v.discount), "A return to go is a sum. (1 - discount) in front "
             "of the reward makes a running mean of it."),
            ("G", "last-missing", lambda v: _last_step(_to_go(v.rewards,
             v.discount), 0.0), "The last step has a return to go too, its "
             "own reward. Yours is 0."),
            ("G", "first-missing", lambda v: np.hstack([np.zeros((len(
             v.rewards), 1)), _to_go(v.rewards, v.discount)[:, 1:]]), "Your "
             "loop ends before step 0, which has a return to go like the "
             "others: reversed(range(T)), or range(T - 1, -1, -1)."),
            ("G", "last-cut", lambda v: np.hstack([_to_go(v.rewards[:, :-1],
             v.discount), np.zeros((len(v.rewards), 1))]), "Your loop leaves "
             "out the last step, whose reward belongs to every step before "
             "it too: reversed(range(T))."),
            ("G", "other-axis", lambda v: _to_go(v.rewards.T, v.discount).T,
             "Each row is an episode, and time goes along axis 1. You added "
             "the episodes up."),
            ("G", "other-axis-summed", lambda v: _to_go(v.rewards.T, 1.0).T,
             "Each row is an episode, and time goes along axis 1. You added "
             "the episodes up, without the discount."),
            ("result", "not-turned-back", lambda v: v.G[:, ::-1], "The "
             "returns are right, in the wrong order: you turned the steps "
             "round and not back again."),
            ("result", "turned-sum", lambda v: _to_go(v.rewards, 1.0)
             [:, ::-1], "You turned the rewards round to add them up, and "
             "not back again; the discount is missing too."),
            ("result", "mean-of-steps", lambda v: v.G / np.arange(
             v.G.shape[1], 0, -1), "A return is a sum. You divided by the "
             "number of steps that are left."),
            ("result", "centred", lambda v: v.G - v.G.mean(axis=0), "Asked "
             "are the returns themselves. You subtracted the mean over the "
             "episodes; a baseline comes later."),
            ("result", "centred-on-all", lambda v: v.G - v.G.mean(), "Asked "
             "are the returns themselves. You subtracted their mean; a "
             "baseline comes later."),
            ("result", "whitened", lambda v: (v.G - v.G.mean())
             / (v.G.std() + 1e-12), "Asked are the returns themselves. You "
             "subtracted their mean and divided by their spread."),
        )
    ),
    ("rewards", "discount"),
)  # fmt: skip
