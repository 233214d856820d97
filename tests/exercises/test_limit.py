"""A call that does not end is stopped after some seconds, and says where."""

import signal
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from backprop.exercises import check, failing, limit, session
from backprop.exercises.judging import tried
from backprop.exercises.registry import find

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="signals are Unix's"
)
SOON = 0.2
ID = "4.3"


def right(X, V, dY):
    return dY @ V, dY.T @ X, dY.sum(axis=0)


def endless(X, V, dY):
    k = 0
    while k < len(X):
        dX = dY @ V
    return dX, dX, dX


def swallows(X, V, dY):
    while True:
        try:
            time.sleep(0.01)
        except BaseException:
            pass


def endless_for_one_row(X, V, dY):
    while len(X) == 1:
        time.sleep(0.01)
    return right(X, V, dY)


class Endless:
    def __init__(self, kind):
        self.kind = kind

    def forward(self, X):
        while True:
            self.Y = X + 1

    def backward(self, dY):
        return dY


@pytest.fixture
def rings():
    """What rings when an alarm that was set before goes off; put back."""
    heard = []
    before = signal.signal(signal.SIGALRM, lambda *_: heard.append(1))
    yield heard
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        (endless, "of endless: "),
        (swallows, "of swallows: "),
        (endless_for_one_row, "of endless_for_one_row: time.sleep(0.01)"),
    ],
)
def test_it_is_stopped_and_says_where_it_stood(answer, where):
    started = time.monotonic()
    said = tried(find(ID), answer, seconds=SOON)[0]
    assert time.monotonic() - started < 20 * SOON
    assert said.mistake == "interrupted"
    assert "did not end within 0.2 seconds; it was stopped in line" in (
        said.symptom
    )
    assert where in said.symptom
    assert "runs for ever" in said.cause


def test_a_method_is_stopped_too():
    said = tried(find("4.4"), Endless, seconds=SOON)[0]
    assert "stopped in line" in said.symptom
    assert "of forward" in said.symptom


def test_a_case_that_ends_is_told_from_one_that_does_not():
    _, _, outcomes = tried(find(ID), endless_for_one_row, seconds=SOON)
    assert outcomes[-1].kind == "interrupted"
    assert not any(outcome.kind for outcome in outcomes[:-1])


def test_check_stops_it(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("BACKPROP_PROGRESS", str(tmp_path / "kept.json"))
    for name, empty in (("_record", {}), ("_last", {}), ("_failed", set())):
        monkeypatch.setattr(session, name, empty)
    quick = replace(find(ID), seconds=SOON)
    monkeypatch.setattr(session, "find", lambda id: quick)
    check(ID, endless)
    assert "did not end within 0.2 seconds" in capsys.readouterr().out
    assert failing(ID).X is not None
    check(ID, right)
    assert "passed" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [right, endless])
def test_an_alarm_that_was_set_before_is_set_again(rings, answer):
    handler = signal.getsignal(signal.SIGALRM)
    signal.setitimer(signal.ITIMER_REAL, 50.0, 3.0)
    tried(find(ID), answer, seconds=SOON)
    assert signal.getsignal(signal.SIGALRM) is handler
    left, interval = signal.getitimer(signal.ITIMER_REAL)
    assert 20.0 < left < 50.0
    assert interval == 3.0
    assert not rings


def test_no_alarm_stays_behind(rings):
    tried(find(ID), right, seconds=SOON)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_alarm_that_was_due_in_between_rings_afterwards(rings):
    signal.setitimer(signal.ITIMER_REAL, SOON / 4)
    tried(find(ID), endless, seconds=SOON)
    time.sleep(SOON)
    assert rings


def slow(X, V, dY):
    time.sleep(2 * SOON / 3)
    return right(X, V, dY)


def test_the_time_is_that_of_one_call():
    assert tried(find(ID), slow, seconds=SOON)[0].passed


def beside(*args):
    found = []
    thread = threading.Thread(target=lambda: found.append(tried(*args)[0]))
    thread.start()
    thread.join()
    return found[0]


def test_without_signals_nothing_is_stopped(monkeypatch):
    """Beside the main thread, and in Pyodide."""
    assert beside(find(ID), slow, 0, SOON / 2).passed
    monkeypatch.setattr(limit.sys, "platform", "emscripten")
    assert tried(find(ID), slow, seconds=SOON / 2)[0].passed


def test_every_exercise_has_its_time():
    assert 5 <= find(ID).seconds <= 30
    assert find("5.8d").seconds > find(ID).seconds
    assert np.isfinite(find("4.6").seconds)
