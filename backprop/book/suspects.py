"""The eight rounds of "Which line is wrong?", from the museum's own runs."""

import numpy as np

from ..mistakes import MISTAKES
from . import museum

# The suspect; three other exhibits; what a gradient check of it finds.
ROUNDS = (
    ("bias-averaged",
     ("mean-twice", "penalty-only-in-loss", "relu-derivative-missing"),
     "`b1` and `b2` fail by the factor 1/N, and both weights agree."),
    ("mean-twice", ("bias-averaged", "zero-start", "hidden-delta-sign"),
     "All four arrays fail, by the factor 1/N."),
    ("relu-derivative-missing",
     ("hidden-delta-sign", "bias-averaged", "softmax-twice"),
     "Only `W1` and `b1` fail, and no single factor fits."),
    ("zero-start", ("constant-start", "mean-twice", "hidden-delta-sign"),
     "Nothing fails: `W1`, `b1` and `W2` have gradients of exactly 0."),
    ("sum-not-mean",
     ("gradients-not-zeroed", "penalty-only-in-loss", "softmax-overflow"),
     "All four arrays fail, by the factor N."),
    ("updated-too-soon",
     ("random-feedback", "bias-averaged", "hidden-delta-sign"),
     "Only `W1` and `b1` fail, by less at a smaller learning rate."),
    ("softmax-twice-differentiated",
     ("penalty-only-in-loss", "mean-twice", "softmax-overflow"),
     "Every array agrees, and a perfect prediction has a loss above 0."),
    ("constant-start", ("zero-start", "bias-averaged", "random-feedback"),
     "Nothing fails: `W1` and `b1` are unresolved, `W2` and `b2` agree."),
)  # fmt: skip


def rounds():
    """The rounds as live_quiz takes them, each with its curves.

    A run keeps every tenth loss, which stands for ten steps here.
    """
    return [
        _round(k, name, others, clue)
        for k, (name, others, clue) in enumerate(ROUNDS)
    ]


def _round(k, name, others, clue):
    place = k * 3 % 4
    names = [*others[:place], name, *others[place:]]
    runs = museum.trained(name), museum.trained(name, right=True)
    return {
        "curves": dict(
            zip(
                ("the suspect", "its right twin"),
                (np.repeat(run.losses, 10) for run in runs),
                strict=True,
            )
        ),
        "accuracy": f"At the end: {museum.outcome(name)}.",
        "choices": [MISTAKES[n].wrong for n in names],
        "right": place,
        "clue": clue,
        "why": MISTAKES[name].cause,
        "link": f"#exhibit-{name}",
        "title": MISTAKES[name].title,
    }
