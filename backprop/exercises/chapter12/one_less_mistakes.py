"""What goes wrong with one input fewer: 12.7's catalogue.

Its answers give weights as they come out of such trainings, so that nothing
has to be trained when they are tried.
"""

import numpy as np

from ...layers import softmax
from ...policy import Poles, mean_of_others, play, returns_to_go
from ..record import Wrong
from .sections import MISTAKES as MISTAKES_SECTION

EDGES = np.array([2.4, 1.0, 0.21, 1.0])  # as in the chapter
STEERED = np.array([0.0, 1.4, 2.8, 3.2])  # right minus left, by input


def _weights(rng, steered, spread=0.01):
    """(4, 2), a little other for each rng; a 0 stays one."""
    half = np.asarray(steered, dtype=float) / 2
    half = half * (1 + rng.normal(0, spread, 4))
    return np.stack([-half, half], axis=1)


def _trained(*steered):
    """Weights as trainings without one input have given them."""
    return lambda rng: _weights(rng, steered)


def _all_four(rng):
    return _weights(rng, [2.0, 0.6, 4.7, 5.9])


def _wrong_way(rng):
    W, use = np.zeros((4, 2)), np.array([0.0, 1.0, 1.0, 1.0])

    def policy(states):
        return softmax(states / EDGES * use @ W)

    for _ in range(40):
        e = play(policy, Poles(10, rng), rng)
        G = returns_to_go(e.rewards)
        A = (G - mean_of_others(G, e.alive)) * e.alive
        hot = np.eye(2)[e.actions]
        dZ = (hot - policy(e.states)) * A[..., None] / 10
        X = e.states / EDGES * use
        W -= 0.003 * np.einsum("nti,ntk->ik", X, dZ)
    return W


def _untrained(rng):
    return np.zeros((4, 2))


def _too_short(rng):
    return _weights(rng, STEERED / 10)


def _unsteady(rng):
    """One of three seeds in a row leads to weights that do not balance."""
    seed = rng.bit_generator.seed_seq.entropy
    return _weights(rng, STEERED if seed % 3 else STEERED / 20)


def _own_chance(rng):
    return _weights(np.random.default_rng(), STEERED)


def _same_for_all(rng):
    return _weights(np.random.default_rng(0), STEERED)


def _not_finite(rng):
    return np.where(_weights(rng, STEERED) == 0, 0.0, np.nan)


def _one_column(rng):
    return np.diff(_weights(rng, STEERED), axis=1)[:, 0]


def _policy_itself(rng):
    W = _weights(rng, STEERED)
    return lambda states: softmax(states / EDGES @ W)


def _row_cut(rng):
    return _weights(rng, STEERED)[1:]


MISTAKES = (
    Wrong(
        "wrong-way",
        _wrong_way,
        "The pole falls sooner than at random, so the weights push the wrong "
        "way. Is the sign of the update right, and do returns to go hold "
        "what comes after a step? Column 0 of W belongs to a push to the "
        "left, column 1 to the right.",
        section=MISTAKES_SECTION,
    ),
    Wrong(
        "all-four",
        _all_four,
        "One input is to be ignored: its row of W is 0. Multiply the states "
        "by a row of ones with a 0 at that input, both when you play and in "
        "dW.",
    ),
    Wrong(
        "without-turn",
        _trained(3.3, -2.2, 6.8, 0.0),
        "The pole's angular velocity is left out. Without it the policy "
        "cannot see whether the pole comes or goes, and learns slowly and "
        "unsurely. Another input can be spared at no cost.",
    ),
    Wrong(
        "without-angle",
        _trained(-0.5, 1.3, 0.0, 5.5),
        "The pole's angle is left out. It has to be guessed from the "
        "velocities, and such a policy learns slowly. Another input can be "
        "spared at no cost.",
    ),
    Wrong(
        "too-short",
        _too_short,
        "The check plays softmax(states / edges @ W). Is that your policy? "
        "Does the length still grow? Then more updates, or a larger rate. If "
        "it does not: are returns to go taken, is a baseline subtracted, and "
        "is dZ 0 where an episode has ended?",
        section=MISTAKES_SECTION,
    ),
    Wrong(
        "unsteady",
        _unsteady,
        "It depends on chance whether yours succeeds. Look at the lengths of "
        "all three: a smaller rate, more episodes in an update or a better "
        "baseline make them alike.",
    ),
    Wrong(
        "untrained",
        _untrained,
        "With equal columns both actions have the probability 1/2, whatever "
        "the state. Does every update change W, and is that W returned?",
    ),
    Wrong(
        "not-finite",
        _not_finite,
        "Too large a rate does that. With ten episodes in an update .003 is "
        "a good beginning.",
    ),
    Wrong(
        "one-column",
        _one_column,
        "Two actions have two columns of weights, left and right, and the "
        "probabilities are the softmax of states / edges @ W.",
    ),
    Wrong(
        "policy-itself",
        _policy_itself,
        "You returned the policy. Asked are its weights, the array W of shape "
        "(4, 2), of which the check makes a policy by itself.",
    ),
    Wrong(
        "row-cut",
        _row_cut,
        "W keeps a row for each of the four inputs. The row of the one that "
        "is ignored holds zeros.",
    ),
    Wrong(
        "other-chance",
        _own_chance,
        "balance draws with the rng that it is given, for the poles and for "
        "the actions, and with no other: then the same rng gives the same "
        "weights.",
    ),
    Wrong(
        "same-for-all",
        _same_for_all,
        "balance is to train with the rng that it is given, for the poles "
        "and for the actions. Yours makes a generator of its own, or holds "
        "weights from an earlier training.",
    ),
)
