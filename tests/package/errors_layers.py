"""Wrong calls of layers and activations."""

import re

import numpy as np
from wrong_values import (
    NAN,
    NEGATIVE,
    NOT_A_GENERATOR,
    NOT_FINITE,
    NOT_NUMBERS,
    NOT_WHOLE,
    T,
    X,
    filled,
    rng,
)

import backprop as bp

for k, name in enumerate(["n_in", "n_out"]):
    T.each(
        f"Linear {name}",
        NOT_WHOLE,
        lambda v, k=k: bp.Linear(*([v, 2] if k == 0 else [2, v]), rng()),
    )
T.each("Linear rng", NOT_A_GENERATOR, lambda v: bp.Linear(3, 2, v))
T.each("Linear X", NOT_NUMBERS, lambda v: bp.Linear(2, 3, rng()).forward(v))
for what, wrong, came in [
    ("width", np.ones((4, 5)), r"\(4, 5\)"),
    ("one row as 1-D", np.ones(3), r"\(3,\)"),
    ("width of sequences", np.ones((2, 3, 4)), r"\(2, 3, 4\)"),
    ("no rows", np.ones((0, 3)), r"\(0, 3\)"),
    ("sequences without a place", np.ones((2, 0, 3)), r"\(2, 0, 3\)"),
    ("a number", 1.0, r"\(\)"),
    ("an empty list", [], r"\(0,\)"),
]:
    T.add(
        f"Linear X: {what}",
        lambda v=wrong: bp.Linear(3, 2, rng()).forward(v),
        r"\(N, \.\.\., 3\)" if np.ndim(wrong) > 2 else r"\(N, 3\)",
        f"got {came}",
    )
for what, W, b in [
    ("W of 1-D", np.ones(3), np.ones(3)),
    ("b too long", np.ones((3, 2)), np.ones(3)),
    ("b a matrix", np.ones((3, 2)), np.ones((1, 2))),
    ("empty W", np.ones((0, 2)), np.ones(2)),
]:
    T.add(
        f"Linear.from_arrays: {what}",
        lambda W=W, b=b: bp.Linear.from_arrays(W, b),
        r"\(n_in, n_out\).*\(n_out,\)",
        r"got \(.*\) and \(.*\)",
    )
T.each(
    "Linear.from_arrays W",
    NOT_NUMBERS | NOT_FINITE,
    lambda v: bp.Linear.from_arrays(filled(v), np.ones(4)),
)
T.add(
    "Linear.from_arrays b: nan",
    lambda: bp.Linear.from_arrays(np.ones((3, 2)), [1.0, NAN]),
    "b must be finite",
    "got nan",
)
T.add(
    "Linear init: of another shape",
    lambda: bp.Linear(3, 2, rng(), init=lambda i, o, rng: np.ones((o, i))),
    r"\(3, 2\)",
    r"got \(2, 3\)",
)
T.add(
    "Linear init: a number",
    lambda: bp.Linear(3, 2, rng(), init=0.1),
    "init must have the methods __call__",
    "got float",
)
for dtype in (int, complex, str, object):
    T.add(
        f"Linear dtype: {dtype.__name__}",
        lambda d=dtype: bp.Linear(3, 2, rng(), dtype=d),
        "float",
        "got",
    )
LAYERS = {
    "Linear": lambda: bp.Linear(4, 4, rng()),
    "Sigmoid": bp.Sigmoid,
    "Tanh": bp.Tanh,
    "ReLU": bp.ReLU,
    "LeakyReLU": bp.LeakyReLU,
    "Softmax": bp.Softmax,
}
for name, make in LAYERS.items():
    T.add(
        f"{name}: backward before forward",
        lambda make=make: make().backward(X),
        f"{name}.*forward",
        "none",
    )

    def backward(dY, make=make):
        layer = make()
        layer.forward(X)
        layer.backward(dY)

    T.each(f"{name} dY", NOT_NUMBERS, backward)
    for what, wrong, came in [
        ("one row", np.ones((1, 4)), r"\(1, 4\)"),
        ("one column", np.ones((5, 1)), r"\(5, 1\)"),
        ("a number", 1.0, r"\(\)"),
        ("transposed", np.ones((4, 5)), r"\(4, 5\)"),
    ]:
        T.add(
            f"{name} dY: {what}",
            lambda v=wrong, backward=backward: backward(v),
            rf"{name}.*\(5, 4\)",
            f"got {came}",
        )
    if name != "Linear":
        T.each(
            f"{name} X", NOT_NUMBERS, lambda v, make=make: make().forward(v)
        )
T.add(
    "Linear: parameter_gradients before forward",
    lambda: bp.Linear(3, 2, rng()).parameter_gradients(np.ones((1, 2))),
    "forward",
    "none",
)
T.each("LeakyReLU slope", NEGATIVE, bp.LeakyReLU)
T.add("LeakyReLU slope: 1", lambda: bp.LeakyReLU(1), "below 1", "got 1")
T.each("softmax", NOT_NUMBERS, bp.softmax)
T.each("sigmoid", NOT_NUMBERS, bp.sigmoid)
for what, wrong, came in [
    ("a number", 2.0, r"\(\)"),
    ("empty rows", np.ones((3, 0)), r"\(3, 0\)"),
    ("an empty list", [], r"\(0,\)"),
]:
    T.add(
        f"softmax: {what}",
        lambda v=wrong: bp.softmax(v),
        "at least one entry",
        came,
    )
    T.add(
        f"Softmax X: {what}",
        lambda v=wrong: bp.Softmax().forward(v),
        "at least one entry",
        came,
    )
T.add("Sequential: none", bp.Sequential, "at least one layer", "got 0")
T.add(
    "Sequential: no layer",
    lambda: bp.Sequential(bp.ReLU(), 3),
    "layer 1 must have the methods forward, backward",
    "got int",
)
T.add(
    "Sequential: a list",
    lambda: bp.Sequential([bp.ReLU()]),
    "layer 0 must have the methods forward, backward",
    "got list",
)
T.add(
    "Sequential: a class, not an object",
    lambda: bp.Sequential(bp.ReLU),
    "layer",
    "ReLU",
)
SAME = bp.ReLU()
T.add(
    "Sequential: the same layer twice",
    lambda: bp.Sequential(SAME, bp.Linear(4, 4, rng()), SAME),
    "different layer objects",
    "same ReLU again at position 2",
)
for what in ("cubic", None, 3):
    T.add(
        f"running_net: {what}",
        lambda v=what: bp.running_net(v),
        r"one of \['relu', 'sigmoid', 'tanh'\]",
        f"got {what!r}",
    )

# Images


def whole_pairs(wrong):
    """Each wrong number, and the same as one of a pair."""
    return wrong | {
        f"{what} in a pair": ((3, value), *said)
        for what, (value, *said) in wrong.items()
    }


PAIRS = whole_pairs(NOT_WHOLE) | {
    "three": ((3, 3, 3), r"pair \(height, width\)", r"\(3, 3, 3\)"),
    "a list of one": ([3], r"pair \(height, width\)", r"\[3\]"),
}
NOT_PADDING = {k: v for k, v in NOT_WHOLE.items() if k != "zero"} | {
    "negative": (-1, "at least 0", "got -1")
}
for k, name in enumerate(["c_in", "c_out"]):
    T.each(
        f"Conv2d {name}",
        NOT_WHOLE,
        lambda v, k=k: bp.Conv2d(*([v, 2] if k == 0 else [2, v]), 3, rng()),
    )
T.each("Conv2d kernel", PAIRS, lambda v: bp.Conv2d(1, 2, v, rng()))
T.each("Conv2d rng", NOT_A_GENERATOR, lambda v: bp.Conv2d(1, 2, 3, v))
T.each(
    "Conv2d stride",
    NOT_WHOLE,
    lambda v: bp.Conv2d(1, 2, 3, rng(), stride=v),
)
T.each(
    "Conv2d padding",
    NOT_PADDING,
    lambda v: bp.Conv2d(1, 2, 3, rng(), padding=v),
)
T.add(
    "Conv2d init: of another shape",
    lambda: bp.Conv2d(2, 5, (3, 4), rng(), init=lambda i, o, r: np.ones(o)),
    r"\(24, 5\)",
    r"got \(5,\)",
)
T.add(
    "Conv2d init: a number",
    lambda: bp.Conv2d(2, 5, 3, rng(), init=0.1),
    "init must have the methods __call__",
    "got float",
)
for dtype in (int, complex, str, object):
    T.add(
        f"Conv2d dtype: {dtype.__name__}",
        lambda d=dtype: bp.Conv2d(1, 2, 3, rng(), dtype=d),
        "float",
        "got",
    )
KERNEL = np.ones((2, 3, 4, 5))
for what, K, b in [
    ("K of 2-D", np.ones((2, 3)), np.ones(3)),
    ("b too long", KERNEL, np.ones(6)),
    ("b a matrix", KERNEL, np.ones((1, 5))),
    ("empty K", np.ones((0, 3, 4, 5)), np.ones(5)),
]:
    T.add(
        f"Conv2d.from_arrays: {what}",
        lambda K=K, b=b: bp.Conv2d.from_arrays(K, b),
        r"\(kh, kw, c_in, c_out\).*\(c_out,\)",
        r"got \(.*\) and \(.*\)",
    )
T.each(
    "Conv2d.from_arrays K",
    NOT_NUMBERS,
    lambda v: bp.Conv2d.from_arrays(v, [1.0]),
)
for name, K, b in [
    ("K", np.full((1, 1, 1, 1), NAN), [1.0]),
    ("b", np.ones((1, 1, 1, 1)), [NAN]),
]:
    T.add(
        f"Conv2d.from_arrays {name}: nan",
        lambda K=K, b=b: bp.Conv2d.from_arrays(K, b),
        f"{name} must be finite",
        "got nan",
    )
for name, value in [("stride", 0), ("padding", -1)]:
    T.add(
        f"Conv2d.from_arrays {name}: {value}",
        lambda given={name: value}: bp.Conv2d.from_arrays(
            KERNEL, np.ones(5), **given
        ),
        f"{name} must be at least",
        f"got {value}",
    )
T.each("MaxPool2d size", PAIRS, bp.MaxPool2d)
T.each(
    "MaxPool2d stride",
    {k: v for k, v in NOT_WHOLE.items() if k != "None"},
    lambda v: bp.MaxPool2d(2, v),
)
T.add(
    "MaxPool2d stride: none beside a size that is no square",
    lambda: bp.MaxPool2d((2, 3)),
    r"a stride beside the size \(2, 3\)",
    "got None",
)
T.each("Reshape shape", NOT_WHOLE, lambda v: bp.Reshape(2, v))
for what, wrong, came in [
    ("another number of entries", np.ones((3, 5)), r"\(3, 5\)"),
    ("one axis", np.ones(6), r"\(6,\)"),
    ("no rows", np.ones((0, 6)), r"\(0, 6\)"),
    ("a number", 1.0, r"\(\)"),
]:
    T.add(
        f"Reshape X: {what}",
        lambda v=wrong: bp.Reshape(2, 3).forward(v),
        r"\(N, 2, 3\).*with 6 entries a row",
        f"got {came}",
    )
for what, wrong, came in [
    ("one axis", np.ones(6), r"\(6,\)"),
    ("no rows", np.ones((0, 6)), r"\(0, 6\)"),
    ("no pixels", np.ones((3, 0, 6)), r"\(3, 0, 6\)"),
]:
    T.add(
        f"Flatten X: {what}",
        lambda v=wrong: bp.Flatten().forward(v),
        r"Flatten expects X of shape \(N, \.\.\.\)",
        f"got {came}",
    )
IMAGES = {  # a layer, and the shape that Y has for 5 images of 7 x 9 x 4
    "Conv2d": (lambda: bp.Conv2d(4, 3, (3, 5), rng(), stride=2), (5, 3, 3, 3)),
    "MaxPool2d": (lambda: bp.MaxPool2d((3, 5), stride=2), (5, 3, 3, 4)),
    "Flatten": (bp.Flatten, (5, 252)),
    "Reshape": (lambda: bp.Reshape(6, 42), (5, 6, 42)),
}
for name, (make, shape) in IMAGES.items():
    T.add(
        f"{name}: backward before forward",
        lambda make=make: make().backward(X),
        f"{name}.*forward",
        "none",
    )
    T.each(f"{name} X", NOT_NUMBERS, lambda v, make=make: make().forward(v))

    def backward(dY, make=make):
        layer = make()
        layer.forward(np.ones((5, 7, 9, 4)))
        layer.backward(dY)

    T.each(f"{name} dY", NOT_NUMBERS, backward)
    for what, wrong in [
        ("one image", np.ones((1, *shape[1:]))),
        ("one axis less", np.ones(shape[:-1])),
        ("one entry more", np.ones((*shape[:-1], shape[-1] + 1))),
        ("a number", np.ones(())),
    ]:
        T.add(
            f"{name} dY: {what}",
            lambda v=wrong, backward=backward: backward(v),
            f"{name}.*{re.escape(str(shape))}",
            f"got {re.escape(str(wrong.shape))}",
        )
for name in ("Conv2d", "MaxPool2d"):
    make = IMAGES[name][0]
    channels = "4" if name == "Conv2d" else "C"
    for what, wrong in [
        ("one image", (7, 9, 4)),
        ("rows", (5, 252)),
        ("no images", (0, 7, 9, 4)),
        ("no channels", (5, 7, 9, 0)),
        *([("channels first", (5, 4, 7, 9))] if name == "Conv2d" else []),
    ]:
        T.add(
            f"{name} X: {what}",
            lambda v=wrong, make=make: make().forward(np.ones(v)),
            rf"{name} expects X of shape \(N, H, W, {channels}\)",
            f"got {re.escape(str(wrong))}",
        )
    for what, (H, W), expected, came in [
        ("too few rows", (2, 9), "at least 3 rows", "got 2"),
        ("too few columns", (7, 4), "at least 5 columns", "got 4"),
        ("a row left over", (8, 9), "drop the last 1 of 8 rows.*7 or 9", "8"),
        ("a column left over", (7, 8), "last 1 of 8 columns.*7 or 9", "8"),
    ]:
        T.add(
            f"{name} X: {what}",
            lambda v=(5, H, W, 4), make=make: make().forward(np.ones(v)),
            expected,
            came,
        )
T.add(
    "Conv2d X: two of three columns left over, with padding",
    lambda: bp.Conv2d(1, 1, 3, rng(), stride=3, padding=1).forward(
        np.ones((1, 4, 6, 1))
    ),
    "stride 3 would drop the last 2 of 8 columns, padding included.*4 or 7",
    "8",
)
T.add(
    "Conv2d: parameter_gradients before forward",
    lambda: bp.Conv2d(1, 2, 3, rng()).parameter_gradients(np.ones((1, 2))),
    "forward",
    "none",
)
