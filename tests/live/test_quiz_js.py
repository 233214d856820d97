"""The page's quiz: the order of its choices, its score, its picture."""

import json

import pytest
from node import LIVE, answers, needs_node

pytestmark = needs_node


def answer(expression):
    """What an expression of quiz.mjs and scale.mjs is worth."""
    return answers(f"""
import * as quiz from "{(LIVE / "quiz.mjs").as_uri()}";
import * as scale from "{(LIVE / "scale.mjs").as_uri()}";
console.log(JSON.stringify({expression}));
""")


def test_choices_are_as_in_print_and_then_in_other_orders():
    orders = answer(
        "[0, 1, 2, 3].map((attempt) => [...Array(8).keys()].map("
        "(round) => quiz.order(4, round, attempt)))"
    )
    first, *later = orders
    assert first == [[0, 1, 2, 3]] * 8
    for attempt in later:
        assert all(sorted(order) == [0, 1, 2, 3] for order in attempt)
        assert len(set(map(tuple, attempt))) > 3
    assert len({str(attempt) for attempt in orders}) == 4


PLAY = """(() => {
  const rounds = [0, 1, 1].map((right) => ({ right, choices: ["a", "b"] }));
  const game = new quiz.Game(rounds);
  const told = [];
  const take = (place) => {
    game.answer(place);
    game.answer(1 - place); // too late
    told.push(quiz.verdict(game), quiz.outcome(game.answers.at(-1)));
    game.next();
  };
  take(0);
  game.ask();
  take(1);
  take(0);
  const result = [game.score, game.over, told];
  game.again();
  return [...result, game.score, game.at, game.clue];
})()"""


def test_a_clue_costs_half_a_point_and_the_first_answer_counts():
    score, over, told, *anew = answer(PLAY)
    assert score == 1.5
    assert over
    assert told == [
        "Right.",
        "right",
        "Right, for half a point.",
        "right, with the clue",
        "Not this one: it is B.",
        "not found",
    ]
    assert anew == [0, 0, False]


def test_points_in_words():
    words = answer("[0, 0.5, 1, 3.5, 8].map(quiz.points)")
    assert words == ["0", "½", "1", "3½", "8"]


def test_the_picture_says_where_a_curve_leaves_and_where_it_stops():
    curves = [
        {"label": "out", "last": 8, "y": [1, 2, 500, None, None]},
        {"label": "short", "last": 2, "y": [1, 0.5, 0.25]},
        {"label": "whole", "last": 8, "y": [1, 0.9, 0.8, 0.7, 0.6]},
    ]
    found = answer(f"quiz.picture({{ylim: [0.2, 110]}}, {json.dumps(curves)})")
    assert found["xlim"] == [0, 9]
    assert [line["x"] for line in found["lines"][:3]] == [
        [0, 2, 4, 6, 8],
        [0, 1, 2],
        [0, 2, 4, 6, 8],
    ]
    leaves, stops = found["points"]
    assert (leaves["x"], leaves["y"]) == ([4], [110])
    assert (stops["x"], stops["y"]) == ([2], [0.25])
    assert found["lines"][3]["label"].startswith("_")


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ("[0.001, 10]", ["0.001", "0.01", "0.1", "1", "10"]),
        ("[0.22, 1.3]", ["0.3", "0.5", "0.7", "1"]),
        ("[0.15, 1.3]", ["0.2", "0.5", "1"]),
        ("[1.05, 1.25]", ["1.05", "1.1", "1.15", "1.2", "1.25"]),
        ("[0.00015, 0.0013]", ["2·10⁻⁴", "5·10⁻⁴", "0.001"]),
    ],
)
def test_a_logarithmic_axis_has_enough_numbers(limits, expected):
    ticks = answer(f"scale.ticks({limits}, 5, true).map(scale.text)")
    assert ticks == expected
