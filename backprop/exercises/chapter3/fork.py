"""3.3: the way back over a graph, repaired at its forks."""

import numpy as np

from ..case import case, step
from ..record import Exercise, Wrong


def _case(name, parents, slopes):
    n = len(parents)
    A = np.zeros((n, n))  # A[k, p]: by how much p moves k, at once
    for k in range(n):
        for p, s in zip(parents[k], slopes[k], strict=True):
            A[k, p] += s
    # I + A + A² + ...: all paths of no step, of one, of two, ...
    paths = np.linalg.inv(np.eye(n) - A)
    names = ("parents", "slopes")
    steps = (
        step("call", (parents, slopes), {result: paths[-1]}, names)
        for result in ("gradients", "gradients of a second call")
    )
    return case(
        name,
        tuple(steps),
        others={
            "the local slopes of the last node alone": A[-1],
            "the slope of each node with respect to node 0": paths[:, 0],
        },
    )


def _random(rng, n, leaves):
    parents, slopes = [()] * leaves, [()] * leaves
    for k in range(leaves, n):
        p = rng.choice(k, size=min(k, int(rng.integers(1, 4))))
        parents.append((k - 1, *p.tolist()))
        # a parent that stands twice, as in x·x, has one slope
        each = dict.fromkeys(parents[-1])
        each = {p: float(rng.choice([-2.0, -1.0, 3.0])) for p in each}
        slopes.append(tuple(each[p] for p in parents[-1]))
    return parents, slopes


def cases(rng):
    a, b, c = rng.choice([-3.0, -2.0, 4.0, 5.0, 7.0], 3, replace=False)
    doubled = [(k, k) for k in range(6)]
    return [
        _case(
            "x·x + x at 3",
            [(), (0, 0), (1, 0)],
            [(), (3.0, 3.0), (1.0, 1.0)],
        ),
        _case("a chain of 4", [(), (0,), (1,), (2,)], [(), (a,), (b,), (c,)]),
        _case(
            "a value used three times",
            [(), (0,), (0,), (1, 2), (3, 0)],
            [(), (a,), (b,), (1.0, -1.0), (b, c)],
        ),
        _case(
            "a leaf that is used nowhere",
            [(), (), (), (0, 2)],
            [(), (), (), (b, a)],
        ),
        _case("six forks in a row", [(), *doubled], [()] + [(1.0, 1.0)] * 6),
        _case("a random graph of 8", *_random(rng, 8, 3)),
        _case("a random graph of 11", *_random(rng, 11, 4)),
        _case("one node", [()], [()]),
    ]


def _back(parents, slopes, share, start=0.0, first=1.0, order=reversed):
    """Go back; share(held, upstream, slope) is what a parent then holds."""
    grads = [start] * len(parents)
    grads[-1] = first
    for k in order(range(len(parents))):
        for p, s in zip(parents[k], slopes[k], strict=True):
            grads[p] = share(grads[p], grads[k], s)
    return grads


def _added(held, upstream, slope):
    return held + upstream * slope


def _written_over(parents, slopes):
    grads = [0.0] * len(parents)
    grads[-1] = 1.0
    for k in reversed(range(len(parents))):
        for p, slope in zip(parents[k], slopes[k], strict=True):
            grads[p] = grads[k] * slope
    return grads


def _each_parent_once(parents, slopes):
    both = zip(parents, slopes, strict=True)
    once = [dict(zip(*pair, strict=True)) for pair in both]
    return _back(
        [tuple(uses) for uses in once],
        [tuple(uses.values()) for uses in once],
        _added,
    )


def _first_kept(parents, slopes):
    return _back(parents, slopes, lambda held, up, s: held or up * s)


def _forward_order(parents, slopes):
    return _back(parents, slopes, _added, order=iter)


def _no_start(parents, slopes):
    return _back(parents, slopes, _added, first=0.0)


def _ones_at_the_start(parents, slopes):
    return _back(parents, slopes, _added, start=1.0)


def _slopes_alone(parents, slopes):
    return _back(parents, slopes, lambda held, up, s: held + s)


def _slopes_added(parents, slopes):
    return _back(parents, slopes, lambda held, up, s: held + up + s)


FORK = Exercise(
    id="3.3",
    title="Repair the way back",
    kind="build",
    objective="3b",
    points=2,
    minutes=10,
    takes="a function of (parents, slopes) that returns a list of gradients",
    section="03-chain-rule#At a fork, gradients add",
    cases=cases,
    mistakes=(
        Wrong(
            "written-over",
            _written_over,
            "With = each use writes over the share of the use before, so a "
            "value that is used several times keeps one share. The shares "
            "must be added.",
        ),
        Wrong(
            "each-parent-once",
            _each_parent_once,
            "In x·x the node x is a parent twice, and each of the two uses "
            "has a share. A set or a dict of the parents holds it once.",
        ),
        Wrong(
            "first-kept",
            _first_kept,
            "A value that holds a gradient already is at a fork: the next "
            "share is added to it, not dropped.",
        ),
        Wrong(
            "forward-order",
            _forward_order,
            "A node may send its gradient on only when all its uses have "
            "reported, and they come later in the list. Do you go from the "
            "last node to the first? Or does a return stand inside the loop, "
            "so that it ends after the last node?",
        ),
        Wrong(
            "no-start",
            _no_start,
            "The slope of the last node with respect to itself is 1. "
            "Without that start, only zeros are passed on.",
        ),
        Wrong(
            "ones-at-the-start",
            _ones_at_the_start,
            "Only the last node starts with 1. Every other gradient is a "
            "sum over uses, and a sum starts at 0.",
        ),
        Wrong(
            "slopes-alone",
            _slopes_alone,
            "Along a path the slopes are multiplied: each share is the "
            "upstream gradient times the local slope.",
            section="03-chain-rule#A chain of two",
        ),
        Wrong(
            "slopes-added",
            _slopes_added,
            "Within one share, what came from behind and the local slope "
            "are multiplied. It is the shares that are added.",
            section="03-chain-rule#A chain of two",
        ),
    ),
)
