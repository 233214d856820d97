"""A quiz: what it embeds in the page, what is in print, what it refuses."""

import json
from dataclasses import dataclass

import numpy as np
import pytest
from bs4 import BeautifulSoup

from backprop.live import live_quiz

STEPS = np.arange(2000)
SUSPECT, RIGHT = 1.1 * 0.999**STEPS + 0.3, 1.1 * 0.99**STEPS + 0.1


def one_round(**changes):
    facts = {
        "curves": {"the suspect": SUSPECT, "a right program": RIGHT},
        "choices": ["db = dY.mean(axis=0)", "return dY", "a line too many"],
        "right": 0,
        "clue": "`b1` and `b2` fail, by 1/N.",
        "why": "The bias serves every row, & `db` is their sum.",
        "link": "#exhibit-bias-averaged",
    }
    return facts | changes


def embedded(bundle):
    soup = BeautifulSoup(bundle["text/html"], "html.parser")
    return soup, json.loads(soup.script.text)


def test_a_curve_is_thinned_and_rounded_and_stands_once(shown):
    live_quiz([one_round(), one_round(right=1)])
    _, data = embedded(shown[0])
    assert [one["curves"] for one in data["rounds"]] == [[0, 1], [0, 1]]
    first, second = data["curves"]
    assert (first["label"], first["last"]) == ("the suspect", 1999)
    assert len(first["y"]) == len(second["y"]) == 120
    for k, value in enumerate(first["y"]):
        assert value == float(f"{SUSPECT[k * 1999 // 119]:.3g}")
    low, high = data["rounds"][0]["ylim"]
    assert low < RIGHT.min()
    assert high > SUSPECT.max()


def test_a_short_curve_is_whole():
    from backprop.live.quiz import _curve

    drawn = _curve("short", np.array([2.0, 1.0, 0.0, np.nan, 12345678.0]))
    assert drawn["y"] == [2, 1, None, None, 12300000]
    assert drawn["last"] == 4


def test_a_loss_that_explodes_leaves_the_picture(shown):
    bad = np.concatenate([[1.0, 2.0], np.full(30, 1e300), np.full(5, np.nan)])
    live_quiz([one_round(curves={"bad": bad, "good": RIGHT})])
    soup, data = embedded(shown[0])
    assert 100 < data["rounds"][0]["ylim"][1] < 200
    words = soup.td.p.text
    assert "not finite at 36, where it stops. Loss of good: 1.2 at" in words


def test_the_print_has_every_round_with_the_answers_folded(shown):
    live_quiz([one_round(), one_round(right=2, title="A title", accuracy="x")])
    bundle = shown[0]
    soup, _ = embedded(bundle)
    first, second = soup.tbody.find_all("tr")
    assert [li.text for li in first.find_all("li")] == one_round()["choices"]
    assert len(first.ol.find_all("code")) == 2  # the third is no Python
    clue, answer = first.find_all("details")
    assert clue.p.code.text == "b1"
    assert answer.text.endswith(
        "A: db = dY.mean(axis=0)The bias serves every row, & db is their sum. "
        "Read on"
    )
    assert second.a.text == "A title"
    assert second.a["href"] == "#exhibit-bias-averaged"
    for part in soup.find_all("details"):
        assert not part.has_attr("open")
        part.extract()
    assert "serves every row" not in soup.table.text
    plain = bundle["text/plain"]
    assert "   B. return dY\n" in plain
    assert plain.endswith("Answers: 1 A, 2 C.")


def test_the_same_call_shows_the_same_bytes(shown):
    for _ in range(2):
        live_quiz([one_round()])
    assert shown[0] == shown[1]


def test_eight_rounds_are_light(shown):
    rng = np.random.default_rng(0)
    rounds = []
    for k in range(8):
        noisy = SUSPECT * rng.uniform(0.9, 1.1, 2000)
        curves = {"the suspect": noisy, "a right program": RIGHT}
        choices = [f"self.dW = self.X.T @ dY / {n} + {k}" for n in range(4)]
        rounds.append(
            one_round(
                curves=curves,
                choices=choices,
                why="A sentence of a usual length with its reason. " * 3,
            )
        )
    live_quiz(rounds)
    assert len(shown[0]["text/html"].encode()) < 25_000


def test_a_round_may_be_a_dataclass(shown):
    @dataclass
    class Round:
        curves: dict
        choices: list
        right: int
        clue: str
        why: str
        link: str
        title: str = None

    live_quiz([one_round()])
    live_quiz([Round(**one_round())])
    assert shown[0] == shown[1]


def test_nothing_in_the_data_ends_the_script(shown):
    hostile = "</script><b>&"
    live_quiz([one_round(choices=[hostile, "return dY"], why=hostile)])
    soup, data = embedded(shown[0])
    assert len(soup.find_all("script")) == 1
    assert data["rounds"][0]["choices"][0] == [hostile, False]
    assert soup.li.text == hostile


def lacking(key):
    return {k: v for k, v in one_round().items() if k != key}


@pytest.mark.parametrize(
    ("rounds", "error", "words"),
    [
        ([], ValueError, "a round or more, got none"),
        ([lacking("clue")], ValueError, "round 1 must have .* lacks clue"),
        ([one_round(answer=1)], ValueError, "answer is unknown"),
        ([one_round(), one_round(right=3)], ValueError,
         "round 2's right must be .* one of its 3 choices, got 3"),
        ([one_round(right=-1)], ValueError, "right must be at least 0"),
        ([one_round(right="A")], TypeError, "right must be a whole number"),
        (one_round(), TypeError, "round 1 must be a dict, got str"),
        ([one_round(curves=[1.0])], TypeError, "curves must be a dict"),
        ([one_round(curves={})], ValueError, "a curve or more, got none"),
        ([one_round(curves={"a": []})], ValueError, r"n >= 2, got \(0,\)"),
        ([one_round(curves={"a": [[1.0, 2.0]]})], ValueError, r"\(1, 2\)"),
        ([one_round(curves={"a": ["x", "y"]})], TypeError, "numbers"),
        ([one_round(curves={"a": [np.nan, 1.0]})], ValueError,
         "curve 'a' must be finite, got nan at index"),
        ([one_round(curves={"a": [0.0, 1.0]})], ValueError, "above 0"),
        ([one_round(choices=["x"])], ValueError, "2 to 8 choices, got 1"),
        ([one_round(choices=["x", "y", "x "])], ValueError, "twice: 'x'"),
        ([one_round(choices=["x", 3])], TypeError, "must be text, got int"),
        ([one_round(why=" ")], ValueError, "why must say something"),
    ],
)  # fmt: skip
def test_rounds_that_do_not_fit_are_refused(shown, rounds, error, words):
    with pytest.raises(error, match=words):
        live_quiz(rounds)
    assert not shown
