"""3.7: the gradients of one sigmoid neuron with a squared error."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..pools.neuron import neuron_chain
from ..record import Exercise, Wrong


def _case(name, rng, n):
    x, w = rng.normal(size=n), rng.normal(size=n)
    b, t = float(rng.normal()), float(rng.uniform(0.1, 0.9))

    def loss(x, w, b):
        # σ(z) = ½ (1 + tanh(z/2))
        return float((0.5 + 0.5 * np.tanh(0.5 * (w @ x + b)) - t) ** 2)

    truth = {
        "dw": numerical_gradient(lambda a: loss(x, a, b), w),
        "db": numerical_gradient(lambda a: loss(x, w, a), np.array(b)),
        "dx": numerical_gradient(lambda a: loss(a, w, b), x),
    }
    p = 0.5 + 0.5 * np.tanh(0.5 * (w @ x + b))
    return case(
        name,
        (step("call", (x, w, b, t), truth, ("x", "w", "b", "t")),),
        sizes={"the number of inputs": n},
        factors={"w": w, "x": x},
        others={
            "the slope of p alone, without the square's": np.array(
                p * (1 - p)
            ),
            "the slope of the square alone": np.array(2 * (p - t)),
        },
    )


def cases(rng):
    return [
        _case("4 inputs", rng, 4),
        _case("7 inputs", rng, 7),
        _case("one input", rng, 1),
        _case("3 inputs", rng, 3),
    ]


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _through_z(dz, x, w):
    return dz * x, dz, dz * w


def _slope_missing(x, w, b, t):
    p = _sigmoid(w @ x + b)
    return _through_z(2 * (p - t), x, w)


def _slope_from_z(x, w, b, t):
    z = w @ x + b
    return _through_z(2 * (_sigmoid(z) - t) * z * (1 - z), x, w)


def _sigmoid_twice(x, w, b, t):
    p = _sigmoid(w @ x + b)
    q = _sigmoid(p)
    return _through_z(2 * (p - t) * q * (1 - q), x, w)


def _two_missing(x, w, b, t):
    p = _sigmoid(w @ x + b)
    return _through_z((p - t) * p * (1 - p), x, w)


def _target_minus(x, w, b, t):
    p = _sigmoid(w @ x + b)
    return _through_z(2 * (t - p) * p * (1 - p), x, w)


def _not_swapped(x, w, b, t):
    p = _sigmoid(w @ x + b)
    return _through_z(2 * (p - t) * p * (1 - p), w, x)


def _bias_times_itself(x, w, b, t):
    dw, db, dx = _through_z(2 * _two_missing(x, w, b, t)[1], x, w)
    return dw, db * b, dx


def _bias_forgotten(x, w, b, t):
    p = _sigmoid(w @ x)
    return _through_z(2 * (p - t) * p * (1 - p), x, w)


def _not_summed(x, w, b, t):
    p = _sigmoid(w * x + b)
    dz = 2 * (p - t) * p * (1 - p)
    return dz * x, dz, dz * w


def _neuron_alone(x, w, b, t):
    p = _sigmoid(w @ x + b)
    return _through_z(p * (1 - p), x, w)


SIGMOID_NEURON = Exercise(
    id="3.7",
    title="One neuron, all the way back",
    kind="build",
    objective="3a",
    points=3,
    minutes=15,
    takes="a function of (x, w, b, t) that returns (dw, db, dx)",
    section="03-chain-rule#The sigmoid's slope",
    cases=cases,
    chain=neuron_chain(False, ("dw", "db", "dx"), ("x", "w", "b", "t")),
    mistakes=(
        Wrong(
            "slope-missing",
            _slope_missing,
            "Between z and p stands the sigmoid. Its local slope is a factor "
            "of everything that lies before it.",
        ),
        Wrong(
            "not-summed",
            _not_summed,
            "z is one number, the sum of all w[i] x[i] plus b. w * x is an "
            "array of n products that nobody has added.",
            "db has an entry for each input; the neuron has one bias.",
        ),
        Wrong(
            "slope-from-z",
            _slope_from_z,
            "p (1 - p) is written in the sigmoid's value, not in z.",
        ),
        Wrong(
            "sigmoid-twice",
            _sigmoid_twice,
            "The slope is p (1 - p), with the p that the neuron has. You "
            "took the sigmoid of p once more.",
        ),
        Wrong(
            "target-minus-prediction",
            _target_minus,
            "The square has the slope 2 (p - t) with respect to p. The "
            "minus of an update comes later.",
            "dw, db and dx all have the wrong sign.",
        ),
        Wrong(
            "two-missing",
            _two_missing,
            "The slope of a square is twice its base: 2 (p - t).",
            "dw, db and dx are all half of what they should be.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "not-swapped",
            _not_swapped,
            "A product swaps: a weight receives the gradient of z times its "
            "input, and an input receives it times its weight.",
            "db is right. dw and dx are exchanged.",
        ),
        Wrong(
            "bias-times-itself",
            _bias_times_itself,
            "b is added, not multiplied: z moves by as much as b moves.",
            "dw and dx are right. db is b times too large.",
        ),
        Wrong(
            "bias-forgotten",
            _bias_forgotten,
            "The local slopes are taken at the values that came forward, "
            "and z contains b.",
        ),
        Wrong(
            "neuron-alone",
            _neuron_alone,
            "Those are the slopes of p. The loss stands behind p, and its "
            "own slope comes back first, as the upstream gradient.",
            section="03-chain-rule#The graph: values above, gradients below",
        ),
    ),
)
