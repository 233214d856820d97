"""The smallest case that fails, as plain variables and as tables."""

from dataclasses import replace
from html import escape

import numpy as np

from .case import Question
from .comparing import findings_of, right
from .inputs import copied
from .parts import parts_of
from .showing import lines, tables

NOT_BEGUN = {"arity", "not callable", "not a class", "no method"}


class Failing(dict):
    """A failing case by name: f["X"] or f.X, f.yours, f.right, f.case."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"expected one of {', '.join(self)}, got {name!r}"
            ) from None

    def __repr__(self):
        return "\n".join(lines(self))

    def _repr_html_(self):
        shown = "".join(tables(self))
        return f"<p>{escape(self['case'])}</p>{shown}"


class Nothing(Failing):
    """No case at all: whoever asks it for one is told why there is none."""

    def __init__(self, said):
        super().__init__()
        self.__dict__["said"] = said

    def __getattr__(self, name):
        raise AttributeError(f"{self.said} So there is no {name!r}.")

    def __getitem__(self, name):
        raise KeyError(f"{self.said} So there is no {name!r}.")

    def __repr__(self):
        return self.said

    def _repr_html_(self):
        return f"<p>{escape(self.said)}</p>"


def smallest(exercise, cases, outcomes, symptom=""):
    """The Failing of the smallest case that fails as the message says.

    That is one with the findings of the first case that fails, of which the
    message speaks. None if none fails. For an answer that is typed in,
    `right` says True or False a part. Where many answers are right, there
    is no `right`. symptom: what check has said.
    """
    if exercise.shown:
        out = exercise.shown(cases, outcomes)
        return Failing(out) if out else None
    if exercise.many:
        return _one_of_many(exercise, cases, outcomes)
    if all(outcome.kind in NOT_BEGUN for outcome in outcomes):
        return None
    found = []
    for case, outcome in zip(cases, outcomes, strict=False):
        for k, expect in enumerate(case.expect):
            if not expect:
                continue
            parts, fits = _judged(exercise, case, outcome, k)
            if not all(fits.values()):
                result = outcome.results[k] if outcome.results[k:] else None
                found.append((case, k, result, parts, fits))
                break
    if not found:
        return None
    told = [f for f in found if exercise.judge and f[0].name in symptom]
    if told:  # the message speaks of it by name
        return _failing(*told[-1], typed=not exercise.cases)
    kinds = _kinds(cases, outcomes)
    stops = [o.kind for o in outcomes if o.kind]
    first = next(
        (f[0] for f in found if not stops or kinds[f[0].name] in stops),
        found[0][0],
    )
    alike = [f for f in found if kinds[f[0].name] == kinds[first.name]]
    chosen = min(alike, key=lambda f: _size(f[0], f[1]))
    out = _failing(*chosen, typed=not exercise.cases)
    if stops and chosen[2] is None:
        out.pop("yours")
    if chosen[0] is not first and f"(Seen with {first.name}.)" in symptom:
        out["case"] += f", smaller than {first.name} and wrong alike"
    return out


def _one_of_many(exercise, cases, outcomes):
    """The first case with which the exercise's own judge finds a fault."""
    for k, (case, outcome) in enumerate(zip(cases, outcomes, strict=False)):
        if outcome.kind in NOT_BEGUN:
            return None
        so_far = cases[: k + 1], outcomes[: k + 1]
        said = None if outcome.kind else exercise.judge(*so_far)
        if outcome.kind or outcome.changed or not (said and said.passed):
            done = outcome.results or [None]
            out = _failing(case, len(done) - 1, done[-1], {}, {}, True)
            out.pop("right")
            out["case"], out["yours"] = case.name, done[0]
            if len(case.steps) > 1:
                out["yours"] = list(done)
                out["case"] += ": yours holds the result of each call"
            return out
    return None


def _judged(exercise, case, outcome, k):
    """({name: part} of the result of step k, {name: is it right?}).

    Where an exercise judges what is typed in, a part is right too if its
    judge takes it beside the right other parts.
    """
    expect = case.expect[k]
    result = outcome.results[k] if k < len(outcome.results) else None
    parts = parts_of(result, expect, case.keyed) or {}
    judge = exercise.judge if case.typed else None
    fits = {}
    for name, truth in expect.items():
        fits[name] = name in parts and right(parts[name], truth, case)
        if judge and name in parts and not fits[name]:
            mixed = {**expect, name: parts[name]}
            said = judge([case], [replace(outcome, results=[mixed])])
            fits[name] = bool(said and said.passed)
    return parts, fits


def _kinds(cases, outcomes):
    """{case name: how it stopped, or {result name: what is found of it}}."""
    if any(outcome.kind for outcome in outcomes):
        pairs = zip(cases, outcomes, strict=False)
        return {case.name: outcome.kind for case, outcome in pairs}
    findings = findings_of(cases, outcomes)
    if not isinstance(findings, dict):
        return dict.fromkeys(case.name for case in cases)
    return {
        case: {name: found and found.name for name, found in names.items()}
        for case, names in findings.items()
    }


def _size(case, k):
    args = case.steps[k].args
    return sum(np.size(a) for a in args if isinstance(a, np.ndarray))


def _failing(case, k, result, parts, fits, typed):
    expect = case.expect[k]
    out = Failing(case=f"{case.name}, {case.call(k)}")
    for step in case.steps[: k + 1]:
        for name, arg in zip(step.inputs, step.args, strict=False):
            out[name] = (
                arg.reply if isinstance(arg, Question) else copied(arg, {})
            )
    one = len(expect) == 1
    out["yours"] = parts or result
    out["right"] = fits if typed else dict(expect)
    if one and not typed:
        (name,) = expect
        out["yours"] = parts.get(name, result)
        out["right"] = expect[name]
    return out
