"""Whole nets of any size: all gradients at once, along one direction."""

import numpy as np

from ..validation import (
    finite,
    float_array,
    generator,
    methods,
    one_number,
)
from .compare import accuse
from .preparing import drawn_from
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
    pairs = tries(h, tolerance, SINGLE if single else ((1e-6, 1e-5),))

    def value():
        for name, p in params.items():
            p[...] = kept[name] + s[0] * v[name]
        number = one_number(loss.forward(net.forward(X), t), "loss.forward")
        return np.array([number], np.float32 if single else np.float64)

    try:
        report = first(pairs, value, {"direction": s},
                        {"direction": np.array([sum(sums)])})  # fmt: skip
    finally:
        for name, p in params.items():
            p[...] = kept[name]
    report.notes.append(SEES.format(report.tolerance))
    return accuse(report)
