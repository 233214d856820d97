"""A program under test: what can be asked of it, and how it is shown."""

import numpy as np

from ...checking import (
    GradientCheckError,
    check_loss,
    gradient_check,
)
from ...layers import he_normal
from ...training import accuracy

PARAMETERS = {"0.W": "W1", "0.b": "b1", "2.W": "W2", "2.b": "b2"}


def wrong_in(report):
    """ "W1 b1": the arrays that a report calls wrong, or "none"."""
    bad = [k for k, v in report.items() if v.verdict == "wrong"]
    return " ".join(PARAMETERS.get(k, k) for k in bad) or "none"


class Suspect:
    """A program under test, with the rows and the rate of its author.

    X (N, 2) and labels (N,) are its training rows, lr its learning rate,
    and x a number at which its activation can be asked.
    Printed, it shows its parts, numbered, by the names that they claim.
    tests counts the calls of fails, check, gradients, part and bend.
    """

    def __init__(self, program, X, labels, lr, x):
        self._program, self._report = program, None
        self.net, self.loss = program.net, program.loss
        self.strength = program.strength
        self.X, self.labels, self.lr, self.x = X, labels, lr, x
        self.tests = 0

    def fails(self, X=None, labels=None):
        """The parameters that one check of a step calls wrong, a text.

        On rows of your choice, or on its own.
        """
        X = self.X if X is None else X
        labels = self.labels if labels is None else labels
        return wrong_in(self.check(X, labels))

    def factor(self, name):
        """What its last check saw of "W1", "b1", "W2" or "b2".

        The program's number over the slope, at the entry that decides;
        NaN where the check could not tell.
        """
        keys = {shown: key for key, shown in PARAMETERS.items()}
        if name not in keys:
            raise ValueError(f"expected one of {', '.join(keys)}, got {name}")
        if self._report is None:
            self.check(self.X, self.labels)
        seen = self._report[keys[name]]
        if seen.verdict not in ("agrees", "wrong"):
            return float("nan")
        return float(f"{seen.claimed / seen.measured:.4g}")

    def part(self, number):
        """What fails in part `number` alone, at random numbers, a text.

        0, 1 and 2 are layers, with parameters W and b and the input X;
        3 is the loss, with its prediction.
        """
        self.tests += 1
        rng = np.random.default_rng(1)
        try:
            if number == len(self.net.layers):
                logits = rng.normal(size=(5, 3))
                report = check_loss(self.loss, logits, np.arange(5) % 3)
            else:
                width = self.net.layers[2 if number else 0].W.shape[0]
                X = rng.normal(size=(5, width))
                report = gradient_check(self.net.layers[number], X, rng)
        except GradientCheckError as error:
            report = error.report
        return wrong_in(report)

    def bend(self, x):
        """(Y, dX) of the activation at the number x, with dY = 1."""
        self.tests += 1
        layer = self.net.layers[1]
        Y = layer.forward(np.array([[float(x)]]))
        dX = layer.backward(np.ones((1, 1)))
        return round(float(Y[0, 0]), 6), round(float(dX[0, 0]), 6)

    def alive(self):
        """The share of its hidden outputs on its own rows that are not 0."""
        first, bend, *_ = self.net.layers
        return float((bend.forward(first.forward(self.X)) != 0).mean())

    def train(self, X=None, lr=None, steps=1500):
        """Take so many steps; how many rows are right then, in words."""
        X, lr = self.X if X is None else X, self.lr if lr is None else lr
        for _ in range(steps):
            self.step(X, self.labels, lr)
        right = accuracy(self.net.forward(X), self.labels)
        return "above 90 %" if right > 0.9 else "below 70 %"

    def restart(self):
        """Weights of He's start, and biases 0; the suspect itself."""
        rng = np.random.default_rng(1)
        for p in self.net.params().values():
            p[...] = he_normal(*p.shape, rng) if p.ndim > 1 else 0.0
        return self

    def objective(self, X, labels):
        """The loss with the penalty."""
        return self._program.objective(X, labels)

    def step(self, X, labels, lr):
        """One update on these rows; the objective before it."""
        return self._program.step(X, labels, lr)

    def gradients(self, X, labels, lr=0.1):
        """(objective, the gradients that one step uses)."""
        self.tests += 1
        return self._program.gradients(X, labels, lr)

    def check(self, X, labels, lr=0.1):
        """The Report on the gradients that one step uses."""
        self.tests += 1
        self._report = self._program.check(X, labels, lr)
        return self._report

    def __repr__(self):
        parts = [*self.net.layers, self.loss]
        shown = [f"{k} {_shown(part)}" for k, part in enumerate(parts)]
        return f"{', '.join(shown)}; strength {self.strength:g}"


def _shown(part):
    sizes = " × ".join(map(str, getattr(part, "W", np.zeros(0)).shape))
    return type(part).__name__ + (f" {sizes}" if sizes != "0" else "")
