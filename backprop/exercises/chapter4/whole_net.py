"""4.6: the whole backward pass of a tanh net."""

import numpy as np

from ...checking import numerical_gradient
from ...layers import softmax
from ..case import case, step
from ..pools.net import net_chain
from ..record import Exercise, Wrong

NAMES = ("X", "t", "W1", "b1", "W2", "b2")


def _loss(X, t, W1, b1, W2, b2):
    Z = np.tanh(X @ W1 + b1) @ W2 + b2
    top = Z.max(axis=1)
    log_sum = top + np.log(np.exp(Z - top[:, None]).sum(axis=1))
    return float(np.mean(log_sum - Z[np.arange(len(t)), t]))


def _case(name, rng, N, n_in, hidden, K):
    labels = rng.permutation(np.arange(N) % K)
    args = [
        rng.normal(size=(N, n_in)),
        labels,
        rng.normal(size=(n_in, hidden)),
        rng.normal(size=hidden),
        rng.normal(size=(hidden, K)),
        rng.normal(size=K),
    ]
    truth = {}
    for k in range(2, 6):

        def value(A, k=k):
            return _loss(*args[:k], A, *args[k + 1 :])

        truth[f"d{NAMES[k]}"] = numerical_gradient(value, args[k])
    return case(
        name,
        (step("call", tuple(args), truth, NAMES),),
        sizes={
            "the number of rows": N,
            "the number of classes": K,
            "the number of hidden units": hidden,
            "the number of inputs": n_in,
        },
    )


def cases(rng):
    return [
        _case("3 rows", rng, 3, 4, 5, 6),
        _case("7 rows", rng, 7, 5, 4, 3),
        _case("one row", rng, 1, 5, 3, 4),
        _case("as many hidden units as classes", rng, 6, 5, 4, 4),
    ]


def _gradients(
    args,
    slope=lambda A: 1 - A**2,
    scale=1.0,
    bias=np.sum,
    sign=1.0,
    back=lambda dZ2, W2: dZ2 @ W2.T,
):
    X, t, W1, b1, W2, b2 = args
    A = np.tanh(X @ W1 + b1)
    Z = A @ W2 + b2
    dZ2 = scale * (softmax(Z) - np.eye(len(b2))[t]) / len(X)
    dZ1 = sign * back(dZ2, W2) * slope(A)
    return X.T @ dZ1, bias(dZ1, axis=0), A.T @ dZ2, bias(dZ2, axis=0)


def _slope_missing(X, t, W1, b1, W2, b2):
    A1 = np.tanh(X @ W1 + b1)
    dZ2 = softmax(A1 @ W2 + b2)
    dZ2[np.arange(len(t)), t] -= 1
    dZ2 /= len(t)
    dZ1 = dZ2 @ W2.T
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


def _slope_of_output(*args):
    return _gradients(args, slope=lambda A: 1 - np.tanh(A) ** 2)


def _relu_slope(*args):
    return _gradients(args, slope=lambda A: A > 0)


def _sigmoid_slope(*args):
    return _gradients(args, slope=lambda A: A * (1 - A))


def _not_divided(*args):
    return _gradients(args, scale=len(args[0]))


def _bias_averaged(*args):
    return _gradients(args, bias=np.mean)


def _hidden_sign(*args):
    return _gradients(args, sign=-1.0)


def _divided_twice(*args):
    return _gradients(args, scale=1 / len(args[0]))


def _updated_first(*args):
    dW2 = _gradients(args)[2]
    return _gradients(args, back=lambda dZ2, W2: dZ2 @ (W2 - dW2).T)


WHOLE_NET = Exercise(
    id="4.6",
    title="The whole way back",
    kind="build",
    objective="4d",
    points=4,
    minutes=20,
    takes="a function of (X, t, W1, b1, W2, b2) that returns "
    "(dW1, db1, dW2, db2)",
    section="04-backward-pass#The whole network, backwards",
    cases=cases,
    chain=net_chain(
        "tanh",
        ("dW1", "db1", "dW2", "db2"),
        NAMES,
        shows=("Z1", "A1", "Z2", "P", "dZ2", "dA1", "dZ1"),
    ),
    mistakes=(
        Wrong(
            "slope-missing",
            _slope_missing,
            "Between the layers stands tanh. On the way back, dA1 must be "
            "multiplied by its slope, 1 - A1².",
            "dW2 and db2 are right; dW1 and db1 lack a factor.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "slope-of-output",
            _slope_of_output,
            "A1 is already tanh(Z1). Its slope is 1 - A1², without another "
            "tanh.",
            "dW2 and db2 are right; dW1 and db1 have a slope taken at A1 "
            "where Z1 belongs.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "relu-slope",
            _relu_slope,
            "A1 > 0 is the slope of ReLU. This net bends with tanh, which "
            "cuts nothing off.",
            "dW2 and db2 are right; dW1 and db1 are cut off where A1 is "
            "negative.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "sigmoid-slope",
            _sigmoid_slope,
            "A (1 - A) is the slope of the sigmoid. tanh has 1 - A².",
            "dW2 and db2 are right; dW1 and db1 have another activation's "
            "slope.",
            "04-backward-pass#Through an activation",
        ),
        Wrong(
            "not-divided",
            _not_divided,
            "The loss is a mean: 1/N belongs into dZ2, and from there it "
            "reaches everything.",
            "All four are too large by the number of rows.",
            "04-backward-pass#Softmax and cross-entropy",
        ),
        Wrong(
            "divided-twice",
            _divided_twice,
            "1/N belongs into dZ2 once. The gradients of weights and biases "
            "are sums over the rows.",
            "All four are too small by the number of rows.",
            "04-backward-pass#The batch: every row uses the same weights",
        ),
        Wrong(
            "bias-averaged",
            _bias_averaged,
            "1/N is already in dZ2. A bias is used by every row: its "
            "gradient is the sum over them.",
            "dW1 and dW2 are right; db1 and db2 are too small by the number "
            "of rows.",
            "04-backward-pass#The batch: every row uses the same weights",
        ),
        Wrong(
            "hidden-sign",
            _hidden_sign,
            "The error is P - T once, in dZ2. Going back from there changes "
            "no sign.",
            "dW2 and db2 are right; dW1 and db1 have the wrong sign.",
        ),
        Wrong(
            "updated-first",
            _updated_first,
            "All gradients are taken at the weights of the forward pass. "
            "Update W2 only when dA1 has been computed.",
            "dW2 and db2 are right; dW1 and db1 go back through a W2 that "
            "has been changed.",
        ),
    ),
)
