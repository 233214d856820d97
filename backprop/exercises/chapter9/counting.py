"""9.1: the shapes and parameters of a net like LeNet-5."""

import numpy as np

from ...layers import Conv2d, Flatten, Linear, MaxPool2d, Sequential
from ..chapter3.apart import apart
from ..pools.images import LENET
from ..record import Exercise, Wrong
from ..slipped import wrong

CLOSE = 0.1


def draw(rng):
    """An image (H, W, c), two convolutions with pools, two linear layers."""
    while True:
        k1, k2 = map(int, rng.choice([3, 4, 5, 6], 2, replace=False))
        c, c1, c2 = (
            int(rng.choice(a))
            for a in ([2, 3, 4], [5, 6, 7, 8], [10, 12, 15, 16])
        )
        p = int(rng.integers(1, 3))
        last = rng.choice(np.arange(2, 8), 2, replace=False)
        H, W = (int(2 * (2 * side + k2 - 1) + k1 - 1 - 2 * p) for side in last)
        n = int(rng.choice([20, 30, 40, 50]))
        numbers = {
            "H": H, "W": W, "c": c, "k1": k1, "p": p, "c1": c1, "k2": k2,
            "c2": c2, "n": n, "K": int(rng.choice([9, 11, 13, 14])),
        }  # fmt: skip
        answers = [w.answer(**numbers) for w in COUNTING.mistakes]
        if apart([list(truth(**numbers).values()), *answers], CLOSE):
            return numbers


def truth(H, W, c, k1, p, c1, k2, c2, n, K):
    """Counted on the net itself, which is built for it."""
    rng = np.random.default_rng(0)
    first = Conv2d(c, c1, k1, rng, padding=p)
    second = Conv2d(c1, c2, k2, rng)
    front = Sequential(first, MaxPool2d(2), second, MaxPool2d(2))
    Y = front.forward(np.zeros((1, H, W, c)))
    X = Flatten().forward(Y)
    dense, last = Linear(X.shape[1], n, rng), Linear(n, K, rng)
    layers = first, second, dense, last
    counts = [sum(a.size for a in b.params().values()) for b in layers]
    places = len(second.P)  # a row of P for each: im2col
    H1, W1 = first.forward(np.zeros((1, H, W, c))).shape[1:3]
    return {
        "h": H1,
        "w": W1,
        "rows": Y.shape[1],
        "columns": Y.shape[2],
        "conv_1": counts[0],
        "conv_2": counts[1],
        "dense": counts[2],
        "total": sum(counts),
        "products": places * second.K.size,
    }


def _after_the_pool(**numbers):
    h, w, *others = LENET.answer()(**numbers)
    return h // 2, w // 2, *others


FIRST = "The sizes are not right from the first on."
SECOND = "h and w are right; rows and columns are not."

COUNTING = Exercise(
    id="9.1",
    title="A net like LeNet",
    kind="predict",
    objective="9a",
    points=2,
    minutes=14,
    takes="nine whole numbers, (h, w, rows, columns, conv_1, conv_2, dense, "
    "total, products)",
    section="09-convolution#Channels, stride, padding",
    draw=draw,
    truth=truth,
    chain=LENET,
    close=CLOSE,
    insight="The convolutions do most of the multiplications with few of the "
    "parameters; in the linear layer it is the other way round.",
    more="which of the nine numbers change if the image is twice as high "
    "and twice as wide?",
    mistakes=(
        wrong(LENET, "channels-forgotten", "All is right but conv_2 and the "
              "total."),
        wrong(LENET, "image-channels-forgotten", "All is right but conv_1 "
              "and the total."),
        Wrong(
            "no-biases",
            LENET.slipped(
                "first-bias-forgotten", "second-bias-forgotten",
                "dense-bias-forgotten", "last-bias-forgotten",
            ),
            "You counted weights alone. Each kernel has a bias, and so has "
            "each unit of a linear layer.",
            "Rows, columns and products are right. The four counts of "
            "parameters are too small.",
        ),
        wrong(LENET, "no-padding", FIRST),
        wrong(LENET, "padding-on-one-side", FIRST),
        wrong(LENET, "one-place-short", FIRST),
        wrong(LENET, "second-place-short", SECOND),
        Wrong(
            "every-place-short",
            LENET.slipped("one-place-short", "second-place-short"),
            "H - k is how often the window can move down by one. The place "
            "where it starts counts too: each convolution loses k - 1 rows.",
            FIRST,
        ),
        wrong(LENET, "second-size-kept", SECOND),
        wrong(LENET, "padded-twice", SECOND),
        wrong(LENET, "first-pool-left-out", SECOND),
        wrong(LENET, "last-pool-left-out", SECOND),
        wrong(LENET, "pool-of-stride-1", SECOND),
        Wrong(
            "size-after-the-pool",
            _after_the_pool,
            "h and w are asked of what the first convolution gives, before "
            "the pool halves them.",
            "All is right but h and w.",
        ),
        wrong(LENET, "channels-of-the-image"),
        wrong(LENET, "channels-not-flattened"),
        wrong(LENET, "last-left-out", "All is right but the total."),
        wrong(LENET, "one-place", "All is right but products."),
        wrong(LENET, "places-of-the-input", "All is right but products."),
        wrong(LENET, "places-after-the-pool", "All is right but products."),
    ),
)  # fmt: skip
