"""Wrong calls of the poles, of playing, and of what an action is worth."""

import numpy as np
from wrong_values import (
    NOT_A_GENERATOR,
    NOT_NUMBERS,
    NOT_WHOLE,
    T,
    rng,
)

import backprop as bp

T.each("Poles n", NOT_WHOLE, lambda v: bp.Poles(v, rng()))
T.each("Poles longest", NOT_WHOLE, lambda v: bp.Poles(3, rng(), v))
T.each("Poles rng", NOT_A_GENERATOR, lambda v: bp.Poles(3, v))


def step(actions):
    """A step that is refused, and has moved nothing."""
    poles = bp.Poles(3, rng())
    before = poles.states
    try:
        poles.step(actions)
    finally:
        np.testing.assert_array_equal(poles.states, before)
        assert poles.alive.all()
        assert not poles.steps.any()


def ended():
    poles = bp.Poles(3, rng(), longest=1)
    poles.step([0, 1, 0])
    return poles


for what, actions, expected, came in [
    ("one for all", 1, r"shape \(3,\)", r"got \(\)"),
    ("two for three", [0, 1], r"shape \(3,\)", r"got \(2,\)"),
    ("a column", [[0], [1], [0]], r"shape \(3,\)", r"got \(3, 1\)"),
    ("probabilities", [0.2, 0.5, 1.0], "whole numbers", "float64"),
    ("booleans", [True, False, True], "whole numbers", "bool"),
    ("words", ["left", "right", "left"], "whole numbers", "<U5"),
    ("None", None, "whole numbers", "object"),
    ("a third one", [0, 2, 1], r"0 \(left\) or 1 \(right\)", "got 2"),
    ("signs", [1, 1, -1], r"0 \(left\) or 1 \(right\)", "got -1"),
    ("ragged", [[0, 1], [1]], "one array", "different lengths"),
]:
    T.add(f"step: {what}", lambda v=actions: step(v), expected, came)
T.add(
    "step: all have ended",
    lambda: ended().step([0, 0, 0]),
    "at least one pole that is alive",
    "got none",
)


def half(states):
    return np.full((len(states), 2), 0.5)


def play(policy=half, poles=None, draws=None):
    bp.play(
        policy,
        bp.Poles(3, rng()) if poles is None else poles,
        rng() if draws is None else draws,
    )


T.each(
    "play rng",
    {k: v for k, v in NOT_A_GENERATOR.items() if k != "None"},
    lambda v: play(draws=v),
)
T.add("play rng: None", lambda: bp.play(half, bp.Poles(3, rng()), None),
      "numpy.random.Generator", "got NoneType")  # fmt: skip
T.add("play: no function", lambda: play(0.5), "a function", "got float")
T.add(
    "play: the class Poles",
    lambda: play(poles=bp.Poles),
    r"expected Poles\(\.\.\.\)",
    "got the class Poles",
)
T.add(
    "play: states for poles",
    lambda: play(poles=np.zeros((3, 4))),
    "the methods step",
    "got ndarray",
)
T.add(
    "play: poles of an earlier play",
    lambda: play(poles=ended()),
    "at least one pole that is alive.* new Poles",
    "got none",
)
T.each("play policy returns", NOT_NUMBERS, lambda v: play(lambda S: v))
for what, P, expected, came in [
    ("of right alone", np.full(3, 0.5), r"\(3, 2\)", r"got \(3,\)"),
    ("of one pole", np.full((1, 2), 0.5), r"\(3, 2\)", r"got \(1, 2\)"),
    ("turned", np.full((2, 3), 0.5), r"\(3, 2\)", r"got \(2, 3\)"),
    ("scores", np.full((3, 2), 0.0), "with sum 1", "sums from 0.0 to 0.0"),
    ("negative", [[2.0, -1.0]] * 3, "not negative", "got at least -1.0"),
    ("nan", [[np.nan, 0.5]] * 3, "not negative", "got at least nan"),
]:
    T.add(
        f"play probabilities: {what}",
        lambda P=P: play(lambda S: P),
        f"the policy must return probabilities.*{expected}",
        came,
    )

TABLES = [
    ("one episode", np.ones(4), r"\(4,\)"),
    ("a number", 1.0, r"\(\)"),
    ("three axes", np.ones((2, 4, 1)), r"\(2, 4, 1\)"),
    ("no steps", np.ones((2, 0)), r"\(2, 0\)"),
    ("no episodes", np.ones((0, 4)), r"\(0, 4\)"),
]
ALIVE = np.ones((2, 4), bool)
T.each("returns_to_go rewards", NOT_NUMBERS, bp.returns_to_go)
T.each("mean_of_others G", NOT_NUMBERS, lambda v: bp.mean_of_others(v, ALIVE))
for what, table, came in TABLES:
    for name, call in {
        "returns_to_go": bp.returns_to_go,
        "mean_of_others": lambda G: bp.mean_of_others(G, ALIVE),
    }.items():
        T.add(
            f"{name}: {what}",
            lambda v=table, call=call: call(v),
            r"shape \(n, T\), not empty",
            f"got {came}",
        )
for what, discount, expected, came in [
    ("percent", 99, "at least 0.* and at most 1", "got 99"),
    ("negative", -0.5, "at least 0.* and at most 1", "got -0.5"),
    ("nan", np.nan, "finite", "got nan"),
    ("None", None, "a number", "NoneType"),
    ("an array", np.ones(4), "a number", "ndarray"),
]:
    T.add(
        f"returns_to_go discount: {what}",
        lambda v=discount: bp.returns_to_go(np.ones((2, 4)), v),
        f"discount must be .*{expected}",
        came,
    )
for what, alive, expected, came in [
    ("numbers", np.ones((2, 4)), "boolean", "float64"),
    ("lengths", np.array([4, 3]), "boolean", "int64"),
    ("one row", np.ones(4, bool), r"the shape of G, \(2, 4\)", r"\(4,\)"),
    ("turned", np.ones((4, 2), bool), r"shape of G", r"\(4, 2\)"),
    ("ragged", [[True], [True, False]], "one array", "different lengths"),
]:
    T.add(
        f"mean_of_others alive: {what}",
        lambda v=alive: bp.mean_of_others(np.ones((2, 4)), v),
        f"alive must .*{expected}",
        f"got .*{came}",
    )
T.add(
    "mean_of_others: nobody else",
    lambda: bp.mean_of_others(np.ones((1, 4)), np.ones((1, 4), bool)),
    "n >= 2 episodes",
    "got 1",
)
