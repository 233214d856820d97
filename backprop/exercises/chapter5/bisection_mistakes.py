"""5.4: searches that are not a bisection, or stop at the wrong place."""

from ..record import Wrong


def _halved(diverges, low, high):
    """The half of the interval that holds the threshold."""
    middle = (low + high) / 2
    return (low, middle) if diverges(middle) else (middle, high)


def _absolute(diverges, low, high):
    while high - low > 1e-3:
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _ten_times(diverges, low, high):
    for _ in range(10):
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _wrong_half(diverges, low, high):
    while high - low > 1e-3 * high:
        low, high = _halved(lambda lr: not diverges(lr), low, high)
    return (low + high) / 2


def _once(diverges, low, high):
    low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _decimals(diverges, low, high):
    while high - low > 1e-6 * high:
        low, high = _halved(diverges, low, high)
    return round((low + high) / 2, 3)


def _doubling(diverges, low, high):
    lr = low
    while not diverges(lr):
        lr *= 2
    return lr


def _in_steps(diverges, low, high):
    lr = low
    while not diverges(lr):
        lr *= 1.0005
    return lr


def _coarse(diverges, low, high):
    while high - low > 0.1 * high:
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _coarser(diverges, low, high):
    for _ in range(5):
        low, high = _halved(diverges, low, high)
    return (low + high) / 2


def _width(diverges, low, high):
    while high - low > 1e-3 * high:
        low, high = _halved(diverges, low, high)
    return high - low


def _answer_kept(diverges, low, high):
    while high - low > 1e-3 * high:
        low, high = _halved(diverges, low, high)
    return diverges((low + high) / 2)


def _middle_moved(diverges, low, high):
    while high - low > 1e-3 * high:
        middle = (low + high) / 2
        if diverges(middle):
            high = middle - 1e-3
        else:
            low = middle
    return (low + high) / 2


MISTAKES = (
    Wrong(
        "absolute-width",
        _absolute,
        "A fixed width such as 0.001 is fine beside 40, and coarse "
        "beside 0.004. Compare the width with the numbers themselves.",
        "Large thresholds come out right; the one near 0.004 does not.",
    ),
    Wrong(
        "fixed-count",
        _ten_times,
        "Ten halvings make any interval 1024 times narrower. A wide one "
        "needs more: let its width decide when to stop.",
        "The narrow interval is right; the wide ones end too early.",
    ),
    Wrong(
        "wrong-half",
        _wrong_half,
        "If the run diverges at the middle, the threshold lies below "
        "it. Keep the half that has a good rate at its lower end and a "
        "bad one at its upper end.",
        "The interval closes on a place where the threshold is not.",
    ),
    Wrong(
        "halved-once",
        _once,
        "One question halves the interval once. Repeat it on the half "
        "that is left, until that is narrow enough.",
    ),
    Wrong(
        "decimals-for-digits",
        _decimals,
        "Three decimals are not three digits: of 0.0042 they leave one "
        "digit. Return the number as it is.",
        "The threshold near 0.004 is rounded too far.",
    ),
    Wrong(
        "step-by-step",
        _in_steps,
        "Each question is a run of training. A search by small steps "
        "asks at every step; the middle of the interval halves what is "
        "left with each question.",
    ),
    Wrong(
        "too-coarse",
        _coarse,
        "You stop when the interval is a tenth of the rate wide. Asked "
        "is 0.1 percent: 0.001 times high.",
        "The threshold is near, but not within 0.1 percent.",
    ),
    Wrong(
        "five-halvings",
        _coarser,
        "Five halvings make any interval 32 times narrower. Let its "
        "width decide when to stop.",
        "The threshold is near, but not within 0.1 percent.",
    ),
    Wrong(
        "width-returned",
        _width,
        "high - low is the width that is left. The threshold lies "
        "between the two: return one of them, or their middle.",
        "The result is the width of the last interval.",
    ),
    Wrong(
        "answer-returned",
        _answer_kept,
        "diverges says True or False. The threshold is the rate at "
        "which its answer changes: return the middle itself.",
        "True or False is returned, where a number is asked.",
    ),
    Wrong(
        "moved-past-the-middle",
        _middle_moved,
        "The new end of the interval is the middle itself. 0.001 less "
        "may lie below a small threshold, and then it is lost.",
        "Large thresholds come out right; the one near 0.004 does not.",
    ),
    Wrong(
        "doubling",
        _doubling,
        "Doubling finds two rates with the threshold between them. That "
        "is where halving begins.",
        "The result is the given low times a power of 2.",
    ),
)
