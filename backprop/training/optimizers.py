"""The update: what to do with a gradient once it is there."""

import numpy as np

from ..validation import finite, named_arrays, real


class SGD:
    """Gradient descent: p ← p - lr · dp, for every parameter, in place.

    With momentum μ > 0 the step follows a running sum of the gradients:
    v ← μ v + dp, then p ← p - lr · v, with v = 0 at the start (PyTorch's
    convention). `lr` and `momentum` may be changed between steps.

    lr is a number, or a schedule: a function of the step's number k, which
    counts from 1 and goes on if `fit` is called again with this optimizer.
    lr(k) must be a number above 0. For example, in 1/√k:
    SGD(lambda k: 0.3 / k**0.5). `steps` counts the steps taken, and
    `rate` is the learning rate of the last one (None before it).

    step(params, grads) takes two dicts with the same keys and shapes, of
    float arrays. An optimizer belongs to the arrays of its first step.
    Raises ValueError for lr <= 0, momentum outside [0, 1), keys or shapes
    that differ, other arrays than before, or gradients not yet computed,
    TypeError where lr, or what lr(k) returns, is no number. A refused step
    changes nothing.
    Derived in chapter 5.
    """

    def __init__(self, lr, momentum=0.0):
        self.lr = lr if callable(lr) else real(lr, "lr", above=0.0)
        self.momentum = real(momentum, "momentum", least=0.0, below=1.0)
        self.steps, self.rate = 0, None
        self._own = None
        self.velocity = {}

    def step(self, params, grads):
        self._check(params, grads)
        lr, k = self.lr, self.steps + 1
        if callable(lr):
            lr = real(lr(k), f"lr({k}), from the schedule,", above=0.0)
        self.steps, self.rate = k, lr
        if self.momentum:
            for name, v in self.velocity.items():
                v *= self.momentum
                v += grads[name]
            grads = self.velocity
        for name, p in params.items():
            p -= lr * grads[name]

    def _check(self, params, grads):
        if self._own is None:
            self._adopt(params, grads)
        if params.keys() != self._own.keys() or grads.keys() != params.keys():
            raise ValueError(
                f"SGD expects params and grads named {sorted(self._own)}, "
                f"got {sorted(params)} and {sorted(grads)}"
            )
        for name, p in params.items():
            if p is not self._own[name]:
                raise ValueError(
                    f"this SGD was stepped with another array {name!r} "
                    "before: expected the same net, got a different one; "
                    "make a new SGD for each net"
                )
            dp = grads[name]
            if getattr(dp, "shape", None) != p.shape:
                came = f"{type(dp).__name__} of shape {np.shape(dp)}"
                missing = "none yet: call backward first"
                raise ValueError(
                    f"SGD expects an array of shape {p.shape} as gradient of "
                    f"{name!r}, got {missing if dp is None else came}"
                )

    def _adopt(self, params, grads):
        if not (isinstance(params, dict) and isinstance(grads, dict)):
            raise TypeError(
                "SGD expects params and grads as dicts, got "
                f"{type(params).__name__} and {type(grads).__name__}"
            )
        if not params:
            raise ValueError("SGD expects at least one parameter, got none")
        computed = {k: dp for k, dp in grads.items() if dp is not None}
        named_arrays(computed, "SGD's grads")
        for name, p in params.items():
            if not isinstance(p, np.ndarray) or p.dtype.kind != "f":
                raise TypeError(
                    f"SGD expects float arrays, got {name!r} of type "
                    f"{type(p).__name__}"
                    + (f" and dtype {p.dtype}" if hasattr(p, "dtype") else "")
                )
        self._own = dict(params)
        self.velocity = {k: np.zeros_like(p) for k, p in params.items()}


def clip_by_norm(grads, max_norm):
    """Return grads, scaled down together if their norm exceeds max_norm.

    ‖g‖ is the root of the sum of squares over all arrays together; when it
    is larger than max_norm, every array is multiplied by max_norm / ‖g‖,
    so that the direction stays. The input is left as it was.

    Raises ValueError for max_norm <= 0 or gradients that are not finite,
    TypeError for grads that are not a dict of arrays.
    Source: Pascanu, Mikolov and Bengio, 2013. Derived in chapter 6.
    """
    max_norm = real(max_norm, "max_norm", above=0.0)
    grads = named_arrays(grads, "clip_by_norm's grads")
    for name, g in grads.items():
        finite(g, f"the gradient {name!r}")
    largest = max(
        (np.abs(g).max(initial=0.0) for g in grads.values()), default=0.0
    )
    if largest == 0.0:
        return dict(grads)
    # In units of the largest entry no square overflows, and no sum.
    root = np.sqrt(sum(((g / largest) ** 2).sum() for g in grads.values()))
    if largest <= max_norm / root:
        return dict(grads)
    return {
        name: ((g / largest) * (max_norm / root)).astype(g.dtype)
        for name, g in grads.items()
    }
