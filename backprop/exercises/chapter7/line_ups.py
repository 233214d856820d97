"""7.2, 7.3, 7.4 and 7.6: seven suspects, to be found by testing."""

from ..record import Wrong
from .lineup import given, in_use, lineup, named, taken_for
from .suspects import GUILTY, cure_of, guilty

_BOTH = "({0}, {0} fails, {1}, {1} fails): two names, two lists of parameters"
_LIST = "07-museum#Which parameters fail"


def _two(first, second):
    return _BOTH.format(first, second)


FACTORS = lineup(
    2,
    title="Suspects A and B",
    kind="compute",
    objective="7a",
    points=3,
    minutes=12,
    takes=_two("A", "B"),
    section=_LIST,
    truth=named,
    mistakes=(
        Wrong(
            "B-weights-alone",
            given(named, B_fails="W1"),
            "A layer's bias is a parameter too, with a line of its own in "
            "the report. Both get their gradient from the same dZ1.",
            "All is right but the list of what fails in B.",
        ),
        taken_for(named, "B", "updated too soon"),
        taken_for(named, "B", "value for slope"),
        taken_for(named, "B", "transpose missing"),
        taken_for(named, "A", "penalty missing"),
        taken_for(named, "A", "none"),
    ),
)

STRANGERS = lineup(
    3,
    title="Suspects C and D",
    kind="compute",
    objective="7a",
    points=3,
    minutes=15,
    takes=_two("C", "D"),
    section=_LIST,
    truth=named,
    mistakes=(
        taken_for(named, "D", "slope missing"),
        taken_for(named, "D", "updated too soon"),
        taken_for(named, "D", "sign of the delta"),
        taken_for(named, "C", "bias averaged"),
        taken_for(named, "C", "stale input"),
        taken_for(named, "C", "sum for mean"),
    ),
)


def with_cure(**keys):
    """named, and what makes the right suspect learn."""
    return named(**keys) | {"cure": cure_of(keys)}


def _by_training(guilty_too=False, good_too=False):
    """The answer of one who judges a gradient by the accuracy."""

    def answer(**keys):
        told = with_cure(**keys)
        poor = guilty(keys)
        good = "EF".replace(poor, "")
        if guilty_too:
            told |= {poor: "sign of the delta", f"{poor} fails": "W1 b1"}
        if good_too:
            told |= {good: "none", f"{good} fails": "none"}
        return tuple(told.values())

    return answer


def _next_cure(told, keys):
    cures = list(GUILTY)
    return cures[(cures.index(told["cure"]) + 1) % len(cures)]


TRAINING = lineup(
    4,
    title="Suspects E and F",
    kind="compute",
    objective="7b",
    points=4,
    minutes=15,
    takes="(E, E fails, F, F fails, cure), five texts",
    section="07-museum#Right gradients that do not train",
    truth=with_cure,
    mistakes=(
        Wrong(
            "by-training",
            _by_training(True, True),
            "You judged by the accuracy. A step along a wrong gradient can "
            "still lead down, and one along the right gradient can be too "
            "short, or be 0. Ask the check.",
            "The right program is called wrong, and the wrong one right.",
        ),
        Wrong(
            "trained-so-right",
            _by_training(good_too=True),
            "It trains because its steps still lead down. A check of one "
            "step compares them with the slopes, and finds them different.",
            "The program that learns is called right.",
            "07-museum#The gallery",
        ),
        Wrong(
            "poor-so-wrong",
            _by_training(guilty_too=True),
            "No array of it is wrong. A right gradient still needs a rate "
            "that fits, a start with units that are on, and inputs of a "
            "usual size.",
            "The program that does not learn is called wrong.",
        ),
        Wrong(
            "another-cure",
            given(with_cure, cure=_next_cure),
            "Try each change alone, on a new object. What are its lr, the "
            "size of its X, and how many of its hidden outputs are above 0?",
            "All is right but the cure.",
        ),
    ),
)

BLIND = lineup(
    6,
    title="Suspect G",
    kind="compute",
    objective="7d",
    points=3,
    minutes=12,
    takes="(G, again, other rows), a name and two lists of parameters",
    section="07-museum#What it cannot see",
    truth=in_use,
    mistakes=(
        Wrong(
            "passed-so-right",
            given(in_use, G="none"),
            "One check of one step looks at one call, on one batch. What "
            "stays in memory, and what a row does to another, it cannot see.",
            "The name of G is not right. The rest is.",
        ),
        taken_for(in_use, "G", "penalty missing"),
        taken_for(in_use, "G", "updated too soon"),
        taken_for(in_use, "G", "sum for mean"),
        taken_for(in_use, "G", "row dropped"),
    ),
)
