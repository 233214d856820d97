"""python -m backprop.checking: a report and an exit status."""

import subprocess
import sys
import textwrap

import pytest

LAYERS = """
import numpy as np

class Dense:
    def __init__(self, n_in=4, n_out=3):
        self.W, self.b = np.random.randn(n_in, n_out), np.zeros(n_out)
    def forward(self, X):
        self.X = X
        return X @ self.W + self.b
    def backward(self, dY):
        self.dW, self.db = self.X.T @ dY, dY.sum(0)
        return dY @ self.W.T

class Mean(Dense):
    def backward(self, dY):
        dX = super().backward(dY)
        self.db = dY.mean(0)
        return dX

class Half(Dense):
    def backward(self, dY):
        dX = super().backward(dY)
        del self.db
        return dX

class Table:
    def __init__(self, rng):
        self.E = rng.normal(size=(6, 3))
    def forward(self, i):
        self.i = i
        return self.E[i]
    def backward(self, dY):
        self.dE = np.zeros_like(self.E)
        np.add.at(self.dE, self.i, dY)

class Future(Dense):
    def forward(self, X):
        return X.mean(1, keepdims=True) + X
    def backward(self, dY):
        return dY + dY.mean(1, keepdims=True)

made = Dense()
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.py").write_text(textwrap.dedent(LAYERS))
    return tmp_path


def run(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "backprop.checking", *words],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["mine:Dense", "--shape", "5,4"], 0, "b  agrees"),
        (["mine:Dense", "--shape", "5,2", "--args", "2,3"], 0, "W  agrees"),
        (["mine:made", "--shape", "5,4"], 0, "W  agrees"),
        (["mine.py:Dense", "--shape", "5,4"], 0, "W  agrees"),
        (["mine:Mean", "--shape", "5,4"], 1, "1/5 of what it should be"),
        (["mine:Half", "--shape", "5,4"], 2, "b  unchecked"),
        (["mine:Half", "--shape", "5,4", "--constant", "b"], 0, "W  agrees"),
        (["mine:Table", "--shape", "3,4", "--integers", "6"], 0, "E  agrees"),
        (["mine:Future", "--shape", "2,3,4"], 0, "X  agrees"),
        (["mine:Future", "--shape", "2,3,4", "--causal"], 1, "time 0 moves"),
        (["mine:Future", "--shape", "2,3,4", "--rows"], 0, "no example moves"),
        (["mine:Dense", "--shape", "5,4", "--entries", "2"], 0, "2 of 12"),
    ],
)  # fmt: skip
def test_the_report_and_the_status(folder, words, status, said):
    done = run(folder, *words)
    assert done.returncode == status, done.stdout + done.stderr
    assert said in done.stdout
    assert not done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mine:Nope", "--shape", "5,4"], "no attribute 'Nope'"),
        (["nowhere:Dense", "--shape", "5,4"], "No module named 'nowhere'"),
        (["mine", "--shape", "5,4"], "expected module:Class"),
        (["mine:Dense", "--shape", "5,9"], "ValueError"),
        (["mine:Dense", "--shape", "five"], "such as 5,4, got 'five'"),
        (["mine:Dense"], "--shape"),
    ],
)
def test_what_cannot_be_checked_is_status_2(folder, words, said):
    done = run(folder, *words)
    assert done.returncode == 2
    assert said in done.stderr
