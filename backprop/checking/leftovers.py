"""What is not checked, or is no error and worth a note."""

from dataclasses import replace

import numpy as np

from ..validation import float_array
from .compare import EXAMPLES
from .naming import by_key, called, key, leaves
from .preparing import same
from .report import GradientCheckError


def learn(subject, found, again):
    """What forward changes, so that it can be put back; and say it."""
    now = subject.run()
    subject.rewind.learn()
    for name, p in found.arrays.items():
        if not np.array_equal(p, found.kept[name]):
            found.put_back()
            raise ValueError(
                f"forward changes the parameter {name}: expected it left "
                "as it was"
            )
    rewind, subject.rewind = subject.rewind, None
    try:
        after = subject.run()
        steady = same(now, after) and same(now, subject.run())
    except Exception:  # a memory that wants its backward first
        after, steady = now, False
    subject.rewind = rewind
    rewind.learn(steady)
    if not same(now, again):
        raise ValueError(
            "gradient_check expects the same Y from the same X, got two "
            "different ones: a state is carried on, or random numbers are "
            "drawn, where the check cannot reach them: give reset="
        )
    if not same(now, after):
        what = "draws random numbers" if rewind.drawn() else (
            "carries a state on"
        )  # fmt: skip
        subject.notes.append(
            f"forward {what}: here every call starts from the same"
        )


def sort_out(subject, found, claims, arrays, Ys, rng):
    """Fill `arrays` with what can be checked; return {name: why not}."""
    _known(found)
    unchecked = {
        name: "a number, not an array: expected np.array(...), to be nudged"
        for name in _numbers(subject, found)
    }
    for name in list(arrays):
        if claims[name] is None:
            del arrays[name]
            unchecked[name] = "backward returned no gradient of it"
    for name, p in list(found.arrays.items()):
        extra = name in found.extra
        if not extra and found.strict:
            float_array(claims[name], f"the gradient of {name}")
        if extra and not _moves(subject, p, Ys, rng):
            if claims.get(name) is not None and np.any(claims[name]):
                unchecked[name] = (
                    "it has a gradient, and no nudge of it moves Y: a copy?"
                )
            continue
        if claims.get(name) is not None:
            arrays[name] = p
        elif extra and found.is_constant(name):
            subject.notes.append(f"{name} was taken for a constant")
        elif extra:
            unchecked[name] = (
                "a float array on the layer that moves Y; no gradient of it "
                "was found"
            )
        else:
            unchecked[name] = "no gradient of it was found"
    if not arrays:
        raise TypeError(
            "gradient_check found no gradient to check, got no dX (the "
            "gradient of X is None, dtype object) and no parameter with a "
            f"gradient; unchecked: {', '.join(unchecked) or 'nothing'}. "
            "Does backward end in return?"
        )
    return unchecked


def _known(found):
    """Refuse a constant of a name that the layer does not have."""
    owned = [w for path, _ in leaves(found.subject.layer, numbers=True)
             for w in (called(path), path[-1])] if not isinstance(
        found.subject.layer, tuple) else []  # fmt: skip
    owned = {*owned, *found.arrays}
    for name in found.constants:
        if name not in owned and all(
            name != n.rpartition(".")[2] for n in owned
        ):
            raise ValueError(
                f"constants must name arrays of the layer, got {name!r}: "
                f"expected some of {sorted(owned)}"
            )


def _numbers(subject, found):
    """Plain numbers of the layer that have a gradient."""
    if found.given or isinstance(subject.layer, tuple):
        return []
    all_ = list(leaves(subject.layer, numbers=True))
    index = by_key(all_)
    return [
        called(path)
        for path, p in all_
        if isinstance(p, float)
        and key(path) in index
        and not found.is_constant(called(path))
    ]


def _moves(subject, p, Ys, rng):
    kept = p.copy()
    try:
        p += 0.01 * (1 + np.abs(p)) * rng.normal(size=p.shape)
        return not same(subject.run(), Ys)
    except Exception:  # forward does read it, then
        return True
    finally:
        p[...] = kept


@np.errstate(all="ignore")
def adding(fresh, warmed, claims):
    """The parameters whose gradients pile up from call to call."""
    found = []
    for name, claim in claims.items():
        first, other = fresh.get(name), warmed.get(name)
        if claim is None or first is None or other is None:
            continue
        if first.shape == other.shape == claim.shape and other.dtype != object:
            gap = np.abs(claim - first).max(initial=0.0)
            if gap and np.allclose(claim, first + other, 1e-9, 1e-12):
                found.append(name)
    return found


def explain(report, added, params):
    """What the arrays say together, once each has its verdict."""
    bad = [n for n, v in report.items() if v.verdict == "wrong"]
    for name in set(added) & set(bad):
        report[name] = replace(
            report[name],
            says="it adds to what an earlier backward left: expected it "
            "written anew, or a zero_grad() to call",
        )
    if bad and set(bad) == set(params) and all(
        report[n].says.startswith("it is 1/")
        and report[n].says.endswith(EXAMPLES) for n in bad
    ):  # fmt: skip
        report.notes.append(
            "the layer takes the mean over the examples: right together with "
            "a loss that does not divide by their number, wrong with one "
            "that does"
        )


def speak(subject):
    """Notes on what is no error, and may matter elsewhere."""
    if subject.changed_dY:
        subject.notes.append(
            "backward writes on the dY that it is given: at a fork, another "
            "layer still needs it"
        )
    if subject.rated:
        subject.notes.append(
            f"where backward keeps no gradient, its update with the rate "
            f"{subject.rate or 1:g} was read"
        )


def changed(subject, report):
    names = ", ".join(n for n in subject.names if n in subject.changed_X)
    return GradientCheckError(
        f"forward or backward changed {names} in place: expected its "
        f"arguments left as they were\n{report}",
        report,
    )
