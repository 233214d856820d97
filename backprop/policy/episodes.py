"""Episodes: what a policy met, and what it did there."""

from typing import NamedTuple

import numpy as np

from ..validation import float_array, generator, methods


class Episodes(NamedTuple):
    """What n poles went through in T steps, the longest one's number.

    states (n, T, 4), before each action; actions (n, T); rewards (n, T);
    alive (n, T), False behind an end, where the state stays as it was, the
    action is -1 and the reward 0.
    """

    states: np.ndarray
    actions: np.ndarray
    rewards: np.ndarray
    alive: np.ndarray

    @property
    def lengths(self):
        """The number of steps of each episode, (n,)."""
        return self.alive.sum(axis=1)


def play(policy, poles, rng):
    """Let a policy push the poles until all have ended: their Episodes.

    policy(states) takes (n, 4) and gives probabilities (n, 2), of left and
    right; each action is drawn from them. Raises TypeError for a policy
    that cannot be called, ValueError for what are no probabilities, or
    poles that have all ended. Derived in chapter 12.
    """
    if not callable(policy):
        raise TypeError(
            "policy must be a function of the states, got "
            f"{type(policy).__name__}"
        )
    generator(rng)
    methods(poles, "poles", "step")
    if not poles.alive.any():
        raise ValueError(
            "play expects at least one pole that is alive, got none: make "
            "new Poles for every play"
        )
    story = []
    while poles.alive.any():
        states, alive = poles.states, poles.alive
        P = _probabilities(policy(states), len(states))  # (n, 2)
        drawn = rng.random(len(P)) < P[:, 1]  # right, with its probability
        actions = np.where(alive, drawn, -1)
        story.append((states, actions, poles.step(actions), alive))
    kinds = zip(*story, strict=True)  # all states, all actions, ...
    return Episodes(*(np.stack(kind, axis=1) for kind in kinds))


def _probabilities(P, n):
    """P as a float array (n, 2) of probabilities."""
    P = float_array(P, "what the policy returns")
    if P.shape != (n, 2):
        raise ValueError(
            f"the policy must return probabilities of shape {(n, 2)}, got "
            f"{P.shape}"
        )
    sums = P.sum(axis=1)
    if not (P.min() >= 0 and np.abs(sums - 1).max() < 1e-6):
        raise ValueError(
            "the policy must return probabilities, not negative and with sum "
            f"1 in each row, got at least {P.min()}, sums from {sums.min()} "
            f"to {sums.max()}"
        )
    return P
