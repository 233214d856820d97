"""7.2, 7.3, 7.4 and 7.6: seven suspects, to be found by testing."""

from ..record import Wrong
from .lineup import (
    given,
    in_use,
    lineup,
    taken_for,
    with_cure,
    with_factor,
    with_slope,
)
from .suspects import CURES, guilty

_LIST = "07-museum#Which parameters fail"


FACTORS = lineup(
    2,
    title="Suspects A and B",
    kind="compute",
    objective="7a",
    points=3,
    minutes=20,
    takes="(A, A fails, B, B fails, A factor), four texts and a number",
    section=_LIST,
    truth=with_factor,
    mistakes=(
        Wrong(
            "B-weights-alone",
            given(with_factor, B_fails="W1"),
            "A layer's bias is a parameter too, with a line of its own in "
            "the report. Both get their gradient from the same dZ1.",
            "All is right but the list of what fails in B.",
        ),
        Wrong(
            "factor-inverted",
            given(with_factor, A_factor=lambda told, _: 1 / told["A factor"]),
            "The factor is the program's number over the slope. Above 1, the "
            "program's gradient is too large.",
            "All is right but A factor, which is upside down.",
        ),
        taken_for(with_factor, "B", "updated too soon"),
        taken_for(with_factor, "B", "value for slope"),
        taken_for(with_factor, "B", "transpose missing"),
        taken_for(with_factor, "A", "penalty missing"),
        taken_for(with_factor, "A", "none"),
    ),
)

STRANGERS = lineup(
    3,
    title="Suspects C and D",
    kind="compute",
    objective="7a",
    points=3,
    minutes=20,
    takes="(C, C fails, D, D fails, D slope), four texts and a number",
    section=_LIST,
    truth=with_slope,
    mistakes=(
        taken_for(with_slope, "D", "slope missing"),
        taken_for(with_slope, "D", "updated too soon"),
        taken_for(with_slope, "D", "sign of the delta"),
        taken_for(with_slope, "C", "bias averaged"),
        taken_for(with_slope, "C", "stale input"),
        taken_for(with_slope, "C", "sum for mean"),
        Wrong(
            "slope-without-sign",
            given(with_slope, D_slope=lambda told, _: -told["D slope"]),
            "bend gives (Y, dX). The slope is the second, with its sign.",
            "All is right but D slope, which has the wrong sign.",
        ),
    ),
)


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
    return CURES[(CURES.index(told["cure"]) + 1) % len(CURES)]


TRAINING = lineup(
    4,
    title="Suspects E and F",
    kind="compute",
    objective="7b",
    points=4,
    minutes=25,
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
            "size of its X, and the share of its hidden outputs above 0?",
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
    minutes=20,
    takes="(G, again, other rows, alone), three texts and a number",
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
