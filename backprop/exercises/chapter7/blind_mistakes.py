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


def _accuses_all(make, X, labels):
    return True


def _turned_round(make, X, labels):
    return not (_memory(make, X, labels) or _crowd(make, X, labels))


MISTAKES = (
    Wrong(
        "check-alone",
        _check_alone,
        "A check of one step on a new object agrees with all of these, and "
        "two calls that cannot differ accuse nobody. Call an object a second "
        "time, and a row without the others. One of the two faults is "
        "enough: tests are joined with or.",
        "It never accuses: each of the ten programs, right or wrong, gets "
        "False.",
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
        "accuses-all",
        _accuses_all,
        "Some of the ten are right. Do you compare what differs in a right "
        "program too? Such are a sum over the rows with a mean, numbers that "
        "differ by rounding with ==, gradients before and after a step, "
        "which moves the weights, and two objects or dicts themselves.",
        "It accuses every program, the right ones too.",
    ),
    Wrong(
        "turned-round",
        _turned_round,
        "True stands for a program at fault. Your tests are right, and their "
        "answer is the opposite: a fault where two numbers agree.",
        "All ten are told the wrong way round.",
    ),
)
