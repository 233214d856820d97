"""A tape read line by line, and the slips that people make: 8.3."""

from ..chains import Chain, Slip

ORDER = "08-tape#The order of reading"


def _read(v):
    grads = [v.start] * len(v.tape)
    grads[v.at] = v.first
    for k in v.order:
        value, parents, slopes = v.tape[k]
        for p, slope in v.pairs(parents, slopes):
            sent = v.sent(grads[k], slope, value, v.tape[p][0])
            grads[p] = v.held(grads[p], sent)
    return grads


def _as_they_stand(parents, slopes):
    return list(zip(parents, slopes, strict=True))


def _once(parents, slopes):
    return dict(zip(parents, slopes, strict=True)).items()


def _once_in_another_order(parents, slopes):
    return zip(set(parents), slopes, strict=False)


READER = Chain(
    {
        "start": lambda v: 0.0,
        "first": lambda v: 1.0,
        "at": lambda v: v.result,
        "order": lambda v: range(len(v.tape))[::-1],
        "pairs": lambda v: _as_they_stand,
        "sent": lambda v: lambda up, slope, own, of_parent: up * slope,
        "held": lambda v: lambda held, sent: held + sent,
        "gradients": _read,
    },
    ("gradients",),
    tuple(
        Slip(*slip)
        for slip in (
            ("held", "written-over", lambda v: lambda held, sent: sent, "With "
             "= each line writes its payment over that of the line before. A "
             "parent of two lines must hold the sum: +=."),
            ("held", "first-kept", lambda v: lambda held, sent: held or sent,
             "A parent that holds a payment already is at a fork: the next "
             "one is added to it, not dropped."),
            ("order", "downwards", lambda v: range(len(v.tape)), "A line "
             "passes on what has arrived, and that comes from below. Read "
             "from the last line up to the first."),
            ("order", "one-line", lambda v: range(len(v.tape))[-1:], "Only "
             "the last line has been read. Does a return stand inside the "
             "loop?"),
            ("order", "last-unread", lambda v: range(len(v.tape) - 1)[::-1],
             "The last line is never read. Its number is len(tape) - 1, and "
             "range(n) ends with n - 1 by itself."),
            ("at", "last-line", lambda v: -1, "The slope 1 belongs to the "
             "line whose gradient is asked, number `result`. You start at "
             "the last line of the tape, whatever result is."),
            ("first", "no-start", lambda v: 0.0, "The slope of the result by "
             "itself is 1. Without that start only zeros are passed on."),
            ("first", "value-for-start", lambda v: v.tape[v.result][0],
             "Reading starts with the slope of the result by itself. That is "
             "1, whatever its value."),
            ("start", "ones-everywhere", lambda v: 1.0, "Only the result "
             "starts with 1. Every other gradient is a sum over uses, and a "
             "sum starts at 0: lines that do not lead to the result stay "
             "there."),
            ("pairs", "other-slope", lambda v: lambda parents, slopes:
             _as_they_stand(parents, slopes[::-1]), "slopes[0] belongs to "
             "parents[0], and slopes[1] to parents[1]. Each parent of yours "
             "gets the other's."),
            ("pairs", "each-parent-once", lambda v: _once, "In x·x the line "
             "x is a parent twice, and each use has its payment. A set or a "
             "dict of the parents holds it once. In NumPy, grads[list] += "
             "keeps the last payment alone: np.add.at, or a loop."),
            ("pairs", "set-of-parents", lambda v: _once_in_another_order, "A "
             "set holds a parent once that stands twice, as in x·x, and in "
             "an order of its own, so that slopes go to other parents. Take "
             "parents as they stand."),
            ("sent", "own-value", lambda v: lambda up, slope, own, of_parent:
             up * own, "What came back is multiplied by the line's slope by "
             "that parent. You took the line's value, which does not enter."),
            ("sent", "value-for-slope", lambda v: lambda up, slope, own,
             of_parent: up * of_parent, "What came back is multiplied by the "
             "line's slope, which stands in the line. The parent's value "
             "does not enter."),
            ("sent", "slopes-alone", lambda v: lambda up, slope, own,
             of_parent: slope, "Those are sums of local slopes. A payment is "
             "the gradient of the line that is read, times its slope by that "
             "parent."),
            ("sent", "slopes-added", lambda v: lambda up, slope, own,
             of_parent: up + slope, "Within one payment, what came back and "
             "the slope are multiplied. It is the payments that are added."),
        )
    ),
    ("tape", "result"),
    sections={"order": ORDER},
)  # fmt: skip
