"""Is a gradient right? Ask finite differences, and know when not to.

Nothing here imports a layer or a loss, so a class of your own works in
it, and it can share no bug with what it checks.
"""

from functools import partial

import numpy as np

from ..validation import finite, generator
from .compare import accuse, chosen_of, measured
from .copies import unmask
from .elsewhere import look_elsewhere
from .inputs import as_inputs, matrices
from .leftovers import adding, changed, explain, learn, speak
from .orphans import orphans
from .parameters import Parameters
from .preparing import claims_of, differentiated, drawn_from
from .rewind import Rewind
from .rows import rows_of, together
from .sizes import sizes_of
from .sorting import something, sort_out
from .subject import Subject
from .tying import promote, tie
from .waking import wake


def gradient_check(layer, X, rng, *, h=1e-5, tolerance=1e-7, params=None,
                   grads=None, inputs=None, reset=None, constants=(),
                   rate=None, entries=None):  # fmt: skip
    """Check backward of a layer or net, with a random upstream dY.

    Compares dX and the gradient of every parameter with central
    differences of Σ Y · dY, where Y = forward(X). Each array comes out

        agrees      error <= tolerance, relative to its largest entry;
        wrong       error beyond tolerance and the measurement's own;
        unresolved  the measurement cannot tell, and says why: rounding,
                    truncation, or a kink within h. Never a pass, never an
                    accusation;
        zero        0 on both sides, and no nudge moves the result.

    The layer has forward and backward, or is a pair of such functions.
    X is an array, or a tuple or dict of them; integers that a table looks
    up stay as they are, and have no dX. Parameters are taken from params()
    and grads(), or found by name (W and dW, weights and dweights, ...), or
    given: params={"W": lambda: net.W}, grads={"W": lambda: net.dW}. What
    else: inputs, names for the inputs, None for one without dX; reset, a
    function or a method's name, called before each forward; constants,
    names of arrays that nobody trains; rate, the learning rate with which
    backward updates parameters, if it keeps no gradient; entries, how many
    of each array are asked, drawn at random. Every call starts from the
    same state and the same random numbers, and the layer is left as it was.

    Returns a Report, which is True if all was checked and agrees; raises
    GradientCheckError when an array is wrong, ValueError or TypeError for
    what cannot be checked. Derived in chapter 3; what it cannot see is in
    chapter 7.
    """
    boxed = matrices(X)
    X, names = as_inputs(layer, X, inputs)
    rng = drawn_from(generator(rng))
    subject = Subject(layer, X, names, reset, rate, boxed)
    start = Rewind(layer, subject.forward, subject.backward)
    try:
        wake(Subject(layer, X, names, reset, rate, boxed), start)
        found = Parameters(subject, params, grads, constants)
        return _check(subject, found, inputs, rng, h, tolerance, entries)
    finally:
        start.restore()


def _check(subject, found, asked, rng, h, tolerance, entries):
    subject.freeze(found.held())
    floats = differentiated(subject, asked, rng)
    Ys = [finite(Y, "the Y of forward") for Y in subject.run()]
    masked = unmask(subject, found, Ys)
    dYs = _upstream(Ys, rng)
    fresh = claims_of(subject, found, floats, dYs)
    # A first call on other numbers shows what is remembered wrongly. It has
    # its own backward, because a memory may be a list.
    others = [np.flip(x) * (0.5 if k in floats else 1)
              for k, x in enumerate(subject.inputs)]  # fmt: skip
    warmed = claims_of(subject, found, floats, None, others, rng)
    found.settle()
    subject.freeze(found.held())
    again = subject.run()
    claims = found.claimed = claims_of(subject, found, floats, dYs)
    promote(found, claims)
    learn(subject, found, claims, again)
    arrays = {subject.names[k]: subject.inputs[k] for k in floats}
    unchecked = sort_out(subject, found, claims, arrays, again, rng)
    unchecked |= masked
    for name, why in orphans(subject, found, claims, dYs).items():
        unchecked.setdefault(name, why)
    something(arrays, unchecked)
    speak(subject)

    def terms():
        Ys = subject.again()
        parts = [(Y * dY).ravel() for Y, dY in zip(Ys, dYs, strict=True)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    tie(subject, found, claims, terms, h)
    report = measured(
        terms, arrays, claims, h, tolerance, sizes=sizes_of(subject, again),
        notes=subject.notes, unchecked=unchecked, entries=entries, rng=rng,
        several=_by_rows(subject, floats, again),
    )  # fmt: skip
    alike = all(np.array_equal(a, b) for a, b in zip(Ys, again, strict=True))
    explain(report, adding(fresh, warmed, claims) if alike else [],
            [n for n in found.arrays if n in arrays])  # fmt: skip
    look_elsewhere(
        report, subject, found, arrays, terms, rng, h,
        lambda: claims_of(subject, found, floats, dYs),
        partial(chosen_of, entries=entries, rng=rng),
    )  # fmt: skip
    accuse(report)
    if subject.changed_X:
        raise changed(subject, report)
    return report


def _by_rows(subject, floats, Ys):
    """{input: how to nudge an entry of every example at once}."""
    rows = {subject.names[k]: rows_of(subject.inputs[k], Ys) for k in floats}
    return {
        name: partial(together, rows=r)
        for name, r in rows.items() if r is not None
    }  # fmt: skip


def _upstream(Ys, rng):
    return [rng.normal(size=Y.shape).astype(Y.dtype) for Y in Ys]
