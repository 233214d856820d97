"""The names that an answer may give, and what each would show."""

from .suspects import number_of

NAMES = {  # {letter: the names of its pool's programs, in that order}
    "A": ("sum for mean", "mean twice", "bias averaged"),
    "B": ("leak on the wrong side", "slope missing", "sign of the delta"),
    "C": ("row dropped", "penalty missing", "penalty on biases"),
    "D": ("square forgotten", "value for slope", "transpose missing"),
    "G": ("gradients not zeroed", "stale input", "rows mixed"),
}
TRAINED = ("updated too soon", "penalty missing", "bias averaged")


def name_of(letter, keys):
    """The suspect's mistake, by its name among the candidates."""
    number = number_of(letter, keys)
    return "none" if number is None else NAMES.get(letter, TRAINED)[number]


CANDIDATES = {
    "none": (
        "A right program agrees in every array. It does so at every call, "
        "with other rows and part by part, and a row has the same loss "
        "alone as among others."
    ),
    "sum for mean": (
        "If the loss's gradient were a sum, W1, b1, W2 and b2 would all "
        "fail, and check_loss would call the loss alone N times too large."
    ),
    "mean twice": (
        "If 1/N were taken twice, all four would fail. Each gradient of the "
        "loss would be N times too small. Each Linear alone would fail in W "
        "and b, not in X, and the loss alone would agree."
    ),
    "bias averaged": (
        "If the bias's gradient were a mean, b1 and b2 would fail, 1/N of "
        "what they should be, and W1 and W2 would agree. A Linear alone "
        "would fail in b."
    ),
    "sign of the delta": (
        "If the delta had the wrong sign, W1 and b1 would fail, and b1 by "
        "the factor -1. The activation alone would agree, and the last "
        "Linear alone would fail in X."
    ),
    "slope missing": (
        "If the slope were missing, W1 and b1 would fail. The activation "
        "alone would fail: its backward would return any dY as it is."
    ),
    "value for slope": (
        "If the value stood for the slope, W1 and b1 would fail. The "
        "activation alone would fail: with dY = 1, backward would return "
        "what forward returned."
    ),
    "square forgotten": (
        "If tanh's slope were 1 - Y, W1 and b1 would fail. The activation "
        "alone would fail. Where Y is negative, backward with dY = 1 would "
        "return more than 1."
    ),
    "leak on the wrong side": (
        "If the two slopes of a leaky ReLU were exchanged, W1 and b1 would "
        "fail. The activation alone would fail, and pass less of dY where X "
        "is positive."
    ),
    "transpose missing": (
        "If a transpose were missing, W1 and b1 would fail, by no single "
        "factor. The activation alone would agree, and the last Linear, "
        "which is square, would fail in X."
    ),
    "row dropped": (
        "If a row were left out of dW, W1 and W2 would fail and b1 and b2 "
        "would agree. A Linear alone would fail in W."
    ),
    "penalty missing": (
        "If the step did without the penalty, W1 and W2 would fail, short "
        "by strength · W. Each part alone would agree, and so would b1 "
        "and b2."
    ),
    "penalty on biases": (
        "If the step shrank the biases too, b1 and b2 would fail, by "
        "strength · b. Each part alone would agree, and so would W1 and W2."
    ),
    "updated too soon": (
        "If W2 were updated too soon, W1 and b1 would fail, while each part "
        "alone would agree. With lr ten times smaller the error would be "
        "ten times smaller."
    ),
    "gradients not zeroed": (
        "If gradients were left over, the first check would agree, and a "
        "second one on the same object would fail in all four."
    ),
    "stale input": (
        "If a layer kept its first X, a second check on the same rows would "
        "agree. One on other rows would fail in W1 and W2."
    ),
    "rows mixed": (
        "If rows were mixed, every check would agree, with any rows. The "
        "loss of a row would be another one alone than among others."
    ),
}
