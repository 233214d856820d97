"""One tape, and the gradients that wrong ways to read or keep it give.

Lines: w, x, q = w · x, u = a · q, v = q · q, f = u - v.
"""

from .readers import by_recursion, read, upwards

PARENTS = [(), (), (0, 1), (2,), (2, 2), (3, 4)]
LINES = ("w", "x", "q", "u", "v", "f")


def slopes_of(a, w, x):
    q = w * x
    return [(), (), (x, w), (a,), (q, q), (1, -1)]


def _written_over(s):
    return upwards(PARENTS, s, add=False)


def _too_early(s):
    return read(PARENTS, s, (5, 3, 2, 4))


def _recursion(s):
    return by_recursion(PARENTS, s)


def _not_reset(s):
    w, x, *between = upwards(PARENTS, s)
    return [2 * w, 2 * x, *between]


def _exchanged(s):
    return upwards(PARENTS, [*s[:2], s[2][::-1], *s[3:]])


def _changed_in_place(s):
    by_w, by_x = s[2]
    return upwards(PARENTS, [*s[:2], (by_w, by_x + 1), *s[3:]])


def _detached(s):
    parents = [*PARENTS[:3], (), *PARENTS[4:]]
    return upwards(parents, [*s[:3], (), *s[4:]])


def _one_use(s):
    parents = [*PARENTS[:4], (2,), PARENTS[5]]
    return upwards(parents, [*s[:4], s[4][:1], s[5]])


def _downwards(s):
    return read(PARENTS, s, range(6))


SLOTS = (  # one of each is drawn: their gradients look alike
    {
        "written over": _written_over,
        "too early": _too_early,
        "recursion": _recursion,
    },
    {
        "not reset": _not_reset,
        "exchanged": _exchanged,
        "changed in place": _changed_in_place,
    },
    {
        "detached": _detached,
        "one use": _one_use,
        "downwards": _downwards,
    },
)
SHOWS = {  # what would be seen
    "written over": "If a payment were written over, the last payment that "
    "came to q would be there alone, and w and x would follow from it.",
    "too early": "If q were read too early, q itself would end right, since "
    "the late payments still come; w and x would have the first payment "
    "alone.",
    "recursion": "With recursion q ends right. w and x hold the sum of what q "
    "held at its three arrivals.",
    "not reset": "If the gradients of a first call were still there, those of "
    "w and x, which were given, would be doubled and the rest right.",
    "exchanged": "If the slopes of line q were exchanged, w would be dq · w, "
    "and x would be dq · x.",
    "changed in place": "If w had been changed after line q was written, only "
    "x would be wrong: its slope is the value of w.",
    "detached": "If u had been cut off, nothing would come to q through u: q "
    "would hold -2 q alone.",
    "one use": "If q counted once in v = q · q, q would hold a - q.",
    "downwards": "Read downwards, q is read while it holds 0, and so are u "
    "and v: w, x and q stay 0.",
    "none": "If nothing were wrong, the gradients would be your own.",
}


def columns(a, w, x):
    """{mistake: the gradients of the six lines}, and "none": the right."""
    s = slopes_of(a, w, x)
    found = {name: spoil(s) for slot in SLOTS for name, spoil in slot.items()}
    return found | {"none": upwards(PARENTS, s)}
