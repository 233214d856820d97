"""Whole nets of any size: all gradients at once, along one direction."""

import numpy as np

from ..validation import (
    finite,
    float_array,
    generator,
    methods,
    one_number,
)
from .compare import accuse, fitted, misshapen
from .fitting import usable
from .preparing import drawn_from
from .report import Report
from .rewind import Rewind
from .steady import Watched, pulled
from .tries import SINGLE, first, tries

SEES = (
    "one direction through all parameters: it sees a wrong gradient that "
    "moves this sum by more than {:g} of its size; it does not say which "
    "array, nor see a small one beside large ones"
)


def check_direction(net, loss, X, t, rng, *, h=None, tolerance=None):
    """Check all gradients of a net along one random direction v.

    Compares Σ dp · v over all parameters with
    (L(p + h v) - L(p - h v)) / 2h, where L = loss(net(X), t): two losses,
    whatever the size. A direction that does not agree is asked at other
    steps before it accuses. It sees that something is wrong; not where, and
    not a small array beside large ones: `gradient_check` does. h and
    tolerance are 1e-6 and 1e-5; with float32 about 1e-3 and 1e-2. Every
    call starts from the same state and the same random numbers, and net and
    loss are left as they were.

    net has forward, backward, params and grads; loss has forward(Y, t) and
    backward() or backward(Y, t). Returns a Report with the one line
    "direction"; raises GradientCheckError when it is wrong, ValueError or
    TypeError for wrong arguments, a loss that cannot be made the same
    twice, or one that writes on what it is given.
    """
    methods(net, "net", "forward", "backward", "params", "grads")
    methods(loss, "loss", "forward", "backward")
    rng = drawn_from(generator(rng))
    finite(float_array(X, "X"), "X")
    params, notes = _params(net)
    start = Rewind(net, loss, list(params.values()))
    state = Rewind(net, loss, keep=params.values())
    watched = Watched({n: a for n, a in (("X", X), ("t", t))
                       if isinstance(a, np.ndarray)})  # fmt: skip
    kept = {name: p.copy() for name, p in params.items()}
    v = {name: rng.normal(size=p.shape) for name, p in params.items()}
    s = np.zeros(1)
    single = any(p.dtype.itemsize < 8 for p in params.values())

    def value():
        state.restore(quick=True)
        for name, p in params.items():
            p[...] = kept[name] + s[0] * v[name]
        number = one_number(loss.forward(net.forward(X), t), "loss.forward")
        if not s[0] and number != there:
            raise ValueError(
                "loss.forward(net.forward(X), t) must be the same number "
                "twice, got two: random numbers are drawn, or a state is "
                "carried on, out of the check's reach: hold the generator on "
                "the layer, or switch it off"
            )
        return np.array([number], np.float32 if single else np.float64)

    try:
        Y = net.forward(X)
        there = one_number(loss.forward(Y, t), "loss.forward")
        watched.unchanged("forward")
        net.backward(pulled(loss, Y, t, notes))
        watched.unchanged("backward")
        claims = _claims(net, params, tolerance, notes)
        state.learn()
        for name, p in params.items():
            p[...] = kept[name]
        if state.drawn():
            notes.append(
                "forward draws random numbers: here every call starts from "
                "the same"
            )
        pairs = tries(h, tolerance, SINGLE if single else ((1e-6, 1e-5),))
        sums = [float((claims[n] * v[n]).sum()) for n in params]
        report = first(pairs, value, {"direction": s},
                       {"direction": np.array([sum(sums)])})  # fmt: skip
    finally:
        start.restore()
    report.notes += [*notes, SEES.format(report.tolerance)]
    return accuse(report)


def _params(net):
    """{name: array} of net.params(), each array once; and what was said."""
    said, params, notes = net.params(), {}, []
    if not isinstance(said, dict):
        raise TypeError(
            "net.params() must return a dict of arrays, got "
            f"{type(said).__name__}"
        )
    for name, p in said.items():
        usable(name, p)
        other = next((n for n, q in params.items() if q is p), None)
        if other is None:
            params[name] = p
        else:
            notes.append(
                f"{name} is the same array as {other}: the gradient of "
                f"{other} was taken for all of it"
            )
    if not params:
        raise ValueError("net.params() must hold an array, got none")
    return params, notes


def _claims(net, params, tolerance, notes):
    """net.grads() as arrays of their parameters' shapes."""
    grads = net.grads()
    missing = [n for n in params if n not in grads]
    if missing:
        raise ValueError(
            f"net.grads() must have the keys of params(), got none for "
            f"{', '.join(map(str, missing))}"
        )
    report = Report({}, tolerance or 0.0)
    claims = {n: fitted(n, grads[n], p, report) for n, p in params.items()}
    for name, claim in claims.items():
        if claim.shape != params[name].shape:
            report[name] = misshapen(name, claim, params)
    notes += report.notes
    accuse(report)
    return claims
