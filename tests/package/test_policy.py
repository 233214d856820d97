"""Poles, episodes and what an action is worth.

Against Gymnasium's own pole to the last bit, against sums written out, and
on the pencil.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop import (
    Linear,
    Poles,
    mean_of_others,
    play,
    returns_to_go,
    softmax,
)

small = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
FAR, LEANING = 2.4, np.pi / 15


def drawn(seed):
    return np.random.default_rng(seed)


def half(states):
    """Left or right as a coin falls."""
    return np.full((len(states), 2), 0.5)


def balancing(states):
    """A policy by hand that keeps a pole up: push to where it falls."""
    return softmax(states @ np.array([[0, 1], [0, 2], [0, 20], [0, 5.0]]))


def at(states, longest=500):
    """Poles in these states."""
    poles = Poles(len(states), drawn(0), longest)
    poles.states = np.array(states, float)
    return poles


# A step


@pytest.mark.parametrize("policy", [half, balancing])
def test_it_moves_as_gymnasiums_pole_to_the_last_bit(policy):
    gym = pytest.importorskip("gymnasium", reason="Gymnasium is not installed")
    n, rng = 60, drawn(3)
    poles, steps = Poles(n, rng), 0
    worlds = [gym.make("CartPole-v1") for _ in range(n)]
    for world, state in zip(worlds, poles.states, strict=True):
        world.reset(seed=0)
        world.unwrapped.state = state
    ended = dict.fromkeys(range(n))
    while poles.alive.any():
        alive = poles.alive
        actions = (rng.random(n) < policy(poles.states)[:, 1]).astype(int)
        rewards = poles.step(actions)
        for i in np.flatnonzero(alive):
            _, reward, fell, out_of_time, _ = worlds[i].step(int(actions[i]))
            known = worlds[i].unwrapped.state
            assert poles.states[i].tobytes() == np.array(known).tobytes()
            assert rewards[i] == reward == 1.0
            assert poles.alive[i] == (not fell and not out_of_time)
            ended[i] = "time" if out_of_time else "fell"
            steps += 1
    if policy is half:
        assert steps > 1000
        assert set(ended.values()) == {"fell"}
    else:
        assert steps > 5000
        assert "time" in ended.values()


def test_a_push_from_rest_gives_eight_and_twelve_forty_firsts():
    poles = at(np.zeros((2, 4)))
    np.testing.assert_array_equal(poles.step([1, 0]), [1, 1])
    one = [0, 8 / 41, 0, -12 / 41]
    np.testing.assert_allclose(poles.states[0], one, rtol=1e-15)
    np.testing.assert_array_equal(poles.states[1], -poles.states[0])
    poles.step([1, 0])  # places follow one step later
    np.testing.assert_allclose(
        poles.states[0, [0, 2]], [0.02 * 8 / 41, -0.02 * 12 / 41], rtol=1e-14
    )


def test_without_a_push_a_pole_that_leans_falls_to_its_side():
    leaning = at([[0, 0, 0.1, 0], [0, 0, -0.1, 0]])
    both = leaning.states.copy()
    for k, actions in enumerate(([0, 0], [1, 1])):
        poles = at(both)
        poles.step(actions)
        # The push that goes to the falling side turns the pole back.
        turn = poles.states[:, 3]
        assert (turn > 0).tolist() == ([True, True], [False, False])[k]


def test_a_pole_that_has_ended_stays_as_it_is():
    edge = FAR - 0.001
    poles = at([[edge, 1, 0, 0], [0, 0, 0, 0], [0, 0, LEANING - 0.001, 1]])
    np.testing.assert_array_equal(poles.step([1, 1, 1]), [1, 1, 1])
    assert poles.alive.tolist() == [False, True, False]
    before = poles.states.copy()
    np.testing.assert_array_equal(poles.step([-1, 1, 7]), [0, 1, 0])
    np.testing.assert_array_equal(poles.states[[0, 2]], before[[0, 2]])
    assert (poles.states[1] != before[1]).any()
    assert poles.steps.tolist() == [1, 2, 1]
    assert poles.alive.tolist() == [False, True, False]


def test_a_pole_that_is_put_upright_after_its_end_has_still_ended():
    poles = at([[0, 0, 1, 0], [0, 0, 0, 0]])
    poles.step([0, 0])
    poles.states = np.zeros((2, 4))
    np.testing.assert_array_equal(poles.step([0, 0]), [0, 1])
    assert poles.alive.tolist() == [False, True]
    np.testing.assert_array_equal(poles.states[0], np.zeros(4))


@pytest.mark.parametrize("side", [-1, 1])
def test_the_edge_itself_is_not_an_end(side):
    stands = at([[side * FAR, 0, 0, 0], [0, 0, side * LEANING, 0]])
    stands.step([0, 0])
    falls = at(
        [
            [side * np.nextafter(FAR, 3), 0, 0, 0],
            [0, 0, side * np.nextafter(LEANING, 1), 0],
            [0, 0, 0, 0],
        ]
    )
    falls.step([0, 0, 0])
    assert stands.alive.tolist() == [True, True]
    assert falls.alive.tolist() == [False, False, True]


def test_a_step_leaves_earlier_arrays_alone():
    poles = Poles(4, drawn(0))
    kept = poles.states, poles.alive, poles.steps
    copies = [array.copy() for array in kept]
    poles.step([0, 1, 0, 1])
    for array, copy in zip(kept, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_poles_start_near_upright_and_by_their_rng():
    poles = Poles(1000, drawn(5))
    assert poles.states.shape == (1000, 4)
    assert -0.05 <= poles.states.min() < -0.049
    assert 0.049 < poles.states.max() <= 0.05
    assert poles.alive.all()
    assert not poles.steps.any()
    np.testing.assert_array_equal(Poles(1000, drawn(5)).states, poles.states)
    assert (Poles(1000, drawn(6)).states != poles.states).any()


# A play


def test_a_play_is_its_steps():
    episodes = play(half, Poles(7, drawn(1)), drawn(2))
    states, actions, rewards, alive = episodes
    n, T = alive.shape
    assert states.shape == (7, T, 4)
    assert n == 7
    assert T == episodes.lengths.max() > episodes.lengths.min()
    poles = Poles(7, drawn(1))
    for t in range(T):
        np.testing.assert_array_equal(states[:, t], poles.states)
        np.testing.assert_array_equal(alive[:, t], poles.alive)
        np.testing.assert_array_equal(rewards[:, t], poles.step(actions[:, t]))
    assert not poles.alive.any()
    np.testing.assert_array_equal(poles.steps, episodes.lengths)
    assert (actions[~alive] == -1).all()
    assert set(actions[alive]) == {0, 1}
    np.testing.assert_array_equal(rewards, alive)


def test_a_play_ends_where_longest_says():
    episodes = play(balancing, Poles(3, drawn(0), longest=30), drawn(0))
    assert episodes.lengths.tolist() == [30, 30, 30]
    assert episodes.alive.all()


def test_a_play_is_its_rng():
    plays = [
        play(half, Poles(5, drawn(0)), drawn(seed)).actions
        for seed in (4, 4, 5)
    ]
    np.testing.assert_array_equal(plays[0], plays[1])
    assert plays[2].shape != plays[0].shape or (plays[2] != plays[0]).any()


@pytest.mark.parametrize("right", [0.0, 0.3, 1.0])
def test_actions_come_with_their_probabilities(right):
    def policy(states):
        return np.tile([1 - right, right], (len(states), 1))

    actions, alive = play(policy, Poles(500, drawn(0)), drawn(1))[1::2]
    share = (actions[alive] == 1).mean()
    spread = np.sqrt(right * (1 - right) / alive.sum())
    assert abs(share - right) <= 4 * spread


def test_each_pole_has_the_probabilities_of_its_own_state():
    def policy(states):  # certain: to where the pole leans
        right = (states[:, 2] > 0).astype(float)
        return np.column_stack([1 - right, right])

    states, actions, _, alive = play(policy, Poles(9, drawn(0)), drawn(1))
    leaning = states[..., 2] > 0
    np.testing.assert_array_equal(actions[alive], leaning[alive])
    assert 0 < leaning[alive].mean() < 1


def test_a_play_takes_a_net():
    net = Linear(4, 2, drawn(0))
    net.W[...] = 0.0
    one = play(lambda S: softmax(net.forward(S)), Poles(4, drawn(0)), drawn(1))
    coin = play(half, Poles(4, drawn(0)), drawn(1))
    np.testing.assert_array_equal(one.actions, coin.actions)


# What an action is worth


def test_returns_to_go_on_the_pencil():
    rewards = [[1.0, 2.0, 4.0], [0.0, 0.0, 8.0]]
    np.testing.assert_array_equal(
        returns_to_go(rewards), [[7, 6, 4], [8, 8, 8]]
    )
    np.testing.assert_array_equal(
        returns_to_go(rewards, 0.5), [[3, 4, 4], [2, 4, 8]]
    )
    np.testing.assert_array_equal(returns_to_go(rewards, 0.0), rewards)
    assert returns_to_go(np.array([[1, 2]])).dtype == np.float64
    assert returns_to_go(np.ones((1, 2), np.float32)).dtype == np.float32


@given(n=small, T=small, discount=st.floats(0, 1), seed=seeds)
def test_returns_to_go_are_their_sums(n, T, discount, seed):
    rewards = drawn(seed).normal(size=(n, T))
    before = rewards.copy()
    G = returns_to_go(rewards, discount)
    sums = [
        [
            sum(discount ** (k - t) * rewards[i, k] for k in range(t, T))
            for t in range(T)
        ]
        for i in range(n)
    ]
    np.testing.assert_allclose(G, sums, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(rewards, before)


def test_the_mean_of_others_on_the_pencil():
    G = [[3.0, 2.0, 1.0], [1.0, 9.0, 9.0], [2.0, 1.0, 9.0]]
    alive = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0]], bool)
    np.testing.assert_array_equal(
        mean_of_others(G, alive), [[1.5, 0.5, 0], [2.5, 1.5, 0.5], [2, 1, 0.5]]
    )


@given(n=st.integers(2, 5), T=small, seed=seeds)
def test_a_baseline_of_others_is_their_mean_and_forgets_its_own(n, T, seed):
    rng = drawn(seed)
    G, alive = rng.normal(size=(n, T)), rng.random((n, T)) < 0.7
    b = mean_of_others(G, alive)
    counted = np.where(alive, G, 0.0)
    for i in range(n):
        others = np.delete(counted, i, axis=0).mean(axis=0)
        np.testing.assert_allclose(b[i], others, rtol=1e-12, atol=1e-12)
        changed = G.copy()
        changed[i] += 100.0
        np.testing.assert_allclose(
            mean_of_others(changed, alive)[i], b[i], rtol=0, atol=1e-12
        )
