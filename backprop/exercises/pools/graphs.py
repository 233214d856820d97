"""Derivatives on a graph, at a kink, along a chain: 3.1, 3.2, 6.2 and 4.1."""

import numpy as np

from .counts import typed_chain


def _share(v, x):
    return min(1.0, max(0.0, (x + v.h) / (2 * v.h)))


def _rules(v):
    return np.array([0.0, v.z_B > 0, v.z_C > 0, v.v_D > v.u_D, 1.0])


def _measured(v):
    beside = [_share(v, x) for x in (v.z_B, v.z_C, v.v_D - v.u_D)]
    return np.array([0.5, *beside, 0.5])


def _with(array, **places):
    array = np.array(array, dtype=float)
    for place, value in places.items():
        array["ABCDE".index(place)] = value
    return array


KINK = typed_chain(
    {"derivatives": _rules, "measured": _measured},
    ("derivatives", "measured"),
    (
        ("derivatives", "tie-to-the-second", lambda v: _with(_rules(v), E=0),
         "For a maximum of equals the course gives the whole gradient to the "
         "first, and u is the first input."),
        ("derivatives", "tie-halved", lambda v: _with(_rules(v), E=0.5), "½ "
         "at E is a valid subgradient. But the course gives the whole "
         "gradient to the first of two equals."),
        ("derivatives", "half-at-0", lambda v: _with(_rules(v), A=0.5), "½ at "
         "A is a valid subgradient. But the course takes 0 as ReLU's "
         "derivative at 0."),
        ("derivatives", "half-at-both", lambda v: _with(_rules(v), A=0.5,
         E=0.5), "½ is what a measurement gives at the kink, and it is a "
         "valid subgradient. But the course takes 0 as ReLU's derivative at "
         "0, and gives the whole gradient to the first of two equals."),
        ("derivatives", "one-at-0", lambda v: _with(_rules(v), A=1), "The "
         "course takes 0 as ReLU's derivative at 0: the unit counts as off."),
        ("derivatives", "shares", lambda v: _with(_rules(v), B=_share(v,
         v.z_B), C=_share(v, v.z_C)), "A derivative belongs to the point and "
         "knows of no h. Beside the kink it is 0 or 1, however near the kink "
         "is."),
        ("derivatives", "smaller-wins", lambda v: _with(_rules(v), D=1), "At "
         "D, v is smaller than u: a small change of v changes nothing."),
        ("measured", "all-or-nothing", lambda v: _with(_measured(v), B=1,
         C=0), "At B and C the kink lies between z - h and z + h. The "
         "measurement mixes both slopes, by their shares of the way."),
        ("measured", "other-share", lambda v: 1 - _measured(v), "The part "
         "with slope 1 lies to the right of the kink. You took the share of "
         "the other part."),
        ("measured", "by-h", lambda v: np.array([1.0, *(2 * _share(v, x)
         for x in (v.z_B, v.z_C, v.v_D - v.u_D)), 1.0]), "The two points are "
         "2h apart: the rise is divided by 2h."),
        ("measured", "clipped-by-h", lambda v: np.array([0.5, *(min(1, 2
         * _share(v, x)) for x in (v.z_B, v.z_C, v.v_D - v.u_D)), 0.5]),
         "The two points are 2h apart: the rise is divided by 2h."),
        ("measured", "rules-again", _rules, "A measurement looks at two "
         "points, h to each side. Here the kink lies between them, so it "
         "mixes a slope of 1 with a slope of 0."),
        ("measured", "D-turned", lambda v: _with(_measured(v), D=1 - _share(v,
         v.v_D - v.u_D)), "At D the part with slope 1 is where v is larger "
         "than u. v starts below u, so that part is the shorter."),
        ("measured", "D-nothing", lambda v: _with(_measured(v), D=0), "At D, "
         "v + h lies above u: a part of the way has slope 1."),
        ("measured", "C-turned", lambda v: _with(_measured(v), C=1 - _share(v,
         v.z_C)), "z_C is negative, so the part with slope 1 runs from 0 to "
         "z_C + h, and is shorter than h."),
        ("measured", "B-turned", lambda v: _with(_measured(v), B=1 - _share(v,
         v.z_B)), "z_B is positive, so the part with slope 1 runs from 0 to "
         "z_B + h, and is longer than h."),
        ("measured", "B-without-h", lambda v: _with(_measured(v), B=v.z_B
         / v.h), "The part with slope 1 runs from 0 to z_B + h, and is "
         "divided by the whole way 2h."),
        ("measured", "zero-at-A", lambda v: _with(_measured(v), A=0), "At A "
         "the kink is in the middle: half of the way has slope 1."),
    ),
)  # fmt: skip
GRAPH = typed_chain(
    {
        "q": lambda v: v.x * v.y,
        "s": lambda v: v.q - v.z,
        "m": lambda v: max(v.x, v.z),
        "f": lambda v: v.s * v.m,
        "dm": lambda v: v.s,
        "ds": lambda v: v.m,
        "dq": lambda v: v.ds,
        "mx": lambda v: v.dm * (v.x > v.z),
        "mz": lambda v: v.dm * (v.z > v.x),
        "sz": lambda v: -v.ds,
        "dx": lambda v: v.dq * v.y + v.mx,
        "dy": lambda v: v.dq * v.x,
        "dz": lambda v: v.sz + v.mz,
    },
    ("q", "s", "m", "f", "dm", "ds", "dq", "dx", "dy", "dz"),
    (
        ("q", "sum-for-product", lambda v: v.x + v.y, "q is the product of x "
         "and y. You added them."),
        ("s", "plus-for-minus", lambda v: v.q + v.z, "s is q minus z."),
        ("m", "smaller-for-larger", lambda v: min(v.x, v.z), "m is the larger "
         "of x and z. Of two negative numbers that is the one nearer to 0."),
        ("m", "sign-dropped", lambda v: max(abs(v.x), abs(v.z)), "The maximum "
         "compares numbers with their signs: of -5 and 2 it is 2.", True),
        ("dm", "dm-not-swapped", lambda v: v.m, "f = s · m: when m moves by "
         "1, f moves by s. So dm is the value of the other factor."),
        ("ds", "ds-not-swapped", lambda v: v.s, "f = s · m: when s moves by "
         "1, f moves by m. So ds is the value of the other factor."),
        ("dm", "dm-is-f", lambda v: v.f, "dm is the local slope s, times "
         "df = 1: not the value of f."),
        ("dq", "dq-minus", lambda v: -v.ds, "s = q - z: q enters with a plus, "
         "so dq is ds as it is. The minus belongs to z."),
        ("dq", "dq-is-1", lambda v: 1, "1 is the local slope. It is "
         "multiplied by what came back, ds."),
        ("dx", "dx-not-swapped", lambda v: v.dq * v.x + v.mx, "q = x · y is a "
         "product: x receives dq times y, the other factor."),
        ("dx", "dx-fork-forgotten", lambda v: v.dq * v.y, "x is used in q and "
         "in the maximum. If it wins the maximum, dm is added.", True),
        ("dx", "dx-written-over", lambda v: v.mx or v.dq * v.y, "x is used in "
         "q and in the maximum. The shares of both uses are added, not "
         "replaced.", True),
        ("dx", "dx-local", lambda v: v.y + v.mx, "y is the local slope "
         "of q by x. It is multiplied by what came back, dq."),
        ("dx", "dx-dm-to-both", lambda v: v.dq * v.y + v.dm, "The maximum "
         "sends its gradient to the larger input alone.", True),
        ("dy", "dy-not-swapped", lambda v: v.dq * v.y, "q = x · y is a "
         "product: y receives dq times x, the other factor."),
        ("dy", "dy-as-sum", lambda v: v.dq, "q = x · y: y receives dq times "
         "the other factor x. dq alone would be right for a sum."),
        ("dy", "dy-local", lambda v: v.x, "x is the local slope of q by y. It "
         "is multiplied by what came back, dq."),
        ("dz", "dz-minus-forgotten", lambda v: v.ds + v.mz, "s = q - z falls "
         "when z grows: that share of dz is -ds."),
        ("dz", "dz-fork-forgotten", lambda v: -v.ds, "z is used in s and in "
         "the maximum. If it wins the maximum, dm is added.", True),
        ("dz", "dz-from-the-maximum-alone", lambda v: v.mz, "z is used in s "
         "too: that share of dz is -ds.", True),
        ("dz", "dz-dm-to-both", lambda v: v.dm - v.ds, "The maximum sends its "
         "gradient to the larger input alone.", True),
        ("dz", "dz-all-minus", lambda v: -v.ds - v.mz, "The minus belongs to "
         "the share that comes through s = q - z. The share of the maximum "
         "has none.", True),
        ("mx", "maximum-turned", lambda v: v.dm * (v.z > v.x), "The maximum "
         "sends its gradient to the larger of x and z, whose value it "
         "passed on. You sent it to the smaller.", True),
        ("mz", "maximum-turned-z", lambda v: v.dm * (v.x > v.z), "The maximum "
         "sends its gradient to the larger of x and z, whose value it "
         "passed on. You sent it to the smaller.", True),
    ),
)  # fmt: skip
ROWS = typed_chain(
    {
        "a": lambda v: 1 / v.times,
        "b": lambda v: 1.0,
        "c": lambda v: float(v.N * v.times),
        "d": lambda v: float(v.N),
    },
    ("a", "b", "c", "d"),
    tuple(
        (line, f"{line}-{id}", rule, words)
        for line, id, rule, words in (
            ("a", "grows", lambda v: v.times, "dZ2 has 1/N in every row, and "
             "N is larger now: a row becomes smaller."),
            ("a", "same", lambda v: 1.0, "dZ2 has a row for each example and "
             "1/N in each of them. N has changed."),
            ("a", "all-rows", lambda v: 1 / (v.N * v.times), "1/N was there "
             "before, with the old N. Asked is what changes."),
            ("b", "grows", lambda v: v.times, "dW2 has more terms, but each "
             "has the smaller 1/N of a mean."),
            ("b", "shrinks", lambda v: 1 / v.times, "dW2 is a sum over the "
             "rows. There are more terms, and each is smaller."),
            ("c", "times", lambda v: v.times, "The mean had a factor 1/N, "
             "which a sum does not have: that factor N comes on top."),
            ("c", "rows", lambda v: v.N, "A sum drops the factor 1/N, and it "
             "has more terms: both count."),
            ("c", "same", lambda v: 1.0, "A sum is not divided, and it has "
             "more terms than before."),
            ("c", "inverse", lambda v: 1 / (v.N * v.times), "Without the "
             "division dW2 grows."),
            ("d", "all-rows", lambda v: v.N * v.times, "dA1 has a row for "
             "each example, and no row sees the others. Only the lost factor "
             "1/N shows in it."),
            ("d", "same", lambda v: 1.0, "Each row had a factor 1/N under the "
             "mean, and has none under the sum."),
            ("d", "times", lambda v: v.times, "How many copies there are does "
             "not show in a single row. Only the lost 1/N does."),
            ("d", "shrinks", lambda v: 1 / v.times, "How many copies there "
             "are does not show in a single row. Only the lost 1/N does."),
            ("d", "inverse", lambda v: 1 / v.N, "The factor 1/N of the mean "
             "is lost: the row grows."),
        )
    ),
)  # fmt: skip
