"""Right answers to chapter 7's exercises, each in another style."""

import math

import numpy as np

from backprop.exercises.chapter7.names import name_of
from backprop.exercises.chapter7.suspects import build, cure_of

FAILS = {
    "dZ2 is P - T, without / N": "b2 W2 b1 W1",
    "dZ2 is T - P, divided by N": "W1, b1, W2, b2",
    "dZ1 is dH, without the factor (Z1 > 0)": "b1 W1",
    "dH is dZ2 @ W2.T, with W2 already updated": "w1 b1",
    "dH is -dZ2 @ W2.T": " W1  b1 ",
    "db2 is dZ2.mean(axis=0)": "b2",
    "dW2 is H.T @ dZ2 / N, although dZ2 has its 1/N": "w2",
    "the loss has ½ s Σ W² too, the gradients do not": "W2,W1",
    "dW1 is X.T @ dH": "W1",
    "db1 is dZ1.mean(axis=0)": "B1",
    "dW1 is added to, with += for =; it starts at 0": "None",
    "P is exp(Z2) / Σ exp(Z2), with nothing subtracted": "none",
}
PASSES = ("dX = 0 always", "between -50", "every x is 0", "about 1e-9")


def fails_as_tuple(**lines):
    return tuple(FAILS[text] for text in lines.values())


def fails_as_list(**lines):
    return [FAILS[text].lower() for text in lines.values()]


def fails_by_name(**lines):
    return {name: FAILS[text] for name, text in lines.items()}


def seen(suspect, X=None, labels=None):
    """What a check calls wrong, from the last array to the first."""
    rows = (suspect.X, suspect.labels) if X is None else (X, labels)
    report = suspect.check(*rows)
    bad = [k for k, v in report.items() if v.verdict == "wrong"]
    short = [f"{k[-1].lower()}{1 + int(k[0]) // 2}" for k in bad[::-1]]
    return ", ".join(short) or "None"


def lineup_as_tuple(**keys):
    told = ()
    for letter in keys:
        told += (name_of(letter, keys), seen(build(letter, keys)))
    return told


def spelled_otherwise(texts):
    """Capitals, spaces and hyphens; parameters as lists."""
    named = [text.upper().replace(" ", "-") + " " for text in texts[::2]]
    lists = [text.replace(",", "").split() for text in texts[1::2]]
    return [x for pair in zip(named, lists, strict=True) for x in pair]


def factor_by_hand(A):
    """Of b2, from the step itself and one difference of the objective."""
    suspect = build("A", {"A": A})
    X, labels, b = suspect.X, suspect.labels, suspect.net.params()["2.b"]
    claimed = suspect.gradients(X, labels)[1]["2.b"]
    values = []
    for h in (1e-5, -1e-5):
        b[0] += h
        values.append(suspect.objective(X, labels))
        b[0] -= h
    return claimed[0] / (values[0] - values[1]) * 2e-5


def with_factor(A, B):
    return *lineup_as_tuple(A=A, B=B), factor_by_hand(A)


def with_factor_as_list(A, B):
    texts = lineup_as_tuple(A=A, B=B)
    return [*spelled_otherwise(texts), round(factor_by_hand(A), 5)]


def slope_by_hand(D):
    """Of the activation's backward, at a row of the same number."""
    suspect = build("D", {"D": D})
    bend = suspect.net.layers[1]
    bend.forward(np.full((4, 2), suspect.x))
    return round(bend.backward(np.ones((4, 2)))[3, 1], 3)


def with_slope(C, D):
    return *lineup_as_tuple(C=C, D=D), slope_by_hand(D)


def with_slope_as_list(C, D):
    texts = lineup_as_tuple(C=C, D=D)
    return [*spelled_otherwise(texts), slope_by_hand(D)]


def with_cure(**keys):
    return *lineup_as_tuple(**keys), cure_of(keys).capitalize()


def with_cure_as_list(**keys):
    return [*spelled_otherwise(lineup_as_tuple(**keys)), cure_of(keys)]


def in_use_by_hand(G):
    suspect = build("G", {"G": G})
    X, labels = suspect.X, suspect.labels
    suspect.check(X, labels)
    again = seen(suspect)
    fresh = build("G", {"G": G})
    fresh.gradients(X, labels)
    other = np.random.default_rng(8).normal(size=X.shape)
    total = 0.0
    for x, label in zip(X, labels, strict=True):
        total += build("G", {"G": G}).objective(x[None], label[None])
    alone = round(total / len(X), 3)
    return name_of("G", {"G": G}), again, seen(fresh, other, labels), alone


def in_use_by_name(G):
    names = ("G", "again", "other rows", "alone")
    return dict(zip(names, in_use_by_hand(G), strict=True))


def passes_as_list(**checks):
    return [
        text == "tanh" or any(part in text for part in PASSES)
        for text in checks.values()
    ]


def passes_by_name(**checks):
    return dict(zip(checks, passes_as_list(**checks), strict=True))


def sigma(z):
    return 1 / (1 + math.exp(-z))


def error_after(n, x, t, v, w, lr, late):
    for _ in range(n):
        h = sigma(v * x)
        o = sigma(w * h)
        delta = (o - t) * o * (1 - o)
        old, w = w, w - lr * delta * h
        v -= lr * delta * (w if late else old) * h * (1 - h) * x
    return (t - sigma(w * sigma(v * x))) ** 2 / 2


def published_by_loops(x, t, w1, w2, lr, rounds, printed):
    for late, rule in enumerate(["At once", "Output first"]):
        for n in range(rounds - 1, rounds + 2):
            if abs(error_after(n, x, t, w1, w2, lr, late) - printed) < 1e-8:
                right = error_after(rounds, x, t, w1, w2, lr, False)
                return rule, n, round(right, 6)
    return None


def published_as_list(**page):
    rule, n, right = published_by_loops(**page)
    return [rule.lower(), float(n), right]


def sees_by_loops(make, X, labels):
    first = make().gradients(X[:5], labels[:5])[1]
    program = make()
    for k in range(5, len(X) - 5):
        program.gradients(X[k : k + 5], labels[k : k + 5])
    later = program.gradients(X[:5], labels[:5])[1]
    for name in first:
        if abs(first[name] - later[name]).max() > 1e-9:
            return True
    total = 0.0
    for x, label in zip(X, labels, strict=True):
        total += make().objective(np.array([x]), np.array([label]))
    return abs(total / len(X) - make().objective(X, labels)) > 1e-9


def sees_by_parts(make, X, labels):
    """Halves of the batch in place of rows alone; a check after use."""
    half = len(X) // 2
    parts = [(X[:half], labels[:half]), (X[half:], labels[half:])]
    apart = [make().objective(*part) for part in parts]
    if not math.isclose(sum(apart) / 2, make().objective(X, labels)):
        return True
    program = make()
    program.gradients(X[::-1].copy(), labels[::-1].copy())
    verdicts = program.check(X, labels).values()
    return any(v.verdict == "wrong" for v in verdicts)


STYLES = {
    "7.1": [fails_as_tuple, fails_as_list, fails_by_name],
    "7.2": [with_factor, with_factor_as_list],
    "7.3": [with_slope, with_slope_as_list],
    "7.4": [with_cure, with_cure_as_list],
    "7.5": [passes_as_list, passes_by_name],
    "7.6": [in_use_by_hand, in_use_by_name],
    "7.7": [published_by_loops, published_as_list],
    "7.8": [sees_by_loops, sees_by_parts],
}
