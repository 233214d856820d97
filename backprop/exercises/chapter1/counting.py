"""1.4: the parameters and the products of a net."""

import numpy as np

from ..pools.counts import NET_COST
from ..record import Exercise, Wrong


def draw(rng):
    """Widths and a number of rows, all different, in which slips show."""
    names = ("n_in", "n_1", "n_2", "n_out", "N")
    while True:
        sizes = rng.choice(np.arange(3, 11), size=5, replace=False)
        net = dict(zip(names, map(int, sizes), strict=True))
        given = [answer(**net) for answer in (_right, *_WRONG)]
        if len(set(given)) == len(given):
            return net


def _right(**net):
    return tuple(truth(**net).values())


def truth(n_in, n_1, n_2, n_out, N):
    """Counted one by one, as a net of loops would make them."""
    parameters = products = 0
    for inputs, outputs in ((n_in, n_1), (n_1, n_2), (n_2, n_out)):
        for _ in range(outputs):
            for _ in range(inputs):
                parameters += 1
                products += 1
            parameters += 1
    return {
        "parameters": parameters,
        "products a row": products,
        "products of the batch": sum(products for _ in range(N)),
    }


def about(n_in, n_1, n_2, n_out, N):
    first, second, third = n_in * n_1, n_1 * n_2, n_2 * n_out
    others = {
        "the number of weights of the first layer": first,
        "the number of weights of the second layer": second,
        "the number of weights of the third layer": third,
        "the number of weights of the first two layers": first + second,
        "the number of weights of the last two layers": second + third,
        "the number of weights of the first and the last layer": (
            first + third
        ),
        "the number of rows times the number of parameters": (
            N * (first + second + third + n_1 + n_2 + n_out)
        ),
        "the number of biases": n_1 + n_2 + n_out,
        "the number of units, inputs included": n_in + n_1 + n_2 + n_out,
    }
    return {
        "sizes": {"the number of rows": N},
        "others": {name: np.array(count) for name, count in others.items()},
    }


def _counts(weights, biases, products, N):
    return weights + biases, products, N * products


def _biases_forgotten(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 + n_1 * n_2 + n_2 * n_out
    return _counts(weights, 0, weights, N)


def _inputs_with_bias(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 + n_1 * n_2 + n_2 * n_out
    return _counts(weights, n_in + n_1 + n_2 + n_out, weights, N)


def _last_bias_forgotten(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 + n_1 * n_2 + n_2 * n_out
    return _counts(weights, n_1 + n_2, weights, N)


def _biases_as_products(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 + n_1 * n_2 + n_2 * n_out
    both = weights + n_1 + n_2 + n_out
    return _counts(both, 0, both, N)


def _parameters_for_each_row(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 + n_1 * n_2 + n_2 * n_out
    parameters = N * (weights + n_1 + n_2 + n_out)
    return _counts(parameters, 0, weights, N)


def _all_multiplied(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 * n_2 * n_out
    return _counts(weights, n_1 + n_2 + n_out, weights, N)


def _exchanged(n_in, n_1, n_2, n_out, N):
    weights = n_in * n_1 + n_1 * n_2 + n_2 * n_out
    return weights, weights + n_1 + n_2 + n_out, N * weights


_WRONG = {
    _biases_forgotten: (
        "biases-forgotten",
        "Each neuron has a bias besides its weights. It is a parameter and "
        "costs no product.",
        "Both counts of products are right. parameters is the number of "
        "weights alone.",
    ),
    _inputs_with_bias: (
        "inputs-with-bias",
        "The inputs are numbers that come from outside. Only the neurons of "
        "the three layers have biases.",
        "parameters is too large by the number of inputs.",
    ),
    _last_bias_forgotten: (
        "last-bias-forgotten",
        "The last layer has no bend, but it has a bias for each output.",
        "parameters is too small by the number of outputs.",
    ),
    _biases_as_products: (
        "biases-as-products",
        "A bias is added to the sum; nothing is multiplied by it. There is "
        "one product for each weight.",
        "parameters is right. Both counts of products contain the biases.",
    ),
    _parameters_for_each_row: (
        "parameters-for-each-row",
        "Every row uses the same weights and biases. The products are done "
        "anew for each row; the parameters are there once.",
        "parameters is too large by a factor, the number of rows.",
    ),
    _all_multiplied: (
        "all-multiplied",
        "Each layer is a matrix of its own. Multiply the two widths that it "
        "joins, and add up the three layers.",
        "All three counts are too large.",
    ),
    _exchanged: (
        "exchanged",
        "Parameters are weights and biases, so they are more than the "
        "products of a row, one for each weight.",
        "The first two numbers are exchanged.",
    ),
}

COUNTING = Exercise(
    id="1.4",
    title="What a net costs",
    kind="compute",
    objective="1e",
    points=1,
    minutes=4,
    takes="three whole numbers (parameters, products a row, of the batch)",
    section="01-forward-pass#What it costs",
    draw=draw,
    truth=truth,
    chain=NET_COST,
    about=about,
    close=0.4,
    mistakes=tuple(
        Wrong(id, answer, *words) for answer, (id, *words) in _WRONG.items()
    ),
)
