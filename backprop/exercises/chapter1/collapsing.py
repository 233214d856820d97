"""1.6: two linear layers as one."""

import numpy as np

from ...checking import numerical_gradient
from ..case import case, step
from ..record import Exercise, Wrong


def _case(name, rng, n_in, n_hidden, n_out):
    W1, b1 = rng.normal(size=(n_in, n_hidden)), rng.normal(size=n_hidden)
    W2, b2 = rng.normal(size=(n_hidden, n_out)), rng.normal(size=n_out)

    def output(x):
        return (x @ W1 + b1) @ W2 + b2

    slopes = [
        numerical_gradient(lambda x, j=j: float(output(x)[j]), np.zeros(n_in))
        for j in range(n_out)
    ]
    truth = {"W": np.column_stack(slopes), "b": output(np.zeros(n_in))}
    names = ("W1", "b1", "W2", "b2")
    return case(
        name,
        (step("call", (W1, b1, W2, b2), truth, names),),
        sizes={
            "the number of inputs": n_in,
            "the number of hidden neurons": n_hidden,
            "the number of outputs": n_out,
        },
        factors={"b1 W2": b1 @ W2, "b2": b2},
        others={
            "b2 alone": b2,
            "b1 W2 alone": b1 @ W2,
            "b1 W2 minus b2": b1 @ W2 - b2,
            "b2 plus the mean of b1": b2 + b1.mean(),
        },
    )


def cases(rng):
    return [
        _case("a 4-5-3 net", rng, 4, 5, 3),
        _case("one hidden neuron", rng, 4, 1, 3),
        _case("a 3-3-3 net", rng, 3, 3, 3),
        _case("a 3-7-6 net", rng, 3, 7, 6),
    ]


def _first_bias_dropped(W1, b1, W2, b2):
    return W1 @ W2, b2


def _biases_added(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


def _order_exchanged(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


def _columns(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


def _both_biases_multiplied(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


def _second_bias_dropped(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


def _relu_between(W1, b1, W2, b2):
    return np.maximum(W1, 0) @ W2, np.maximum(b1, 0) @ W2 + b2


def _transposed(W1, b1, W2, b2):
    return W2.T @ W1.T, W2.T @ b1 + b2


def _bias_summed(W1, b1, W2, b2):
    return W1 @ W2, b1.sum() + b2


COLLAPSE = Exercise(
    id="1.6",
    title="Two linear layers as one",
    kind="build",
    objective="1d",
    points=2,
    minutes=4,
    takes="a function of (W1, b1, W2, b2) that returns (W, b)",
    section="01-forward-pass#Layers without a bend",
    cases=cases,
    mistakes=(
        Wrong(
            "first-bias-dropped",
            _first_bias_dropped,
            "The first bias does not vanish. The second layer reads it "
            "together with X W1, and multiplies it by its own weights.",
            "W is right. b is b2 alone.",
        ),
        Wrong(
            "biases-added",
            _biases_added,
            "b1 has an entry for each hidden neuron, b2 one for each output. "
            "Before they can meet, b1 passes through the second layer's "
            "weights.",
        ),
        Wrong(
            "order-exchanged",
            _order_exchanged,
            "A row meets W1 first and stands on the left: X W1 W2. The order "
            "of a matrix product cannot be exchanged.",
        ),
        Wrong(
            "columns",
            _columns,
            "W2 W1 and W2 b1 are right where an example is a column. Here it "
            "is a row: the weights stand on the right of what they multiply.",
        ),
        Wrong(
            "both-biases-multiplied",
            _both_biases_multiplied,
            "Only what enters the second layer is multiplied by W2. b2 is "
            "added after that product.",
        ),
        Wrong(
            "second-bias-dropped",
            _second_bias_dropped,
            "The second layer adds its own bias at the end, and that one "
            "reaches the output as it is.",
            "W is right. b lacks b2.",
        ),
        Wrong(
            "relu-between",
            _relu_between,
            "There is no ReLU between these two layers. With one they would "
            "not collapse, whatever W and b.",
        ),
        Wrong(
            "transposed",
            _transposed,
            "For examples as columns this would be the matrix. Here "
            "an example is a row and is multiplied from the left.",
            "W has rows and columns exchanged; b is right.",
        ),
        Wrong(
            "bias-summed",
            _bias_summed,
            "The entries of b1 reach each output with the weights of the "
            "second layer, not with 1.",
            "W is right. b is b2 plus the sum of b1.",
        ),
    ),
)
