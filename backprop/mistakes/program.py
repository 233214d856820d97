"""A whole training program, of parts that a mistake can replace."""

from ..checking import GradientCheckError, Report, check_function
from ..layers import Linear, ReLU, Sequential, he_normal
from ..losses import SoftmaxCrossEntropy, l2_penalty


class Program:
    """A ReLU net with one hidden layer, its loss, L2, and its step.

    objective = loss(net(X), labels) + ½ strength Σ W².
    `head` is a layer after the last Linear, or None.
    Shapes: X (N, n_in), labels (N,), the net's output (N, n_out).
    """

    def __init__(
        self,
        n_in,
        n_hidden,
        n_out,
        rng,
        *,
        strength=1e-3,
        linear=Linear,
        activation=ReLU,
        init=he_normal,
        head=None,
        loss=SoftmaxCrossEntropy,
    ):
        layers = [
            linear(n_in, n_hidden, rng, init=init),
            activation(),
            linear(n_hidden, n_out, rng, init=init),
        ]
        self.net = Sequential(*layers, *([head()] if head else []))
        self.loss = loss()
        self.strength = strength

    def objective(self, X, labels):
        """The number that the program means to lower."""
        value = self.loss.forward(self.net.forward(X), labels)
        return value + l2_penalty(self.net.params(), self.strength)[0]

    def step(self, X, labels, lr):
        """One update on all rows; the objective before it."""
        value = self.objective(X, labels)
        self.net.parameter_gradients(self.loss.backward())
        self.update(self.net, lr)
        return value

    def update(self, part, lr):
        """p -= lr · (dp + strength · p), with no penalty on biases."""
        _, penalty_grads = l2_penalty(part.params(), self.strength)
        for name, p in part.params().items():
            p -= lr * (part.grads()[name] + penalty_grads[name])

    def gradients(self, X, labels, lr=0.1):
        """(objective, grads): the gradients that one step really used.

        (before - after) / lr for each parameter; then all are put back.
        """
        params = self.net.params()
        before = {name: p.copy() for name, p in params.items()}
        value = self.step(X, labels, lr)
        grads = {name: (before[name] - p) / lr for name, p in params.items()}
        self._load(before.values())
        return value, grads

    def check(self, X, labels, lr=0.1):
        """check_function of a step: a Report with a line a parameter.

        Compares `gradients` with differences of `objective`. An array
        that is wrong is reported, not raised.
        """
        params = self.net.params()
        kept = [p.copy() for p in params.values()]

        def value(*arrays):
            self._load(arrays)
            return self.objective(X, labels)

        def gradient(*arrays):
            self._load(arrays)
            return tuple(self.gradients(X, labels, lr)[1].values())

        try:
            report = check_function(value, gradient, *kept)
        except GradientCheckError as error:
            if error.report is None:
                raise
            report = error.report
        finally:
            self._load(kept)
        named = zip(params, report.values(), strict=True)
        return Report(named, report.tolerance)

    def _load(self, arrays):
        for p, array in zip(self.net.params().values(), arrays, strict=True):
            p[...] = array
