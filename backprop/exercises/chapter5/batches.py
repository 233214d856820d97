"""5.5: deal the rows of X and t into batches, in random order."""

import numpy as np

from ..case import case as one_case
from ..case import step as one_step
from ..record import Exercise, Verdict, Wrong
from .dealing import seen


def _case(name, rng, N, B, n_in):
    X = rng.integers(-9, 10, size=(N, n_in)).astype(float)
    X[:, 0] = 10 + rng.permutation(N)  # no two rows are alike
    t, seed = 100 + rng.permutation(N), int(rng.integers(1_000_000))
    one, again = np.random.default_rng(seed), np.random.default_rng(seed)
    inputs = ("X", "t", "batch_size", "rng")
    steps = tuple(
        one_step("call", (X, t, B, gen), {}, inputs)
        for gen in (one, one, again)
    )
    return one_case(name, steps, sizes={"the number of rows": N})


def cases(rng):
    return [
        _case("13 rows in batches of 5", rng, 13, 5, 3),
        _case("12 rows in batches of 4", rng, 12, 4, 5),
        _case("7 rows in batches of 10", rng, 7, 10, 4),
        _case("one row in batches of 3", rng, 1, 3, 2),
    ]


def judge(cases, outcomes):
    if len(outcomes) < len(cases) or any(o.kind for o in outcomes):
        return None
    for case, outcome in zip(cases, outcomes, strict=True):
        fault = seen(case, outcome)
        if fault:
            name, symptom = fault
            return Verdict(
                False,
                f"{symptom} (Seen with {case.name}.)",
                CAUSES[name],
                name,
            )
    return Verdict(True)


CAUSES = {
    "form": "Start with an empty list, append a pair (X_batch, t_batch) for "
    "each batch, and return the list. A function with yield returns a "
    "generator instead.",
    "foreign-row": "Take whole rows of X, by their numbers: X[rows].",
    "rows-missing": "One pass uses each row once. Where does the range of "
    "starts end, and is the last batch among them?",
    "sizes": "Every batch has batch_size rows. The last has what is left.",
    "empty-batch": "The last batch is empty: count where each batch starts. "
    "A start at N, beyond the last row, begins no batch.",
    "shuffled-apart": "Two shuffles give two orders, and each row gets "
    "another row's target. Draw one order of row numbers, and use it for "
    "both.",
    "last-batch-dropped": "Where batch_size does not divide the rows, the "
    "rows left over make a last, smaller batch. In an epoch each row is used "
    "once.",
    "filled-up": "The last batch is filled up with rows that were dealt "
    "before. It may be smaller than the others: it has what is left.",
    "overlapping": "Your batches overlap: each begins one row after the one "
    "before. The starts are batch_size apart, range(0, N, batch_size).",
    "turned-within": "The rows of a batch stand in one order and its targets "
    "in another. Pick both by the same row numbers.",
    "with-replacement": "Each batch is drawn anew from all rows. In an epoch "
    "each row is used once: deal all of them out, as cards are dealt.",
    "not-shuffled": "Batches of neighbours are alike if the data are sorted, "
    "by class for instance. Draw a new order of the row numbers first.",
    "same-order": "A generator made inside the function starts anew at every "
    "call. Use the rng that is given: it goes on where it stopped.",
    "shuffled-in-place": "That shuffles the caller's own array. Shuffle row "
    "numbers instead, and pick rows by them: X[rows] is a copy.",
    "targets-left-behind": "Whatever order the rows of X take, the targets "
    "must take too: the same row numbers for both.",
    "batches-shuffled": "Cut first and shuffled then: rows that are "
    "neighbours in X always meet in one batch. Shuffle the rows, then cut.",
    "shuffled-within": "The rows of a batch are shuffled, but the same rows "
    "always meet. Shuffle all rows first, then cut.",
    "number-of-batches": "batch_size is the number of rows in a batch, and "
    "not the number of batches.",
    "rng-ignored": "Another source of chance is used than the given rng, so "
    "no run can be repeated. Draw the order from rng.",
}


def _cut(X, t, order, B):
    starts = range(0, len(X), B)
    cut = [order[start : start + B] for start in starts]
    return [(X[rows], t[rows]) for rows in cut]


def _apart(X, t, batch_size, rng):
    X, t = rng.permutation(X), rng.permutation(t)
    dealt = []
    for start in range(0, len(X), batch_size):
        end = start + batch_size
        dealt.append((X[start:end], t[start:end]))
    return dealt


def _dropped(X, t, batch_size, rng):
    full = _cut(X, t, rng.permutation(len(X)), batch_size)
    return full[: len(X) // batch_size]


def _one_more(X, t, batch_size, rng):
    order, dealt = rng.permutation(len(X)), []
    for k in range(len(X) // batch_size + 1):
        rows = order[k * batch_size : (k + 1) * batch_size]
        dealt.append((X[rows], t[rows]))
    return dealt


def _replaced(X, t, batch_size, rng):
    drawn = rng.integers(0, len(X), len(X))
    drawn[-1] = drawn[0]
    return _cut(X, t, drawn, batch_size)


def _in_order(X, t, batch_size, rng):
    return _cut(X, t, np.arange(len(X)), batch_size)


def _same_order(X, t, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return _cut(X, t, order, batch_size)


def _in_place(X, t, batch_size, rng):
    order = rng.permutation(len(X))
    X[...], t[...] = X[order], t[order]
    return _cut(X, t, np.arange(len(X)), batch_size)


def _left_behind(X, t, batch_size, rng):
    return _cut(X[rng.permutation(len(X))], t, np.arange(len(X)), batch_size)


def _blocks(X, t, batch_size, rng):
    dealt = _cut(X, t, np.arange(len(X)), batch_size)
    order = rng.permutation(len(dealt))
    while len(order) > 1 and np.all(np.diff(order) > 0):
        order = rng.permutation(len(dealt))
    return [dealt[k] for k in order]


def _within(X, t, batch_size, rng):
    numbers = _cut(np.arange(len(X)), t, np.arange(len(X)), batch_size)
    orders = [rng.permutation(rows) for rows, _ in numbers]
    return [(X[rows], t[rows]) for rows in orders]


def _number(X, t, batch_size, rng):
    parts = np.array_split(rng.permutation(len(X)), batch_size)
    return [(X[rows], t[rows]) for rows in parts]


def _own_chance(X, t, batch_size, rng):
    order = np.random.default_rng().permutation(len(X))
    return _cut(X, t, order, batch_size)


_ANSWERS = {
    "shuffled-apart": _apart,
    "last-batch-dropped": _dropped,
    "empty-batch": _one_more,
    "with-replacement": _replaced,
    "not-shuffled": _in_order,
    "same-order": _same_order,
    "shuffled-in-place": _in_place,
    "targets-left-behind": _left_behind,
    "batches-shuffled": _blocks,
    "shuffled-within": _within,
    "number-of-batches": _number,
    "rng-ignored": _own_chance,
}

BATCHES = Exercise(
    id="5.5",
    title="Deal the rows into batches",
    kind="build",
    objective="5c",
    points=3,
    minutes=10,
    takes="a function of (X, t, batch_size, rng) that returns a list",
    section="05-sgd#Batch, iteration, epoch",
    cases=cases,
    judge=judge,
    many=True,
    mistakes=tuple(
        Wrong(name, answer, CAUSES[name]) for name, answer in _ANSWERS.items()
    ),
)
