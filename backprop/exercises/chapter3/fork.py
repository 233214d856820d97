"""3.3: the way back over a graph, repaired at its forks."""

import numpy as np

from ..case import case, step
from ..record import Exercise
from .fork_mistakes import MISTAKES


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
    mistakes=MISTAKES,
)
