"""8.3: read a tape, and return the gradient of every line."""

import numpy as np

from ..case import case, step
from ..pools.reading import READER
from ..record import Exercise
from .reading_mistakes import MISTAKES

OPS = {  # value, slopes
    "+": lambda a, b: (a + b, (1.0, 1.0)),
    "-": lambda a, b: (a - b, (1.0, -1.0)),
    "*": lambda a, b: (a * b, (b, a)),
}


def written(*done):
    """The tape of numbers that are given and of ("*", 0, 1): lines."""
    tape = []
    for what in done:
        if isinstance(what, float):
            tape.append((what, (), ()))
        else:
            op, *parents = what
            value, slopes = OPS[op](*(tape[p][0] for p in parents))
            tape.append((value, tuple(parents), slopes))
    return tape


def _case(name, tape, result):
    n = len(tape)
    A = np.zeros((n, n))  # A[k, p]: by how much p moves k, at once
    for k, (_, parents, slopes) in enumerate(tape):
        for p, s in zip(parents, slopes, strict=True):
            A[k, p] += s
    # I + A + A² + ...: all paths of no step, of one, of two, ...
    paths = np.linalg.inv(np.eye(n) - A) + 0.0  # no -0
    names = ("tape", "result")
    return case(
        name,
        (step("call", (tape, result), {"gradients": paths[result]}, names),),
        others={
            "the local slopes of the result alone": A[result],
            "the slopes of the last line by each line": paths[-1],
            "the slope of each line by line 0": paths[:, 0],
        },
    )


def _drawn(rng, leaves, n):
    """Lines that were done at random, each with the line before it."""
    sizes = rng.permutation([0.5, 1.5, 2.5, 3.0, 1.25])[:leaves]
    signs = rng.choice([-1.0, 1.0], leaves)
    done = [float(a) for a in sizes * signs]
    while len(done) < n:
        op, other = rng.choice(list(OPS)), int(rng.integers(len(done)))
        done.append((str(op), len(done) - 1, other))
        value = written(*done)[-1][0]
        if not 0.2 < abs(value) < 9:
            done.pop()
    return written(*done)


def cases(rng):
    a, b, c = map(float, rng.choice([-3.0, -2.0, 4.0, 5.0], 3, replace=False))
    diamond = written(
        a, b, c, ("*", 0, 1), ("*", 3, 2), ("*", 3, 1), ("-", 4, 5)
    )
    ways = written(a, b, ("*", 0, 1), ("*", 2, 1), ("-", 3, 0), ("-", 4, 2))
    return [
        _case("x·x + x at 3", written(3.0, ("*", 0, 0), ("+", 1, 0)), 2),
        _case("a diamond", diamond, 6),
        _case("a short way and a long one", ways, 5),
        _case("a chain of 4", written(a, b, ("*", 0, 1), ("-", 2, 1)), 3),
        _case("7 lines", _drawn(rng, 3, 7), 6),
        _case("8 lines, the result is line 5", _drawn(rng, 3, 8), 5),
        _case(
            "two lines that lead elsewhere",
            written(a, b, c, ("*", 0, 1), ("*", 1, 2), ("-", 3, 0)),
            5,
        ),
        _case("11 lines, the result is line 9", _drawn(rng, 4, 11), 9),
        _case(
            "six forks in a row",
            written(1.0, *(("+", k, k) for k in range(6))),
            6,
        ),
        _case("one line", written(a), 0),
    ]


READING = Exercise(
    id="8.3",
    title="Read a tape",
    kind="build",
    objective="8a",
    points=3,
    minutes=15,
    takes="a function of (tape, result) that returns a gradient for each line",
    section="08-tape#Scalar, line by line",
    cases=cases,
    chain=READER,
    insight="These few lines are all of backpropagation that does not depend "
    "on what was computed; the rest is a table of slopes.",
    more="let lines stand in any order, and find one in which they can be "
    "read.",
    mistakes=MISTAKES,
)
