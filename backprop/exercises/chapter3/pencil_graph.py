"""3.2: every value and every gradient of a small graph, with a pencil."""

import numpy as np

from ...checking import numerical_gradient
from ..pools.graphs import GRAPH
from ..record import Exercise, Wrong
from .apart import apart

CLOSE = 1e-3
NAMES = ("q", "s", "m", "f", "dm", "ds", "dq", "dx", "dy", "dz")


def draw(rng):
    signed = [n * sign for n in (2, 3, 4, 5, 6) for sign in (1, -1)]
    while True:
        x, y, z = map(int, rng.choice(signed, size=3, replace=False))
        numbers = {"x": x, "y": y, "z": z}
        answers = [wrong.answer(**numbers) for wrong in PENCIL_GRAPH.mistakes]
        right = list(truth(**numbers).values())
        different = len(set(np.rint(right[-3:]))) == 3
        if (
            different
            and len({abs(x), abs(y), abs(z)}) == 3
            and np.rint(right).all()
            and apart([right, *answers], CLOSE)
        ):
            return numbers


def truth(x, y, z):
    q, m = x * y, max(x, z)
    s = q - z

    def slope(f, at):
        at = np.array(at, dtype=float)
        return numerical_gradient(lambda a: float(f(*np.atleast_1d(a))), at)

    dx, dy, dz = slope(lambda x, y, z: (x * y - z) * max(x, z), [x, y, z])
    dm, ds = slope(lambda m: s * m, m), slope(lambda s: s * m, s)
    dq = slope(lambda q: (q - z) * m, q)
    numbers = (q, s, m, s * m, dm, ds, dq, dx, dy, dz)
    return {k: float(v) for k, v in zip(NAMES, numbers, strict=True)}


def _answer(x, y, z, dm, ds, dq, dx, dy, dz):
    q, m = x * y, max(x, z)
    return q, q - z, m, (q - z) * m, dm, ds, dq, dx, dy, dz


def _parts(x, y, z):
    """dm, ds, and the shares of dm that reach x and z."""
    s, m = x * y - z, max(x, z)
    return s, m, s * (x > z), s * (z > x)


def _written_over(x, y, z):
    dm, ds, to_x, to_z = _parts(x, y, z)
    dx = to_x if x > z else ds * y
    dz = to_z if z > x else -ds
    return _answer(x, y, z, dm, ds, ds, dx, ds * x, dz)


def _maximum_forgotten(x, y, z):
    dm, ds, _, _ = _parts(x, y, z)
    return _answer(x, y, z, dm, ds, ds, ds * y, ds * x, -ds)


def _maximum_to_both(x, y, z):
    dm, ds, _, _ = _parts(x, y, z)
    return _answer(x, y, z, dm, ds, ds, ds * y + dm, ds * x, dm - ds)


def _minus_forgotten(x, y, z):
    dm, ds, to_x, to_z = _parts(x, y, z)
    return _answer(x, y, z, dm, ds, ds, ds * y + to_x, ds * x, ds + to_z)


def _not_swapped(x, y, z):
    ds, dm, to_x, to_z = x * y - z, max(x, z), x > z, z > x
    dx, dz = ds * x + dm * to_x, dm * to_z - ds
    return _answer(x, y, z, dm, ds, ds, dx, ds * y, dz)


def _first_not_swapped(x, y, z):
    dm, ds, to_x, to_z = _parts(x, y, z)
    dx = ds * x + to_x
    return _answer(x, y, z, dm, ds, ds, dx, ds * y, to_z - ds)


def _last_not_swapped(x, y, z):
    ds, dm, to_x, to_z = x * y - z, max(x, z), x > z, z > x
    dx, dz = ds * y + dm * to_x, dm * to_z - ds
    return _answer(x, y, z, dm, ds, ds, dx, ds * x, dz)


def _two_exchanged(x, y, z):
    dm, ds, to_x, to_z = _parts(x, y, z)
    dx, dz = ds * y + to_x, to_z - ds
    return _answer(x, y, z, ds, dm, ds, dx, ds * x, dz)


def _local_slopes_alone(x, y, z):
    dm, ds, _, _ = _parts(x, y, z)
    return _answer(x, y, z, dm, ds, 1, y + (x > z), x, (z > x) - 1)


def _maximum_to_the_smaller(x, y, z):
    dm, ds, to_x, to_z = _parts(x, y, z)
    return _answer(x, y, z, dm, ds, ds, ds * y + to_z, ds * x, to_x - ds)


PENCIL_GRAPH = Exercise(
    id="3.2",
    title="A graph with a fork",
    kind="compute",
    objective="3a",
    points=2,
    minutes=10,
    takes="ten numbers, (q, s, m, f, dm, ds, dq, dx, dy, dz)",
    section="03-chain-rule#The graph: values above, gradients below",
    draw=draw,
    truth=truth,
    chain=GRAPH,
    close=CLOSE,
    mistakes=(
        Wrong(
            "maximum-forgotten",
            _maximum_forgotten,
            "x and z are used twice: in s, and in the maximum. The one that "
            "wins the maximum receives dm as well, and adds it to its other "
            "share.",
            "All is right but the gradient of the larger of x and z.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "written-over",
            _written_over,
            "The winner of the maximum is used in s as well. Its share "
            "from there is added to the share from the maximum, not "
            "replaced by it.",
            "All is right but the gradient of the larger of x and z.",
            "03-chain-rule#At a fork, gradients add",
        ),
        Wrong(
            "maximum-to-both",
            _maximum_to_both,
            "The maximum sends its gradient to the larger alone: a small "
            "change of the smaller changes nothing.",
            "All is right but the gradient of the smaller of x and z.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "maximum-to-the-smaller",
            _maximum_to_the_smaller,
            "The maximum sends its gradient to the larger of x and z, "
            "whose value it passed on. You sent it to the smaller.",
            "All is right but dx and dz.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "minus-forgotten",
            _minus_forgotten,
            "s = q - z falls when z grows: the local slope of a difference "
            "is -1 for its second term.",
            "All is right but dz.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "not-swapped",
            _not_swapped,
            "A product moves by the other factor for each unit that one "
            "factor moves. A factor receives the upstream gradient times "
            "the other one, not times itself.",
            "The four values are right, dm and ds are not.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "first-not-swapped",
            _first_not_swapped,
            "q = x · y is a product: x receives dq times y, and y dq times x.",
            "All is right but dx and dy.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "last-not-swapped",
            _last_not_swapped,
            "f = s · m is a product as well: it swaps. When m moves by 1, f "
            "moves by s, so dm is the value of the other factor. All that "
            "lies further back changes with it.",
            "The four values are right; dm is m itself, and ds is s.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "two-exchanged",
            _two_exchanged,
            "dm is the derivative of f with respect to m. m is multiplied "
            "by s, so dm has the value of s, and ds that of m.",
            "All is right but dm and ds, which are exchanged.",
            "03-chain-rule#A table of local slopes",
        ),
        Wrong(
            "local-slopes-alone",
            _local_slopes_alone,
            "Those are the local slopes. Each is to be multiplied by what "
            "came from behind, the upstream gradient.",
            "The values, dm and ds are right; what lies further back is not.",
        ),
    ),
)
