"""What the page of the museum measures, measured in another way."""

import os
import re

import numpy as np
import pytest

from backprop import MISTAKES, SoftmaxCrossEntropy, accuracy
from backprop.book import museum, readings, suspects
from backprop.mistakes import Program

EACH = pytest.mark.parametrize("name", MISTAKES)


def plain(seed=0):
    return Program(2, 64, 3, np.random.default_rng(seed))


def test_a_run_keeps_every_tenth_step_without_and_with_the_penalty():
    X, t = museum.points()
    run, again = museum.train(plain(), X, t, steps=31), plain()
    loss = SoftmaxCrossEntropy()
    for k in range(31):
        data = loss.forward(again.net.forward(X), t)
        printed = again.step(X, t, 0.5)
        if k % 10 == 0:
            assert run.losses[k // 10] == pytest.approx(data, rel=1e-12)
            assert run.printed[k // 10] == printed
            share = accuracy(again.net.forward(X), t)
            assert run.share[k // 10] == pytest.approx(share)
    assert len(run.losses) == 4
    assert not run.broken


def test_a_run_ends_where_its_numbers_do():
    X, t = museum.points()
    run = museum.train(museum.built("softmax-diagonal"), X, t, steps=300)
    assert run.broken
    assert run.lost
    assert 0 < len(run.losses) < 30


@pytest.mark.parametrize(
    ("late", "lost"),
    [
        ([0.5, 0.5, 0.5], False),
        ([4.9, 0.5, 4.9], False),  # it leapt, and came back
        ([0.5, 5.1, 0.5], True),  # that far, nobody knows where it lands
    ],
)
def test_lost_is_a_late_loss_above_five_times_the_start(late, lost):
    losses = np.array([1.0, *[9.0] * 8, *late])
    run = museum.Run(losses, None, None, broken=False)
    assert run.lost == lost


def test_the_end_is_a_median_so_that_a_leap_does_not_count():
    losses = np.array([3.0] * 9 + [1, 9, 2])
    run = museum.Run(losses, losses, np.arange(12) / 10, broken=False)
    assert run.end == (1.0, 2.0)


def test_a_number_is_right_where_it_is_the_nearest():
    assert (
        museum.share_right(np.array([[0.4], [1.6]]), np.array([0, 1])) == 0.5
    )
    assert museum.share_right(
        np.array([[2.0, 1], [0, 1]]), np.array([0, 0])
    ) == (0.5)


def test_a_letter_compares_with_the_right_twin(monkeypatch):
    def trained(name, seed=0, right=False):
        share = 0.9 if right else {"bias-averaged": 0.851}.get(name, 0.849)
        return museum.Run(np.ones(4), np.ones(4), np.array([share]), False)

    monkeypatch.setattr(museum, "trained", trained)
    assert museum.letter("bias-averaged") == "T"
    assert museum.letter("mean-twice") == "S"
    monkeypatch.setattr(
        museum,
        "trained",
        lambda *a, **k: museum.Run(np.ones(4), None, np.ones(1), True),
    )
    assert museum.letter("mean-twice") == "D"


def test_twins_run_once_only_where_they_are_one_program(monkeypatch):
    monkeypatch.setattr(museum, "STEPS", 40)
    monkeypatch.setattr(museum, "_known", {})
    museum._trained.cache_clear()
    full = museum.train
    monkeypatch.setattr(
        museum, "train", lambda *a, steps=40: full(*a, steps=steps)
    )
    try:
        one = museum.trained("bias-averaged", right=True)
        assert museum.trained("mean-twice", right=True) is one
        assert museum.trained("fork-overwritten", right=True) is not one
        assert museum.trained("bias-averaged", 1, right=True) is not one
    finally:
        museum._trained.cache_clear()


def test_a_factor_is_found_only_where_one_fits_every_entry():
    measured = np.array([1.0, -2.0, 0.5])
    assert readings.factor(-0.5 * measured, measured) == pytest.approx(-0.5)
    assert readings.factor(measured + [0, 0, 0.1], measured) is None


@EACH
def test_a_pattern_is_that_of_the_record(name):
    found = dict(zip(readings.NAMES, readings.pattern(name), strict=True))
    wrong = {k for k, cell in found.items() if cell not in "·0"}
    assert wrong == set(MISTAKES[name].fails_on)
    zeros = {k for k, cell in found.items() if cell == "0"}
    assert zeros == set(MISTAKES[name].unresolved)


def test_the_patterns_name_the_factors():
    for name, cells in {
        "sum-not-mean": ("×N",) * 4,
        "mean-twice": ("×1/N",) * 4,
        "bias-averaged": ("·", "×1/N", "·", "×1/N"),
        "hidden-delta-sign": ("×−1", "×−1", "·", "·"),
        "penalty-only-in-loss": ("no penalty", "·", "no penalty", "·"),
        "column-minus-row": ("·",) * 4,
    }.items():
        assert readings.pattern(name) == cells


def test_apart_finds_the_part_that_is_wrong():
    assert readings.apart("relu-derivative-missing") == ("dX", "·", "·")
    assert readings.apart("random-feedback") == ("·", "dX", "·")
    assert readings.apart("updated-too-soon") == ("·", "·", "·")


@pytest.mark.long
@pytest.mark.skipif("BACKPROP_LONG" not in os.environ, reason="ten minutes")
@pytest.mark.parametrize(
    "name",
    [
        n
        for n in MISTAKES
        if n not in ("transpose-missing", "gradients-not-zeroed")
    ],
)
def test_the_letter_does_not_hang_on_the_start(name):
    assert len({museum.letter(name, seed) for seed in range(8)}) == 1


def test_a_ranking_leaves_out_what_broke_and_puts_the_best_first(monkeypatch):
    pytest.importorskip("matplotlib", reason="matplotlib draws the cards")
    from backprop.book import cards

    shares = dict.fromkeys(MISTAKES, 0.5)
    shares |= {"bias-averaged": 0.97, "zero-start": 0.33}

    def trained(name, seed=0, right=False):
        broken = name == "softmax-diagonal"
        share = np.array([shares[name]])
        return museum.Run(np.ones(80), np.ones(80), share, broken)

    monkeypatch.setattr(cards, "trained", trained)
    marks = cards.ranking()
    assert sum(len(x) for x, _ in marks.values()) == len(MISTAKES) - 1
    assert marks["wrong gradient"][1][0] == 0.97
    assert marks["another mistake"][1][-1] == 0.33
    assert marks["another mistake"][0][-1] == len(MISTAKES) - 1
    assert list(cards.titles().values())[-1] == "softmax-diagonal"


def test_a_picture_has_both_lines_as_far_as_they_are_low(monkeypatch):
    pytest.importorskip("matplotlib", reason="matplotlib draws the cards")
    from backprop.book import cards

    def trained(name, seed=0, right=False):
        losses = np.linspace(1.0, 0.3 if right else 30.0, 200)
        return museum.Run(losses, losses, np.array([0.9]), not right)

    for module in (cards, museum):
        monkeypatch.setattr(module, "trained", trained)
    picture = cards.side_by_side(museum.numbered("bias-averaged"))
    steps, wrong = picture.lines["wrong line"]
    assert np.isnan(wrong[-1])
    assert np.nanmax(wrong) < cards.HIGHEST
    assert np.isfinite(picture.lines["right line"][1]).all()
    assert steps[1] == 20
    assert "then no number" in picture.words


ARRAYS = {"W1", "b1", "W2", "b2"}


@pytest.mark.parametrize(("name", "others", "clue"), suspects.ROUNDS)
def test_a_clue_says_what_the_check_finds_and_fits_no_other(
    name, others, clue
):
    """Which arrays fail or are 0, and by what factor, as `pattern` has it."""
    cells = dict(
        zip(readings.NAMES.values(), readings.pattern(name), strict=True)
    )
    failing = {a for a, cell in cells.items() if cell not in "·0"}
    said = ARRAYS & set(
        re.findall(r"`(\w+)`", re.split(", (?:and|`W2)", clue)[0])
    )
    if clue.startswith("All four"):
        said = ARRAYS
    if clue.startswith("Nothing fails"):
        assert said == {a for a, cell in cells.items() if cell == "0"}
    elif clue.startswith("Every array agrees"):
        assert not failing
    else:
        assert said == failing
    for word in ("1/N", "N"):
        if f"factor {word}" in clue:
            assert {cells[a] for a in failing} == {f"×{word}"}
    same = [n for n in others if readings.pattern(n) == readings.pattern(name)]
    assert not same or any(
        hint in clue for hint in ("learning rate", "perfect")
    )


def test_a_round_has_the_curves_of_its_suspect_and_of_the_twin():
    for asked, (name, _, clue) in zip(
        suspects.rounds(), suspects.ROUNDS, strict=True
    ):
        mine, twin = asked["curves"].values()
        assert asked["choices"][asked["right"]] == MISTAKES[name].wrong
        assert len({*asked["choices"]}) == 4
        assert mine[::10].tolist() == museum.trained(name).losses.tolist()
        right = museum.trained(name, right=True).losses
        assert twin[::10].tolist() == right.tolist()
        assert asked["link"] == f"#exhibit-{name}"
        assert asked["clue"] == clue
