"""Numbers to be counted or worked out one by one: 1.4, 3.5 and 4.7."""

import numpy as np

from ..chains import Chain, Slip


def typed_chain(lines, gives, slips, sections=None):
    """A Chain of parts that are typed in; slips: (line, id, rule, words)."""
    made = tuple(Slip(*slip) for slip in slips)
    return Chain(lines, gives, made, sections=sections or {})


def _weights(v):
    return v.n_in * v.n_1 + v.n_1 * v.n_2 + v.n_2 * v.n_out


NET_COST = typed_chain(
    {
        "weights": _weights,
        "biases": lambda v: v.n_1 + v.n_2 + v.n_out,
        "a": lambda v: v.weights + v.biases,
        "b": lambda v: v.weights,
        "c": lambda v: v.N * v.b,
    },
    ("a", "b", "c"),
    (
        ("weights", "first-layer-forgotten", lambda v: v.n_1 * v.n_2
         + v.n_2 * v.n_out, "The layer that reads the inputs has weights "
         "too: n_in times n_1."),
        ("weights", "last-layer-forgotten", lambda v: v.n_in * v.n_1
         + v.n_1 * v.n_2, "The last layer has weights too: n_2 times n_out."),
        ("weights", "second-reads-inputs", lambda v: v.n_in * v.n_1
         + v.n_in * v.n_2 + v.n_2 * v.n_out, "The second layer reads the "
         "first hidden layer, not the inputs: n_1 times n_2."),
        ("weights", "all-in-a-product", lambda v: v.n_in * v.n_1 * v.n_2
         * v.n_out, "Each layer is a matrix of its own. Multiply the two "
         "widths that it joins, and add up the three layers."),
        ("biases", "no-biases", lambda v: 0, "Each neuron has a bias, which "
         "is a parameter besides its weights."),
        ("biases", "one-a-layer", lambda v: 3, "A layer has a bias for each "
         "of its neurons, not one for all."),
        ("biases", "last-biases-forgotten", lambda v: v.n_1 + v.n_2, "The "
         "last layer has no bend, but it has a bias for each output."),
        ("biases", "inputs-with-bias", lambda v: v.n_in + v.n_1 + v.n_2
         + v.n_out, "The inputs are numbers from outside, without biases."),
        ("b", "biases-as-products", lambda v: v.weights + v.biases, "A bias "
         "is added, and nothing is multiplied by it: one product a weight."),
        ("b", "sums-too", lambda v: 2 * v.weights, "You count the additions "
         "too. Asked are the products."),
        ("c", "rows-squared", lambda v: v.N * v.N * v.b, "Each row takes as "
         "many products as one row: times N, once."),
        ("c", "one-row", lambda v: v.b, "That is one row's. The batch has N."),
    ),
)  # fmt: skip

CHAINS = typed_chain(
    {
        "ra": lambda v: v.c * v.b + v.b * v.a,
        "fa": lambda v: v.c * v.b * v.a + v.c * v.a,
        "rb": lambda v: v.d * v.c * v.b + v.d * v.b,
        "fb": lambda v: v.c * v.b + v.d * v.c,
        "nudges": lambda v: 2 * v.a,
    },
    ("ra", "fa", "rb", "fb", "nudges"),
    tuple(
        (line, f"{line}-{id}", rule, words)
        for line, id, rule, words in (
            ("ra", "one-product", lambda v: v.c * v.b, "Three Jacobians take "
             "two products. reverse_A is the first alone."),
            ("ra", "triple", lambda v: v.c * v.b * v.a, "Reverse in A carries "
             "a row: (1, c)(c, b) takes c · b products, then (1, b)(b, a)."),
            ("ra", "third-product", lambda v: v.c * v.b + v.b * v.a + v.a,
             "Three matrices take two products. In reverse_A a third is "
             "counted."),
            ("fa", "one-product", lambda v: v.c * v.b * v.a, "Three Jacobians "
             "take two products. forward_A is the first alone; then the "
             "result (c, a) meets (1, c)."),
            ("fa", "multiplied", lambda v: v.c * v.b * v.a * v.c * v.a, "The "
             "prices of two products are added, not multiplied."),
            ("fa", "of-reverse", lambda v: v.c * v.b + v.b * v.a, "That is "
             "the price of reverse. Forward in A starts with (c, b)(b, a)."),
            ("ra", "of-forward", lambda v: v.c * v.b * v.a + v.c * v.a, "That "
             "is the price of forward. Reverse in A starts with (1, c)."),
            ("rb", "one-product", lambda v: v.d * v.c * v.b, "Three Jacobians "
             "take two products. reverse_B is the first alone; then (d, b) "
             "meets (b, 1)."),
            ("rb", "other-sizes", lambda v: v.d * v.c * v.b + v.d * v.c, "The "
             "second product of reverse_B is (d, b)(b, 1): d · b, not d · c."),
            ("rb", "of-forward", lambda v: v.c * v.b + v.d * v.c, "Reverse in "
             "B starts at its d outputs and carries d rows. You gave the "
             "price of forward."),
            ("fb", "of-reverse", lambda v: v.d * v.c * v.b + v.d * v.b,
             "Forward in B carries one column. You gave the price of "
             "reverse."),
            ("fb", "one-product", lambda v: v.c * v.b, "Three Jacobians take "
             "two products. forward_B is the first alone."),
            ("fb", "third-product", lambda v: v.c * v.b + v.d * v.c + v.b,
             "The Jacobian (b, 1) is given. Only two products are taken."),
            ("nudges", "one-side", lambda v: v.a, "A central difference takes "
             "two forward passes for each input, at x + h and x - h."),
            ("nudges", "with-start", lambda v: v.a + 1, "One pass at x and "
             "one more an input are forward differences. A central one does "
             "not use f(x)."),
            ("nudges", "both-and-start", lambda v: 2 * v.a + 1, "A central "
             "difference does not use f(x): two passes an input, no more."),
            ("nudges", "every-unit", lambda v: 2 * (v.a + v.b + v.c), "Only "
             "the inputs are nudged; the sizes between are computed."),
            ("nudges", "entries", lambda v: 2 * v.a * v.b, "Nudged are the a "
             "inputs. A pass measures the slope of the loss by one of them."),
        )
    ),
)  # fmt: skip


def _products(v):
    a, b, c, d = v.widths
    return a * b + b * c + c * d


def _spared(v):
    return 2 * _products(v) - v.widths[0] * v.widths[1]


ONE_ROW = "The first three are asked for one row. You counted the batch."
ADDITIONS = "You counted the additions as well. Asked are the multiplications."
LAYERS = (
    "The sum over the three layers is all: each layer has its own sizes, and "
    "nothing is multiplied by their number."
)
BYTES = "You gave the bytes. Asked is how many numbers are kept."
PASS_COST = typed_chain(
    {
        "f": _products,
        "b": lambda v: 2 * _products(v),
        "w": _spared,
        "m": lambda v: v.N * sum(v.widths[:3]),
    },
    ("f", "b", "w", "m"),
    (
        ("f", "all-rows", lambda v: v.N * _products(v), ONE_ROW),
        ("b", "all-rows-back", lambda v: 2 * v.N * _products(v), ONE_ROW),
        ("w", "all-rows-spared", lambda v: v.N * _spared(v), ONE_ROW),
        ("f", "additions", lambda v: 2 * _products(v), ADDITIONS),
        ("b", "additions-back", lambda v: 4 * _products(v), ADDITIONS),
        ("w", "additions-spared", lambda v: 2 * _spared(v), ADDITIONS),
        ("f", "three-layers", lambda v: 3 * _products(v), LAYERS),
        ("b", "three-layers-back", lambda v: 6 * _products(v), LAYERS),
        ("w", "three-layers-spared", lambda v: 3 * _spared(v), LAYERS),
        ("w", "no-dX-at-all", _products, "Only the first layer's dX is "
         "spared. The other two are the way on which the gradient gets to "
         "the layers before them."),
        ("f", "biases", lambda v: _products(v) + sum(v.widths[1:]), "A bias "
         "is added: it costs no product."),
        ("b", "same-back", _products, "On the way back each linear layer has "
         "two products: one for dW and one for dX, each as large as the one "
         "forward."),
        ("b", "three-times", lambda v: 3 * _products(v), "Three times the "
         "forward pass is forward and backward together. The backward pass "
         "alone makes dW and dX."),
        ("b", "biases", lambda v: 2 * (_products(v) + sum(v.widths[1:])), "A "
         "bias costs no product, forward or back."),
        ("w", "from-one", lambda v: _products(v) - v.widths[0] * v.widths[1],
         "Spared is one product of the backward pass, and that has two for "
         "each layer: 2 · forward less n_in · n_1."),
        ("w", "spares-weights", lambda v: 2 * (_products(v) - v.widths[0]
         * v.widths[1]), "The first layer spares its dX only. Its dW is what "
         "the whole pass is made for."),
        ("w", "last-layer", lambda v: 2 * _products(v) - v.widths[2]
         * v.widths[3], "The gradient of the data is the dX of the first "
         "layer. You left out the last layer's."),
        ("w", "inputs-alone", lambda v: 2 * _products(v) - v.widths[0], "The "
         "first dX is a product of a row with a whole matrix: it takes "
         "n_in · n_1 multiplications."),
        ("w", "two-layers", lambda v: 2 * _products(v) - v.widths[0]
         * v.widths[1] - v.widths[1] * v.widths[2], "Only the first layer's "
         "dX is spared: the second layer's is needed to get there."),
        ("m", "one-row", lambda v: sum(v.widths[:3]), "Each row of the batch "
         "is remembered: dW is made of X and dY of all rows."),
        ("m", "outputs", lambda v: v.N * sum(v.widths), "The logits are kept "
         "by the loss, if at all. Counted are the inputs of the three linear "
         "layers."),
        ("m", "data-forgotten", lambda v: v.N * sum(v.widths[1:3]), "The "
         "first linear layer keeps its input too: the data X."),
        ("m", "twice", lambda v: v.N * (v.widths[0] + 2 * sum(v.widths[1:3])),
         "A sigmoid's output is the next layer's input: one array, counted "
         "once."),
        ("m", "one-too-late", lambda v: v.N * sum(v.widths[1:]), "A layer "
         "keeps its input. You counted the outputs of the three layers."),
        ("m", "bytes", lambda v: 8 * v.N * sum(v.widths[:3]), BYTES),
        ("m", "bytes-of-32", lambda v: 4 * v.N * sum(v.widths[:3]), BYTES),
        ("m", "parameters", lambda v: v.N * sum(v.widths[:3]) + _products(v),
         "Parameters are not counted here."),
        ("m", "multiplied", lambda v: v.N * int(np.prod(v.widths[:3])), "The "
         "arrays lie beside each other: their entries are added."),
    ),
    {"m": "04-backward-pass#What must be remembered"},
)  # fmt: skip
