"""The mistakes of 7.8: tests that miss a program, or accuse a right one."""

import numpy as np

from ..record import Wrong


def _check_alone(make, X, labels):
    return not make().check(X, labels)


def _differ(a, b):
    return any(not np.allclose(a[name], b[name]) for name in a)


def _fresh(make, X, labels):
    return make().gradients(X, labels)[1]


def _used(make, X, labels, other):
    program = make()
    program.gradients(X[other], labels[other])
    return program.gradients(X, labels)[1]


def _crowd(make, X, labels):
    """Is the objective not the mean of that of single rows?"""
    rows = [slice(n, n + 1) for n in range(len(X))]
    alone = [make().objective(X[row], labels[row]) for row in rows]
    return not np.isclose(np.mean(alone), make().objective(X, labels))


def _memory(make, X, labels):
    back = slice(None, None, -1)
    return _differ(_fresh(make, X, labels), _used(make, X, labels, back))


def _memory_alone(make, X, labels):
    return _memory(make, X, labels)


def _crowd_alone(make, X, labels):
    return _crowd(make, X, labels)


def _same_batch_twice(make, X, labels):
    again = _used(make, X, labels, slice(None))
    return _differ(_fresh(make, X, labels), again) or _crowd(make, X, labels)


def _outputs_alone(make, X, labels):
    net = make().net
    alone = [net.forward(X[n : n + 1])[0] for n in range(len(X))]
    mixed = not np.allclose(alone, net.forward(X))
    return mixed or _memory(make, X, labels)


def _step_between(make, X, labels):
    program = make()
    first = program.gradients(X, labels)[1]
    program.step(X, labels, 0.1)
    return _differ(first, program.gradients(X, labels)[1])


MISTAKES = (
    Wrong(
        "check-alone",
        _check_alone,
        "A check of one step on a new object agrees with all of these. "
        "Call an object a second time, and a row without the others.",
    ),
    Wrong(
        "rows-not-tested",
        _memory_alone,
        "You compare a used object with a new one, and that sees what "
        "stays in memory. Rows that change each other's loss give the "
        "same numbers every time. Try a row alone.",
    ),
    Wrong(
        "memory-not-tested",
        _crowd_alone,
        "You compare a row alone with the row among others. What stays "
        "in memory shows in the gradients of one object that has been "
        "used before. Each make() is a new object.",
    ),
    Wrong(
        "same-batch-twice",
        _same_batch_twice,
        "A second call on the same rows cannot tell a fresh X from a "
        "kept one. Let the object see other rows first.",
    ),
    Wrong(
        "outputs-alone",
        _outputs_alone,
        "You compare the outputs of the net. Rows can also be mixed "
        "behind it, in the loss. Compare the objective.",
    ),
    Wrong(
        "step-between",
        _step_between,
        "A step moves the weights, and with them every gradient, also "
        "in a right program. gradients puts the weights back; step does "
        "not.",
    ),
)
