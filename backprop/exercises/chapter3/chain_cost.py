"""3.5: the multiplications of forward and of reverse accumulation."""

from functools import reduce

import numpy as np

from ..pools.counts import CHAINS
from ..record import Exercise, Wrong
from .apart import apart


def draw(rng):
    while True:
        a, b, c, d = map(int, rng.choice(np.arange(3, 11), 4, False))
        sizes = {"a": a, "b": b, "c": c, "d": d}
        answers = [wrong.answer(**sizes) for wrong in CHAIN_COST.mistakes]
        if apart([list(truth(**sizes).values()), *answers], 0.4):
            return sizes


def _cost(matrices):
    """Multiply from left to right, and count the products as they arise."""
    count = 0

    def product(A, B):
        nonlocal count
        products = A[:, :, None] * B[None, :, :]
        count += products.size
        return products.sum(axis=1)

    reduce(product, matrices)
    return count


def _both(*shapes):
    """(reverse, forward) for Jacobians, the last function's first."""
    matrices = [np.ones(shape) for shape in shapes]
    return _cost(matrices), _cost([M.T for M in matrices[::-1]])


def truth(a, b, c, d):
    reverse_A, forward_A = _both((1, c), (c, b), (b, a))
    reverse_B, forward_B = _both((d, c), (c, b), (b, 1))
    return {
        "reverse_A": reverse_A,
        "forward_A": forward_A,
        "reverse_B": reverse_B,
        "forward_B": forward_B,
        "nudges_A": 2 * a,
    }


def about(**sizes):
    counts = truth(**sizes)
    return {"others": {f"the count of {k}": v for k, v in counts.items()}}


def _swapped(**sizes):
    reverse_A, forward_A, reverse_B, forward_B, nudges = truth(
        **sizes
    ).values()
    return forward_A, reverse_A, forward_B, reverse_B, nudges


def _reverse_always_cheap(**sizes):
    reverse_A, forward_A, reverse_B, forward_B, nudges = truth(
        **sizes
    ).values()
    return reverse_A, forward_A, forward_B, reverse_B, nudges


def _same_price(**sizes):
    reverse_A, _, _, forward_B, nudges = truth(**sizes).values()
    return reverse_A, reverse_A, forward_B, forward_B, nudges


def _last_product_forgotten(a, b, c, d):
    return c * b, c * b * a, d * c * b, c * b, 2 * a


def _first_product_forgotten(a, b, c, d):
    return b * a, c * a, d * b, d * c, 2 * a


def _entries_counted(a, b, c, d):
    return b + a, c * a + a, d * b + d, c + d, 2 * a


def _one_pass_an_input(**sizes):
    return *list(truth(**sizes).values())[:4], sizes["a"]


def _one_sided(**sizes):
    return *list(truth(**sizes).values())[:4], sizes["a"] + 1


def _sums_too(**sizes):
    *counts, nudges = truth(**sizes).values()
    return *(2 * count for count in counts), nudges


CHAIN_COST = Exercise(
    id="3.5",
    title="The same product, another price",
    kind="compute",
    objective="3f",
    points=2,
    minutes=10,
    takes="five whole numbers, (reverse_A, forward_A, reverse_B, forward_B, "
    "nudges_A)",
    section="03-chain-rule#Forward or backward: the same product, another "
    "price",
    draw=draw,
    truth=truth,
    chain=CHAINS,
    about=about,
    close=0.5,
    mistakes=(
        Wrong(
            "reverse-always-cheap",
            _reverse_always_cheap,
            "Reverse is cheap where it carries one row, from one loss. In "
            "B it carries a row for each output, while forward carries a "
            "single column.",
            "A and nudges_A are right; in B the two are exchanged.",
        ),
        Wrong(
            "swapped",
            _swapped,
            "Reverse starts at the outputs, with the Jacobian of the last "
            "function. Forward starts at the inputs, with that of the first.",
            "Reverse and forward are exchanged, in A and in B.",
        ),
        Wrong(
            "last-product-forgotten",
            _last_product_forgotten,
            "Three Jacobians take two products. Yours is the price of the "
            "first product alone.",
            "nudges_A is right; all four counts are too small.",
        ),
        Wrong(
            "first-product-forgotten",
            _first_product_forgotten,
            "You counted the product that is done last. The matrix that "
            "goes into it had to be made first, by a product too.",
            "nudges_A is right; all four counts are too small.",
        ),
        Wrong(
            "entries-counted",
            _entries_counted,
            "Those are the entries of the results. Each entry is a sum of "
            "products, as many as the size that the two matrices share.",
            "nudges_A is right; all four counts are too small.",
        ),
        Wrong(
            "same-price",
            _same_price,
            "The result is the same in either order, but not the price. "
            "A matrix times a matrix costs more than a row times a matrix.",
            "Reverse and forward are given as equal, in A and in B.",
        ),
        Wrong(
            "sums-too",
            _sums_too,
            "You counted the additions as well. Here only the "
            "multiplications are asked.",
            "The four counts are 2 times too large; nudges_A is right.",
        ),
        Wrong(
            "one-pass-an-input",
            _one_pass_an_input,
            "A central difference looks to both sides of an input: one "
            "forward pass at x + h and one at x - h.",
            "All is right but nudges_A.",
            "03-chain-rule#Measuring a slope well",
        ),
        Wrong(
            "one-sided",
            _one_sided,
            "One pass at x and one more for each input is the price of "
            "forward differences. A central difference does not use f(x).",
            "All is right but nudges_A.",
            "03-chain-rule#Measuring a slope well",
        ),
    ),
)
