"""What people answer about layers that leak: 11.7."""

from ..record import Wrong
from .leak_names import NAMES, truth

LEAK = "causal loss"


def _given(change):
    """The answer of one who has the truth, but for this change of it."""

    def answer(**keys):
        return tuple(change(truth(**keys)).values())

    return answer


def _seen(rule):
    """Every list of instruments by this rule of the right one."""
    return lambda told: {
        name: part if len(name) == 1 else rule(part)
        for name, part in told.items()
    }


def _next_names(told):
    return {
        name: NAMES[(NAMES.index(part) + 1) % len(NAMES)]
        if len(name) == 1
        else part
        for name, part in told.items()
    }


MISTAKES = (
    Wrong(
        "leaks-fail-the-check",
        _given(_seen(lambda part: f"check {LEAK}" if part == LEAK else part)),
        "A layer that reads the future may send its blame back rightly, for "
        "what it has computed. The gradient check compares backward with "
        "this forward, and agrees.",
        "The names are right. You say that the check sees a leak, too.",
    ),
    Wrong(
        "loss-sees-no-leak",
        _given(_seen(lambda part: "causal" if part == LEAK else part)),
        "The letters are random, and so no honest net gets below ln 5. A "
        "loss that does is an instrument's alarm, though it looks like "
        "success.",
        "The names are right. You say that the loss sees no leak.",
    ),
    Wrong(
        "check-alone",
        _given(_seen(lambda part: "check")),
        "A gradient check cannot see everything: the three instruments ask "
        "three questions. Call check(), causal() and loss() of each.",
        "The names are right. You say that the check alone sees every "
        "mistake.",
    ),
    Wrong(
        "seen-by-all",
        _given(_seen(lambda part: "check causal loss")),
        "Each instrument is blind somewhere. causal() never looks at a "
        "gradient, check() never asks who may see whom, and loss() misses "
        "what still learns nothing.",
        "The names are right. You say that all three see each mistake.",
    ),
    Wrong(
        "names-missed",
        _given(_next_names),
        "The instruments are those that see the mistakes; the names belong to "
        "other ones. Look at .A of a layer after a forward: its zeros, the "
        "sums of its rows and of its columns.",
        "What sees each is right; none of the names is.",
    ),
    Wrong(
        "two-exchanged",
        _given(lambda told: told | {"A": told["B"], "B": told["A"]}),
        "A and B have each other's name. Which of the two leaks, and what "
        "does its A look like?",
        "What sees each is right, and so is the name of C.",
    ),
    Wrong(
        "none-of-them",
        _given(lambda told: told | dict.fromkeys("ABC", "none")),
        "A right layer does what attention says. Each of the three has one "
        "of the mistakes in the list, though one of the nine is seen by no "
        "instrument.",
        "What sees each is right; the names are not.",
    ),
)
