"""Every result against the right one, and what the whole of it says."""

from itertools import permutations

import numpy as np

from ..checking.relations import agrees, relation
from .forms import Finding, capital, form
from .patterns import pattern
from .plain import Opaque, numeric, plain
from .record import Verdict


def compare(cases, outcomes):
    """The Verdict on the results of an answer that came to its end."""
    findings = {}  # (case, name): Finding or None, of the first bad step
    for case, outcome in zip(cases, outcomes, strict=True):
        found = _findings(case, outcome)
        if isinstance(found, Verdict):
            return found
        findings[case.name] = found
    bad = [
        (case, name, finding)
        for case in cases
        for name, finding in findings[case.name].items()
        if finding
    ]
    changed = next((o.changed for o in outcomes if o.changed), ())
    if bad or changed:
        return _tell(bad, findings, cases, changed)
    return Verdict(True)


def _findings(case, outcome):
    """{name: Finding or None}; or a Verdict on a result of wrong form."""
    found, earlier = {}, {}
    for step, result in zip(case.steps, outcome.results, strict=True):
        if not step.expect:
            continue
        parts = _parts(step, result)
        if isinstance(parts, Finding):
            return Verdict(False, parts.symptom, parts.cause, parts.name)
        swapped = _swapped(step, parts, case)
        if swapped:
            a, b = swapped
            return Verdict(
                False,
                f"All is right, but {a} and {b} are exchanged.",
                "Each has the other's value. Compare the order with that "
                "of the task.",
                "swapped",
            )
        if _exchanged(step, parts, case):
            return Verdict(
                False,
                "The results are right, in another order than "
                f"({', '.join(step.expect)}).",
                "Return them in the order that the task gives.",
                "exchanged",
            )
        for name, truth in step.expect.items():
            truth = plain(truth)
            finding = _one(name, parts[name], truth, case, outcome, earlier)
            if not found.get(name):
                found[name] = finding
            earlier.setdefault(name, []).append(truth)
    return found


def _parts(step, result):
    """The results by name, or the Finding that there are not so many."""
    names = list(step.expect)
    if len(names) == 1:
        return {names[0]: result}
    if isinstance(result, dict) and set(names) <= set(result):
        return result
    if result is None or result is ...:
        return form("the result", None, (0,) * len(names), None)
    expected = f"{len(names)} results, ({', '.join(names)})"
    if isinstance(result, tuple) and len(result) == len(names):
        return dict(zip(names, result, strict=True))
    if hasattr(result, "shape") and result.shape[:1] == (len(names),):
        each = result.tolist() if result.ndim == 1 else result
        return dict(zip(names, each, strict=True))
    if isinstance(result, dict):
        got = f"a dict with the keys {sorted(result)}"
    elif isinstance(result, tuple):
        got = f"{len(result)}"
    elif isinstance(result, Opaque):
        got = f"a {result.kind}"
    elif hasattr(result, "shape"):
        got = f"one array of shape {result.shape}"
    else:
        got = repr(result)[:60]
    return Finding(
        "count",
        f"Expected {expected}, got {got}.",
        "A dict needs these very keys."
        if isinstance(result, dict)
        else "Return them together, in this order, with commas between.",
    )


def _swapped(step, parts, case):
    """The two names whose results stand in each other's place, or None."""
    names = list(step.expect)
    bad = [n for n in names if not _right(parts[n], step.expect[n], case)]
    if len(bad) != 2 or len(names) < 3:
        return None
    a, b = bad
    if isinstance(plain(step.expect[a]), str | bool | tuple):
        return None
    crossed = _right(parts[a], step.expect[b], case) and _right(
        parts[b], step.expect[a], case
    )
    return (a, b) if crossed else None


def _exchanged(step, parts, case):
    """Are these the right results, in another order than the right one?"""
    names = list(step.expect)
    if step.do == "value" or not 1 < len(names) <= 4:
        return False
    right = [
        [_right(parts[a], step.expect[b], case) for a in names] for b in names
    ]
    if all(right[k][k] for k in range(len(names))):
        return False
    return any(
        all(right[k][place] for k, place in enumerate(order))
        for order in permutations(range(len(names)))
    )


def _right(result, truth, case):
    truth = plain(truth)
    if isinstance(truth, str | bool | tuple):
        return _word("", result, truth) is None
    if isinstance(result, tuple):
        result = numeric(result)
    return form("", result, truth, case) is None and agrees(
        np.asarray(result, dtype=float), truth, case.tolerance, case.close
    )


def _one(name, result, truth, case, outcome, earlier):
    if isinstance(truth, str | bool | tuple):
        return _word(name, result, truth)
    if isinstance(result, tuple):
        result = numeric(result)
    bad = form(name, result, truth, case)
    if bad:
        return bad
    return relation(
        name, result, truth, case, outcome.origin, earlier.get(name, ())
    )


def _word(name, result, truth):
    """The finding on a text, a truth value or a tuple of them."""
    if isinstance(truth, str) and isinstance(result, str):
        alike = result.strip().casefold() == truth.strip().casefold()
    else:
        alike = type(result) is type(truth) and result == truth
    if hasattr(result, "tolist") and isinstance(truth, tuple):
        alike = tuple(result.tolist()) == truth
    if alike:
        return None
    if isinstance(result, Opaque):
        return form(name, result, truth, None)
    shown = repr(result.tolist() if hasattr(result, "tolist") else result)
    shown = shown if len(shown) < 80 else shown[:79] + "…"
    return Finding("not-so", f"{name}: {shown} is not right.")


def _tell(bad, findings, cases, changed):
    if changed:
        return Verdict(
            False,
            f"{changed[0]} is changed by the call"
            + (
                ", and not all numbers are right."
                if bad
                else "; the numbers are right."
            ),
            "An operation in place, such as -= or X[...] =, writes into the "
            "caller's array. Make a new one: X - ..., or X.copy().",
            "changed-input",
        )
    case, name, finding = bad[0]
    about = pattern(findings, cases)
    where = (
        f" (Seen with {case.name}.)"
        if len(cases) > 1 and not about.says_where
        else ""
    )
    said = [finding.symptom + where, about.symptom]
    symptom = " ".join(capital(sentence) for sentence in said if sentence)
    cause = finding.cause or about.cause
    return Verdict(False, symptom, cause, about.name or finding.name)
