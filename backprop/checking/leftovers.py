"""What is not checked, or is no error and worth a note."""

from dataclasses import replace

import numpy as np

from .compare import EXAMPLES
from .preparing import same, unsay_update
from .report import GradientCheckError
from .sorting import moves


def learn(subject, found, claims, again):
    """What forward changes, so that it can be put back; and say it."""
    now = subject.run()
    subject.rewind.learn()
    for name, p in list(found.arrays.items()):
        if not np.array_equal(p, found.kept[name]):
            found.put_back()
            if _counts(subject, found, claims, name, again):
                continue
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


def _counts(subject, found, claims, name, Ys):
    """Drop what forward writes, nobody differentiates and nothing reads."""
    if np.any(claims.get(name)) or moves(subject, found, name, Ys):
        return False
    found.drop(name)
    found.counters.add(name)
    unsay_update(subject, name)
    subject.notes.append(
        f"forward writes {name}, and no nudge of it moves Y: taken for a "
        "counter, not for a parameter"
    )
    return True


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
