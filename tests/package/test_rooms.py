"""The rooms of the museum that are of part II show what is found there."""

import numpy as np
import pytest

from backprop import gradient_check
from backprop.book.readings import failing
from backprop.mistakes import ATTENTION_MISTAKES, SEQUENCE_MISTAKES

rooms = pytest.importorskip(
    "backprop.book.rooms", reason="matplotlib draws the rooms' tables"
)
EVERY = [*SEQUENCE_MISTAKES.values(), *ATTENTION_MISTAKES.values()]
BASES = sorted({m.base for m in EVERY}, key=lambda base: base.__name__)


def found(layer, base):
    rng = np.random.default_rng(0)
    one, X = rooms.sample(layer, base, rng)
    wrong = failing(gradient_check, one, X, rng)
    return wrong, rooms.reads_ahead(one, X, rng)


@pytest.mark.parametrize("mistake", EVERY, ids=lambda m: m.id)
def test_the_checks_find_there_what_the_catalogue_says(mistake):
    wrong, ahead = found(mistake.layer, mistake.base)
    named = {f"d{array}" for array in mistake.fails_on} or {"·"}
    assert set(wrong.split(", ")) == named
    assert ahead == getattr(mistake, "leaks", False)


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.__name__)
def test_of_a_right_layer_they_find_nothing(base):
    assert found(base, base) == ("·", False)


def shown(room, monkeypatch):
    kept = []
    monkeypatch.setattr(rooms, "table", lambda head, rows: kept.extend(rows))
    room()
    return kept


def test_a_room_has_its_mistakes_and_no_others(monkeypatch):
    titles = [row[0] for row in shown(rooms.along_a_sequence, monkeypatch)]
    assert titles == [m.title for m in SEQUENCE_MISTAKES.values()]
    rows = shown(rooms.wonderful, monkeypatch)
    assert [row[2] for row in rows] == ["·"] * 5
    assert sum(row[3] == "reads ahead" for row in rows) == 4
    for title, loss, _, ahead, _ in rows:
        assert (loss == "too good") == (ahead == "reads ahead"), title
