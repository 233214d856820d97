"""8.1: the tape of a small formula, written and read with a pencil."""

import numpy as np

from ...checking import numerical_gradient
from ..chapter3.apart import apart
from ..pools.tapes import WRITTEN
from ..record import Exercise, Wrong
from ..slipped import wrong

CLOSE = 1e-3


def draw(rng):
    """x, y, z: whole numbers of three sizes, with signs."""
    signed = [n * sign for n in (2, 3, 4, 5, 6) for sign in (1, -1)]
    while True:
        x, y, z = map(int, rng.choice(signed, size=3, replace=False))
        numbers = {"x": x, "y": y, "z": z}
        if len({abs(x), abs(y), abs(z)}) < 3 or abs(x + z) < 2:
            continue  # u and v must differ by more than a slip of one
        answers = [w.answer(**numbers) for w in TAPE_BY_HAND.mistakes]
        right = list(truth(**numbers).values())
        if 0 not in np.rint(right) and apart([right, *answers], CLOSE):
            return numbers


def _slope(f, at):
    at = np.array(at, dtype=float)
    return float(numerical_gradient(lambda a: float(f(a)), at))


def truth(x, y, z):
    q = x * y
    u, v = q + z, q - x
    return {
        "q": q,
        "u": u,
        "v": v,
        "f": u * v,
        "df": _slope(lambda f: f, u * v),
        "dv": _slope(lambda v: u * v, v),
        "du": _slope(lambda u: u * v, u),
        "dq": _slope(lambda q: (q + z) * (q - x), q),
        "dz": _slope(lambda z: (x * y + z) * (x * y - x), z),
        "dy": _slope(lambda y: (x * y + z) * (x * y - x), y),
        "dx": _slope(lambda x: (x * y + z) * (x * y - x), x),
    }


def _from_above(**numbers):
    found = WRITTEN.answer()(**numbers)
    return found[:4] + found[:3:-1]


TABLE = "03-chain-rule#A table of local slopes"

TAPE_BY_HAND = Exercise(
    id="8.1",
    title="A tape with a pencil",
    kind="compute",
    objective="8a",
    points=2,
    minutes=14,
    takes="eleven numbers, (q, u, v, f, df, dv, du, dq, dz, dy, dx)",
    section="08-tape#Scalar, line by line",
    draw=draw,
    truth=truth,
    chain=WRITTEN,
    close=CLOSE,
    insight="Writing goes down and reading goes up, and a line needs only "
    "its own slopes and what has arrived at it: nobody ever sees the whole "
    "formula.",
    more="which lines could be read in another order without harm?",
    mistakes=(
        wrong(WRITTEN, "x-fork-forgotten", "All is right but dx."),
        Wrong(
            "every-fork-written-over",
            WRITTEN.slipped("written-over", "x-fork-forgotten"),
            "q and x are parents of two lines each. At each of them the "
            "later payment was written over the earlier one; they are added.",
            "The values, dv, du and dz are right; dq and what hangs on it "
            "are not.",
        ),
        wrong(WRITTEN, "written-over"),
        wrong(WRITTEN, "first-kept"),
        wrong(WRITTEN, "x-minus-forgotten", "All is right but dx.", TABLE),
        Wrong(
            "factors-not-swapped",
            WRITTEN.slipped("own-factor", "own-factor-u"),
            "f = u · v: if v moves by 1, f moves by u. A factor receives "
            "what came back times the other factor, not times itself.",
            "The values are right; du and dv are exchanged, and what hangs "
            "on them is not right.",
            TABLE,
        ),
        Wrong(
            "first-factors-not-swapped",
            WRITTEN.slipped("y-not-swapped", "x-not-swapped"),
            "q = x · y: x receives dq times y, and y receives dq times x.",
            "All is right but dy and dx.",
            TABLE,
        ),
        wrong(WRITTEN, "starts-with-f", "The values are right. Every "
              "gradient is multiplied by the value of f."),
        wrong(WRITTEN, "starts-with-0", "The values are right; every "
              "gradient is 0."),
        wrong(WRITTEN, "q-minus", section=TABLE),
        Wrong(
            "gradients-from-above",
            _from_above,
            "The gradients are asked from below, in the order in which they "
            "are found: df first, dx last.",
            "All numbers are there. The gradients stand in reverse order.",
        ),
    ),
)  # fmt: skip
