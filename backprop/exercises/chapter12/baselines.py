"""Baselines, and what each costs, counted over every pair of paths: 12.6.

The world has two states, and a batch is two episodes of two steps. A
baseline is a function of (batch, i, t), where batch[i] are the states, the
actions and the returns to go of episode i.
"""

import itertools
from functools import cache
from math import comb

import numpy as np

GO = np.array([0.5, 0.25])  # the probability to go, in A and in B
R = np.array([[1.0, 0.0], [3.0, 1.0]])  # R[s, a]
Q = np.array([[1.5, 2.5], [3.0, 1.0]])  # any numbers that tell actions apart
V = np.array([2.0, -1.0])  # and any that tell states apart

BATCH = "the mean of the batch's returns at this step, the own one among them"
ACTION = "Q(s, a), the mean return after the action that was drawn"
OTHERS = "the mean return of the other episodes of the batch, at this step"
STATE = "V(s), a value for this step's state, learnt from older episodes"
EPISODE = "the mean of the own episode's returns to go, over all its steps"
LARGEST = "the largest return of the batch at this step"
NEXT = "the own episode's return to go at the next step, 0 after the last"
PAST = "the own episode's rewards before this step, added up"
SEVEN = "the number 7, although the expected return is 2"
BEFORE = "the mean return of the batch before this one"
DIE = "a number that a die gives, thrown anew at each step"
ALWAYS = BATCH, ACTION, OTHERS, STATE
OWN = EPISODE, LARGEST, NEXT, PAST  # one of them
FREE = SEVEN, BEFORE, DIE  # and one of these


def _next(batch, i, t):
    G = batch[i][2]
    return G[t + 1] if t + 1 < len(G) else 0.0


def _past(batch, i, t):
    G = batch[i][2]
    return G[0] - G[t]


def _fixed(*values):
    """These numbers, each with the same probability, whatever happens."""
    return [lambda batch, i, t, b=b: b for b in values]


KNOWN = {  # text: functions, each as likely as the others
    BATCH: [lambda batch, i, t: np.mean([G[t] for _, _, G in batch])],
    ACTION: [lambda batch, i, t: Q[batch[i][0][t], batch[i][1][t]]],
    OTHERS: [lambda batch, i, t: batch[1 - i][2][t]],
    STATE: [lambda batch, i, t: V[batch[i][0][t]]],
    EPISODE: [lambda batch, i, t: np.mean(batch[i][2])],
    LARGEST: [lambda batch, i, t: max(G[t] for _, _, G in batch)],
    NEXT: [_next],
    PAST: [_past],
    SEVEN: _fixed(7.0),
    BEFORE: _fixed(1.0, 2.5),
    DIE: _fixed(1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
}


def _paths():
    """[(probability, (states, actions, returns to go))] of two steps."""
    found = []
    for actions in itertools.product((0, 1), repeat=2):
        states = (0, actions[0])
        chance = 1.0
        for s, a in zip(states, actions, strict=True):
            chance *= GO[s] if a else 1 - GO[s]
        rewards = [R[s, a] for s, a in zip(states, actions, strict=True)]
        found.append((chance, (states, actions, (sum(rewards), rewards[1]))))
    return found


def _mean(baseline):
    """The estimator's mean with this baseline, over all pairs of paths."""
    total = np.zeros(2)
    for (p, one), (q, two) in itertools.product(_paths(), repeat=2):
        batch = one, two
        for i, t in itertools.product((0, 1), repeat=2):
            states, actions, G = batch[i]
            weight = p * q / 2 * (G[t] - baseline(batch, i, t))
            total[states[t]] += weight * (actions[t] - GO[states[t]])
    return total


@cache
def costs(text):
    """Is the estimator's mean another with this baseline than with 0?"""
    (nothing,) = _fixed(0.0)
    means = [_mean(baseline) for baseline in KNOWN[text]]
    return bool(np.abs(np.mean(means, axis=0) - _mean(nothing)).max() > 1e-9)


def share(n):
    """What the own batch's mean leaves of the slope, for n draws.

    Two arms with p = 1/4 and the rewards 8 and 4; counted over how many of
    the other n - 1 draws were arm 0.
    """
    p, rewards, found = 0.25, (8.0, 4.0), 0.0
    for k in range(n):
        others = comb(n - 1, k) * p**k * (1 - p) ** (n - 1 - k)
        for arm, chance in ((0, p), (1, 1 - p)):
            mean = (k * 8 + (n - 1 - k) * 4 + rewards[arm]) / n
            score = (arm == 0) - p
            found += others * chance * (rewards[arm] - mean) * score
    return found / (p * (1 - p) * (rewards[0] - rewards[1]))
