"""7.7: by which rule, and after how many updates, was a figure made?"""

import numpy as np

from ...checking import numerical_gradient
from ...layers import sigmoid
from ..record import Exercise, Wrong

RULES = ("at once", "output first")
CLOSE = 6e-7


def draw(rng):
    while True:
        net = {
            "x": float(rng.choice([0.5, 0.8, 1.0])),
            "t": float(rng.choice([0.1, 0.2, 0.9])),
            "w1": float(rng.integers(3, 12)) / 10,
            "w2": float(rng.integers(3, 12)) / 10,
            "lr": float(rng.choice([0.5, 1.0, 2.0])),
        }
        rounds = int(rng.integers(2, 7) * 5)
        early, made_first = rng.integers(-1, 2), bool(rng.integers(2))
        if not early and not made_first:
            continue  # nothing would be wrong
        every = {
            (rule, n): _after(n, first=rule == RULES[1], **net)
            for rule in RULES
            for n in range(rounds - 2, rounds + 3)
        }
        values = np.sort([*every.values()])
        if np.diff(values).min() < 20 * CLOSE or values[0] < 1e-3:
            continue
        made = every[RULES[made_first], rounds + int(early)]
        return net | {"rounds": rounds, "printed": round(made, 9)}


def _after(updates, x, t, w1, w2, lr, first=False):
    """The error after so many updates, by the chain rule."""
    for _ in range(updates):
        h = sigmoid(w1 * x)
        o = sigmoid(w2 * h)
        do = (o - t) * o * (1 - o)
        new = w2 - lr * do * h
        w1 -= lr * do * (new if first else w2) * h * (1 - h) * x
        w2 = new
    return float(_error(x, t, w1, w2))


def _error(x, t, w1, w2):
    return 0.5 * (t - sigmoid(w2 * sigmoid(w1 * x))) ** 2


def truth(x, t, w1, w2, lr, rounds, printed):
    """The right error by measured slopes; the rule by trying all."""
    w = np.array([w1, w2])
    for _ in range(rounds):
        w -= lr * numerical_gradient(lambda v: _error(x, t, *v), w)
    tried = {
        (rule, n): _after(n, x, t, w1, w2, lr, first=rule == RULES[1])
        for rule in RULES
        for n in (rounds - 1, rounds, rounds + 1)
    }
    rule, n = min(tried, key=lambda made: abs(tried[made] - printed))
    return {"rule": rule, "updates": n, "error": float(_error(x, t, *w))}


def about(x, t, w1, w2, lr, rounds, printed):
    return {
        "others": {
            "the printed error": np.array(printed),
            "the error before any update": np.array(_error(x, t, w1, w2)),
        }
    }


def _page_believed(**p):
    return RULES[0], p["rounds"], p["printed"]


def _other_rule(**p):
    told = truth(**p)
    other = RULES[told["rule"] == RULES[0]]
    return other, told["updates"], told["error"]


def _right_by(p, updates, first=False):
    told = truth(**p)
    net = {name: p[name] for name in ("x", "t", "w1", "w2", "lr")}
    return (
        told["rule"],
        told["updates"],
        _after(p["rounds"] + updates, first=first, **net),
    )


def _by_the_bug(**p):
    return _right_by(p, 0, first=True)


def _one_early(**p):
    return _right_by(p, -1)


def _one_late(**p):
    return _right_by(p, 1)


def _half_forgotten(**p):
    rule, updates, error = truth(**p).values()
    return rule, updates, 2 * error


def _counted_from_one(**p):
    rule, updates, error = truth(**p).values()
    return rule, updates + 1, error


def _one_left_out(**p):
    rule, updates, error = truth(**p).values()
    return rule, updates - 1, error


PUBLISHED = Exercise(
    id="7.7",
    title="A printed figure, recomputed",
    kind="compute",
    objective="7e",
    points=3,
    minutes=20,
    takes="(rule, updates, error): a text, a whole number, a number",
    section="07-museum#Famous pages, recomputed",
    draw=draw,
    truth=truth,
    about=about,
    close=CLOSE,
    mistakes=(
        Wrong(
            "right-by-the-bug",
            _by_the_bug,
            "That is the error by the rule “output first”. The gradient of "
            "w1 needs the w2 that went forward.",
            "rule and updates are right; error is not.",
        ),
        Wrong(
            "page-believed",
            _page_believed,
            "That is what the page claims. Run the loop by both rules, and "
            "compare all nine decimals.",
            "This is the page's own word for it, and it is not right.",
        ),
        Wrong(
            "other-rule",
            _other_rule,
            "Run the other rule too, for the same number of updates, and "
            "compare all nine decimals with the printed ones.",
            "updates and error are right; rule is not.",
        ),
        Wrong(
            "one-early",
            _one_early,
            "Your loop computes the error before it updates, so that the "
            "last one printed is one update old.",
            "rule and updates are right; error is one update behind.",
        ),
        Wrong(
            "one-late",
            _one_late,
            "Your loop makes one update more than the rounds ask for. Does "
            "range end where you think?",
            "rule and updates are right; error is one update ahead.",
        ),
        Wrong(
            "half-forgotten",
            _half_forgotten,
            "The error has a ½ before the square.",
            "rule and updates are right; error is 2 times too large.",
        ),
        Wrong(
            "counted-from-one",
            _counted_from_one,
            "The error at the start is that after 0 updates. Count the "
            "updates, not the errors.",
            "rule and error are right; updates is 1 too large.",
        ),
        Wrong(
            "one-left-out",
            _one_left_out,
            "range(n) makes n updates, the one for 0 included. The error "
            "behind the figure is that after the last of them.",
            "rule and error are right; updates is 1 too small.",
        ),
    ),
)
