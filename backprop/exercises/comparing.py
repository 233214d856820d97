"""Every result against the right one, and what the whole of it says."""

import numpy as np

from ..checking.relations import agrees, relation
from .chance import without_chance
from .earlier import added_up
from .fits import exchanged, right, swapped
from .forms import Finding, capital, form
from .parts import not_parts, parts_of
from .patterns import pattern
from .plain import numeric, plain
from .twice import called_twice
from .verdicts import Verdict
from .words import word

__all__ = ["compare", "findings_of", "right"]
NEAR = 1e-5  # of the largest entry


def compare(cases, outcomes):
    """The Verdict on the results of an answer that came to its end."""
    findings = findings_of(cases, outcomes)
    if isinstance(findings, Verdict):
        return findings
    changed = next((o.changed for o in outcomes if o.changed), ())
    bad = [
        (case, name, finding)
        for case in cases
        for name, finding in findings[case.name].items()
        if finding
    ]
    if bad or changed:
        unlike = called_twice(cases, outcomes, findings)
        return _tell(bad, findings, cases, changed, unlike)
    return Verdict(True)


def findings_of(cases, outcomes):
    """{case name: {result name: Finding of the first bad step, or None}}.

    Or the Verdict on a result of wrong form.
    """
    findings, past = {}, []
    for case, outcome in zip(cases, outcomes, strict=True):
        found = _findings(case, outcome, past)
        if isinstance(found, Verdict):
            return found
        findings[case.name] = found
        past += case.expect
    for case, outcome in zip(cases, outcomes, strict=True):
        fewer = without_chance(findings, case, cases)
        if fewer:
            findings[case.name] = _findings(fewer, outcome, ())
    return findings


def _findings(case, outcome, past):
    """{result name: Finding or None}. past: what earlier cases expect."""
    found, earlier, sums = {}, {}, {}
    for expect in past:
        for name, truth in expect.items():
            if np.size(truth) > 2:
                earlier.setdefault(name, []).append(plain(truth))
    results = zip(case.steps, case.expect, outcome.results, strict=True)
    for step, expect, result in results:
        if not expect:
            continue
        parts = parts_of(result, expect, case.keyed)
        if parts is None:
            asked = (next(iter(expect)), *step.ways) if step.ways else expect
            bad = not_parts(result, asked, case.keyed)
            return Verdict(False, bad.symptom, bad.cause, bad.name)
        places = swapped(expect, parts, case)
        if places:
            a, b = places
            return Verdict(
                False,
                f"All is right, but {a} and {b} are exchanged.",
                "Each has the other's value. Compare the order with that "
                "of the task.",
                "swapped",
            )
        if step.do != "value" and exchanged(expect, parts, case):
            return Verdict(
                False,
                "The results are right, in another order than "
                f"({', '.join(expect)}).",
                "Return them in the order that the task gives.",
                "exchanged",
            )
        for name, truth in expect.items():
            truth = plain(truth)
            finding = _one(name, parts[name], truth, case, outcome, earlier)
            if finding and len(expect) == 1:
                before = sums.get((step.do, step.of), ())
                more = added_up(name, parts[name], truth, before)
                finding = more or finding
            if not found.get(name):
                found[name] = finding
            earlier.setdefault(name, []).append(truth)
        sums.setdefault((step.do, step.of), []).extend(expect.values())
    return found


def _one(name, result, truth, case, outcome, earlier):
    if isinstance(truth, str | bool | tuple):
        return word(name, result, truth)
    if (
        isinstance(result, tuple)
        and len(result) == 1
        and np.shape(truth)[:1] != (1,)
    ):
        return Finding(
            "one-tuple",
            f"{name} is a tuple with one entry.",
            "Does its line end with a comma? The comma makes a tuple.",
        )
    if isinstance(result, tuple):
        result = numeric(result)
    bad = form(name, result, truth, case)
    if bad:
        return bad
    found = _near(name, result, truth, case)
    if found:
        return found
    before = [np.asarray(value) for value in earlier.get(name, ())]
    return relation(name, result, truth, case, outcome.origin, before)


def _near(name, result, truth, case):
    """The Finding for numbers of which only the last digits are wrong."""
    result = np.asarray(result, dtype=float)
    truth = np.asarray(truth, dtype=float)
    limits = case.tolerance, case.close
    if not case.near or agrees(result, truth, *limits):
        return None
    if not agrees(result, truth, NEAR):
        return None
    gap = np.abs(result - truth).max() / (np.abs(truth).max() or 1.0)
    said = (
        f"{name} agrees to {int(-np.log10(gap))} digits with what is right, "
        f"and should to {int(-np.log10(case.tolerance))}."
    )
    return Finding("near", said, case.near)


def _tell(bad, findings, cases, changed, unlike):
    if changed:
        listed = any(
            name == changed[0] and isinstance(arg, list)
            for step in cases[0].steps
            for name, arg in zip(step.inputs, step.args, strict=False)
        )
        return Verdict(
            False,
            f"{changed[0]} is changed by the call"
            + (
                ", and not all numbers are right."
                if bad
                else "; the numbers are right."
            ),
            "An operation in place, such as -= or X[...] =, writes into the "
            "caller's array. Make a new one: X - ..., or X.copy()."
            + (" Of a list: sorted(x) or list(x)." if listed else ""),
            "changed-input",
        )
    case, name, finding = bad[0]
    about = unlike or pattern(findings, cases)
    where = (
        f" (Seen with {case.name}.)"
        if len(cases) > 1 and not about.says_where
        else ""
    )
    said = [finding.symptom + where, about.symptom]
    symptom = " ".join(capital(sentence) for sentence in said if sentence)
    cause = unlike.cause if unlike else finding.cause or about.cause
    return Verdict(False, symptom, cause, about.name or finding.name)
