"""What people answer about layers whose sizes hide a mistake: 9.7."""

from ..record import Wrong
from .hidden_names import NAMES, truth


def _given(change):
    """The answer of one who has the truth, but for this change of it."""

    def answer(**keys):
        right = {
            name: part if isinstance(part, str) else _changed(part)
            for name, part in truth(**keys).items()
        }
        return tuple(change(right).values())

    return answer


def _changed(names):
    """Sizes of which exactly these are not those of BLIND, and that fit."""
    other = {"N": 3, "W": 6, "kw": 4, "c_in": 3, "c_out": 4, "stride": 1,
             "padding": 1}  # fmt: skip
    return {name: other[name] for name in names}


def _all_sizes(sizes):
    return lambda told: {
        name: part if isinstance(part, str) else sizes
        for name, part in told.items()
    }


def _next_names(told):
    return {
        name: NAMES[(NAMES.index(part) + 1) % len(NAMES)]
        if isinstance(part, str)
        else part
        for name, part in told.items()
    }


GENERAL = {"N": 3, "H": 5, "W": 8, "kh": 3, "kw": 4, "c_in": 3, "c_out": 4,
           "stride": 1, "padding": 1}  # fmt: skip

MISTAKES = (
    Wrong(
        "everything-changed",
        _given(_all_sizes(GENERAL)),
        "Sizes that all differ accuse every one of them, which is what a "
        "test wants. Here the question is which size alone brings a "
        "mistake to light: take your changes back one at a time.",
        "At these sizes all three are accused, with more changed than is "
        "needed.",
    ),
    Wrong(
        "nothing-changed",
        _given(_all_sizes({})),
        "At the sizes in BLIND all three pass: one image, square, with a "
        "square kernel, one channel, no overlap, no padding. One of "
        "these has to go.",
        "The names are right. At the sizes in BLIND nothing is accused.",
    ),
    Wrong(
        "more-images-for-all",
        _given(lambda told: _all_sizes({"N": 2, "stride": 1})(told) | {
            name: NAMES[(NAMES.index(told[name]) + 2) % len(NAMES)]
            for name in "ABC"
        }),
        "Two images and overlapping windows show some mistakes and hide "
        "others. Change one size at a time, and see which of K, b and X "
        "fails.",
    ),
    Wrong(
        "two-exchanged",
        _given(lambda told: told | {"A": told["B"], "B": told["A"]}),
        "A and B have each other's name. Which of K, b and X fails in "
        "each, and at which change?",
        "The sizes are right, and so is C.",
    ),
    Wrong(
        "names-missed",
        _given(_next_names),
        "The sizes show the mistakes; the names are those of other ones. "
        "Read the list: which wrong line is seen at that size, in that "
        "array, and nowhere else?",
        "The sizes of all three are right; none of the names is.",
    ),
    Wrong(
        "none-of-them",
        _given(lambda told: told | dict.fromkeys("ABC", "none")),
        "A right layer agrees at all sizes. Yours fail where you say: "
        "each has one of the mistakes in the list.",
        "The sizes are right; the names are not.",
    ),
)  # fmt: skip
