"""Whole programs: the gradient that a step really used, and one direction.

A layer may be right and the program around it wrong: a forgotten array, a
factor in the loss, an update in the wrong order. These two ask the program
itself, whatever it is made of.
"""

import numpy as np

from ..validation import (
    finite,
    float_array,
    generator,
    methods,
    one_number,
    real,
)
from .compare import accuse, measured
from .preparing import drawn_from
from .report import Report
from .sizes import sizes_of_arrays
from .updates import recognised

# h and tolerance for float32, tried in this order; a kink within one h may
# lie outside the next.
SINGLE = ((2e-3, 1e-2), (5e-4, 1e-2), (8e-3, 1e-2), (3e-2, 2e-2))
SEES = (
    "one direction through all parameters: it sees a wrong gradient that "
    "moves this sum by more than {:g} of its size; it does not say which "
    "array, nor see a small one beside large ones"
)


def check_program(loss, step, params, lr, *, h=None, tolerance=None,
                  entries=None, rng=None):  # fmt: skip
    """Check the gradient that one step of a program uses.

    loss() returns a number; step() changes the parameters once, in place or
    by new arrays. params is a dict of arrays, a list of them, or a function
    that returns either, for programs that make new arrays. Each array's
    (before - after) / lr is compared with central differences of loss(),
    and all is put back. Verdicts as in gradient_check; an update that is
    the gradient clipped or normalised agrees, and the report says so; where
    only its signs are left, as in Adam's first step, it is unresolved.

    h and tolerance are 1e-5 and 1e-7; where a parameter is float32, what
    float32 can show: an h of about 1e-3, and 1e-2. Derived in chapter 7.
    Returns a Report; raises GradientCheckError when an array is wrong,
    ValueError or TypeError for what is no program: a loss that changes from
    call to call, a step that changes nothing.
    """
    methods(loss, "loss", "__call__")
    methods(step, "step", "__call__")
    lr = real(lr, "lr", above=0.0)
    rng = rng and drawn_from(generator(rng))
    live = _live(params)
    kept = {name: p.copy() for name, p in live.items()}
    if _value(loss) != _value(loss):
        raise ValueError(
            "loss() must return the same number twice, got two: fix its "
            "random numbers, or the batch"
        )
    step()
    after = {name: p.copy() for name, p in _live(params).items()}
    live = _live(params)
    for name, p in live.items():
        if p.shape != kept[name].shape:
            raise ValueError(
                f"step() must leave {name}'s shape {kept[name].shape}, got "
                f"{p.shape}"
            )
        p[...] = kept[name]
    if all(np.array_equal(after[n], kept[n]) for n in kept):
        raise ValueError(
            "step() must change the arrays in params, got none changed: "
            "params=lambda: {...} finds arrays that step makes anew"
        )
    claims = {n: (kept[n].astype(float) - after[n]) / lr for n in kept}
    known_to = {
        n: np.finfo(kept[n].dtype).eps
        * np.maximum(np.abs(kept[n]), np.abs(after[n])) / lr
        for n in kept
    }  # fmt: skip
    single = any(p.dtype.itemsize < 8 for p in kept.values())
    dtype = np.float32 if single else np.float64
    tries = _tries(h, tolerance, SINGLE if single else ((1e-5, 1e-7),))
    try:
        report = _first(
            tries, lambda: np.array([_value(loss)], dtype), live, claims,
            sizes=sizes_of_arrays(live), known_to=known_to, entries=entries,
            rng=rng,
        )  # fmt: skip
    finally:
        for name, p in live.items():
            p[...] = kept[name]
    if single:
        report.notes.append("float32: compared as far as it can show")
    return accuse(recognised(report, kept))


def check_direction(net, loss, X, t, rng, *, h=None, tolerance=None):
    """Check all gradients of a net along one random direction v.

    Compares Σ dp · v over all parameters with
    (L(p + h v) - L(p - h v)) / 2h, where L = loss(net(X), t): two losses,
    whatever the size. A direction that does not agree is asked at other
    steps before it accuses. It sees that something is wrong; not where, and
    not a small array beside large ones: `gradient_check` does. h and
    tolerance are 1e-6 and 1e-5; with float32 about 1e-3 and 1e-2.

    net has forward, backward, params and grads; loss has forward(Y, t) and
    backward(). Returns a Report with the one line "direction"; raises
    GradientCheckError when it is wrong, ValueError or TypeError for wrong
    arguments.
    """
    methods(net, "net", "forward", "backward", "params", "grads")
    methods(loss, "loss", "forward", "backward")
    rng = drawn_from(generator(rng))
    finite(float_array(X, "X"), "X")
    params = net.params()
    if not params:
        raise ValueError("net.params() must hold an array, got none")
    kept = {name: p.copy() for name, p in params.items()}
    v = {name: rng.normal(size=p.shape) for name, p in params.items()}
    loss.forward(net.forward(X), t)
    net.backward(loss.backward())
    sums = [
        float((float_array(net.grads()[n], f"the gradient of {n}") * v[n]
               ).sum()) for n in params
    ]  # fmt: skip
    s = np.zeros(1)
    single = any(p.dtype.itemsize < 8 for p in params.values())
    tries = _tries(h, tolerance, SINGLE if single else ((1e-6, 1e-5),))

    def value():
        for name, p in params.items():
            p[...] = kept[name] + s[0] * v[name]
        number = one_number(loss.forward(net.forward(X), t), "loss.forward")
        return np.array([number], np.float32 if single else np.float64)

    try:
        report = _first(tries, value, {"direction": s},
                        {"direction": np.array([sum(sums)])})  # fmt: skip
    finally:
        for name, p in params.items():
            p[...] = kept[name]
    report.notes.append(SEES.format(report.tolerance))
    return accuse(report)


def _live(params):
    found = params() if callable(params) else params
    if isinstance(found, (list, tuple)):
        found = {f"array {k}": p for k, p in enumerate(found)}
    if not isinstance(found, dict) or not found:
        raise TypeError(
            "params must be a dict or list of arrays, or a function that "
            f"returns one, got {type(found).__name__}"
        )
    found = {str(n): p() if callable(p) else p for n, p in found.items()}
    for name, p in found.items():
        if not isinstance(p, np.ndarray) or p.dtype.kind != "f":
            raise TypeError(
                f"params must hold float arrays, got {name!r} of type "
                f"{type(p).__name__} {getattr(p, 'dtype', '')}"
            )
        finite(p, f"the parameter {name!r}")
    return found


def _value(loss):
    return one_number(loss(), "loss")


def _tries(h, tolerance, usual):
    if h is None and tolerance is None:
        return usual
    return ((h or usual[0][0], tolerance or usual[0][1]),)


def _first(tries, *args, **named):
    """The report at the first (h, tolerance) that can tell of all."""
    report = None
    for h, tolerance in tries:
        found = measured(*args, h, tolerance, **named)
        report = found if report is None else _better(report, found)
        if all(v.verdict in ("agrees", "zero") for v in report.values()):
            break
    return report


def _better(old, new):
    """Of each array the verdict that can tell; agreeing comes first."""
    order = {"agrees": 0, "zero": 1, "wrong": 2, "unresolved": 3}
    best = {
        n: min(old[n], new[n], key=lambda v: order[v.verdict]) for n in old
    }
    tolerance = max(old.tolerance, new.tolerance)
    return Report(best, tolerance, old.notes, old.unchecked)
