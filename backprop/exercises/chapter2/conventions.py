"""2.7: which convention was a printed loss made with?"""

import numpy as np

from ..record import Exercise, Wrong

_SQUARED, _ENTROPY = "ABCDEF", "GHIJ"


def draw(rng):
    """Small whole errors; losses that differ clearly between conventions."""
    while True:
        errors = rng.integers(-3, 4, size=(4, 3))
        p_label = 0.5 ** rng.integers(1, 5, size=5)
        total = int((errors**2).sum())
        values = _values(errors, p_label)
        losses = [
            np.sort([values[c] for c in s]) for s in (_SQUARED, _ENTROPY)
        ]
        if total % 6 or min(np.diff(v).min() for v in losses) < 0.1:
            continue
        four = [rng.choice(["A", "C"]), rng.choice(["B", "D"]), "E", "F"]
        three = rng.permutation(list(_ENTROPY))[:3]
        return {
            "errors": errors,
            "squared": [round(values[c], 4) for c in rng.permutation(four)],
            "p_label": p_label,
            "entropy": [round(values[c], 4) for c in three],
        }


def _values(errors, p_label):
    """{letter: the loss under that convention}."""
    squares = [int(e) ** 2 for row in errors for e in row]
    nats = [-float(np.log(p)) for p in p_label]
    N, entries = len(errors), len(squares)
    whole, cost = sum(squares), sum(nats)
    return {
        "A": whole / entries,
        "B": whole / entries / 2,
        "C": whole / N,
        "D": whole / N / 2,
        "E": float(whole),
        "F": (whole / entries) ** 0.5,
        "G": cost / len(nats),
        "H": cost / len(nats) / float(np.log(2)),
        "I": cost,
        "J": cost / float(np.log(2)),
    }


def truth(errors, squared, p_label, entropy):
    values = _values(errors, p_label)

    def nearest(loss, letters):
        return min(letters, key=lambda c: abs(values[c] - loss))

    parts = {
        f"squared error {loss}": nearest(loss, _SQUARED) for loss in squared
    }
    return parts | {
        f"cross-entropy {loss}": nearest(loss, _ENTROPY) for loss in entropy
    }


def _mapped(names):
    """The answer of one who takes each letter for the other of its pair."""
    pairs = dict(names.split())

    def answer(**numbers):
        return tuple(pairs.get(c, c) for c in truth(**numbers).values())

    return answer


def _half_and_root(**numbers):
    right = tuple(truth(**numbers).values())
    half = "B" if "B" in right else "D"
    swap = {"F": half, half: "F"}
    return tuple(swap.get(c, c) for c in right)


CONVENTIONS = Exercise(
    id="2.7",
    title="Same predictions, other numbers",
    kind="predict",
    objective="2e",
    points=2,
    minutes=10,
    takes="seven letters with commas between, four from A to F and three "
    "from G to J",
    section="02-losses#Conventions that make right answers look wrong",
    draw=draw,
    truth=truth,
    mistakes=(
        Wrong(
            "entries-for-rows",
            _mapped("AC CA BD DB"),
            "The mean over all entries divides by rows times outputs. Sum "
            "over outputs, mean over rows divides by the rows alone, and is "
            "larger.",
            "The cross-entropies are right. Among the squared errors the "
            "mean over entries and the mean over rows are exchanged.",
        ),
        Wrong(
            "half-misplaced",
            _mapped("AB BA CD DC"),
            "Work out the sum of all squares first. Divided by the number "
            "of rows or of entries it gives A or C; B and D are half of "
            "those.",
            "The cross-entropies are right. Among the squared errors those "
            "with and without ½ are exchanged.",
        ),
        Wrong(
            "bits-for-nats",
            _mapped("GH HG IJ JI"),
            "In bits, with base 2, a row with p = ½ costs 1; in nats it "
            "costs .6931. The number in bits is the larger one.",
            "The squared errors are right. Among the cross-entropies the "
            "two bases are exchanged.",
        ),
        Wrong(
            "bits-for-nats-in-the-mean",
            _mapped("GH HG"),
            "A mean in nats is .6931 times the mean in bits, so it is the "
            "smaller one. Work out both, and compare.",
            "The squared errors are right, and so are the sums of the "
            "cross-entropies. In their means the bases are exchanged.",
        ),
        Wrong(
            "bits-for-nats-in-the-sum",
            _mapped("IJ JI"),
            "In bits each of these rows costs a whole number, so the sum in "
            "bits is whole. In nats it is .6931 times that.",
            "The squared errors are right, and so are the means of the "
            "cross-entropies. In their sums the bases are exchanged.",
        ),
        Wrong(
            "sum-for-mean",
            _mapped("GI IG HJ JH"),
            "Add up the costs of the rows: that is the sum. The mean is a "
            "fifth of it.",
            "The squared errors are right. Among the cross-entropies sum "
            "and mean are exchanged.",
        ),
        Wrong(
            "root-for-half",
            _half_and_root,
            "The root of A and a half of A or C are different numbers: "
            "square the printed loss, and compare with A.",
            "The cross-entropies are right. Among the squared errors the "
            "root and a half are exchanged.",
        ),
        Wrong(
            "sum-over-what",
            _mapped("CE EC"),
            "The sum over everything is not divided at all. With the mean "
            "over rows, that sum is divided by the number of rows.",
            "The cross-entropies are right. The sum over everything was "
            "taken for that over the outputs.",
        ),
    ),
)
