"""3.8: one neuron that tells two handwritten digits apart."""

from functools import cache

import numpy as np

from ...checking import numerical_gradient
from ...data import digits
from ..case import case, step
from ..pools.neuron import neuron_chain
from ..record import Exercise, Wrong


@cache
def _images():
    return digits()


def _loss(X, w, b, t):
    total = 0.0
    for x, target in zip(X, t, strict=True):
        p = 0.5 + 0.5 * np.tanh(0.5 * (x @ w + b))
        total += (p - target) ** 2
    return float(total / len(X))


def _case(name, rng, pair, N, pixels):
    X, labels = _images()
    rows = rng.permutation(np.flatnonzero(np.isin(labels, pair)))[:N]
    X, t = X[rows][:, pixels], (labels[rows] == pair[1]).astype(float)
    w, b = rng.normal(0.0, 0.3, X.shape[1]), float(rng.normal())
    truth = {
        "loss": _loss(X, w, b, t),
        "dw": numerical_gradient(lambda a: _loss(X, a, b, t), w),
        "db": numerical_gradient(lambda a: _loss(X, w, a, t), np.array(b)),
    }
    return case(
        name,
        (step("call", (X, w, b, t), truth, ("X", "w", "b", "t")),),
        sizes={"the number of rows": N, "the number of pixels": len(w)},
        factors={"w": w},
    )


def cases(rng):
    pair = rng.choice(10, size=2, replace=False)
    ink = rng.permutation(_images()[0].mean(axis=0).argsort()[-20:])
    return [
        _case("7 images", rng, pair, 7, ink[:5]),
        _case("one image", rng, pair, 1, ink[:6]),
        _case("20 images of 20 pixels", rng, pair, 20, ink),
        _case("13 images of 64 pixels", rng, pair, 13, np.arange(64)),
    ]


def _parts(X, w, b, t):
    """The predictions, the loss, and dz without its 1/N."""
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return p, float(((p - t) ** 2).mean()), 2 * (p - t) * p * (1 - p)


def _not_divided(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    return loss, X.T @ dz, dz.sum()


def _divided_twice(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    dz = dz / len(X)
    return loss, X.T @ dz / len(X), dz.mean()


def _last_image(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    return loss, X[-1] * dz[-1] / len(X), dz[-1] / len(X)


def _bias_not_summed(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    dz = dz / len(X)
    return loss, X.T @ dz, dz


def _bias_averaged(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    dz = dz / len(X)
    return loss, X.T @ dz, dz.mean()


def _slope_missing(X, w, b, t):
    p, loss, _ = _parts(X, w, b, t)
    dz = 2 * (p - t) / len(X)
    return loss, X.T @ dz, dz.sum()


def _two_missing(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    dz = dz / 2 / len(X)
    return loss, X.T @ dz, dz.sum()


def _target_minus(X, w, b, t):
    _, loss, dz = _parts(X, w, b, t)
    dz = -dz / len(X)
    return loss, X.T @ dz, dz.sum()


DIGITS_NEURON = Exercise(
    id="3.8",
    title="One neuron reads handwriting",
    kind="build",
    objective="3d",
    points=4,
    minutes=25,
    takes="a function of (X, w, b, t) that returns (loss, dw, db)",
    section="03-chain-rule#A gradient has the shape of its variable",
    cases=cases,
    chain=neuron_chain(True, ("loss", "dw", "db"), ("X", "w", "b", "t")),
    mistakes=(
        Wrong(
            "not-divided",
            _not_divided,
            "The loss is a mean over the images, so its slope with respect "
            "to each prediction is divided by N.",
            "loss is right. dw and db are too large by the number of rows.",
        ),
        Wrong(
            "slope-missing",
            _slope_missing,
            "Between z and p stands the sigmoid, in every row with its own "
            "slope: dz is dp times that slope.",
            "loss is right; dw and db are not.",
            "03-chain-rule#The sigmoid's slope",
        ),
        Wrong(
            "last-image",
            _last_image,
            "Every image uses the same w and b: a fork with N branches. "
            "With = in a loop each share is written over the one before; "
            "the shares must be added.",
            "loss is right. dw and db hold the last image's share alone.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "bias-not-summed",
            _bias_not_summed,
            "b is one number, used by every image. Its gradient is one "
            "number too, the sum over these uses.",
            "db has an entry for each image.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "bias-averaged",
            _bias_averaged,
            "The 1/N is already in dz. b is used by every image, and at a "
            "fork gradients add.",
            "loss and dw are right. db is too small by the number of rows.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "divided-twice",
            _divided_twice,
            "One division by N belongs to the loss. dw and db are sums over "
            "the rows, and need no other.",
            "loss is right. dw and db are too small by the number of rows.",
        ),
        Wrong(
            "target-minus-prediction",
            _target_minus,
            "The slope of the square is 2 (p - t). The minus stands in the "
            "step: w -= lr * dw.",
            "loss is right. dw and db have the wrong sign.",
        ),
        Wrong(
            "two-missing",
            _two_missing,
            "The slope of a square is twice its base: 2 (p - t).",
            "loss is right. dw and db are half of what they should be.",
            "03-chain-rule#A table of local slopes",
        ),
    ),
)
