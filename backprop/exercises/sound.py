"""Outcomes as a judge may take them, whoever sent them.

They may come from a process that runs untrusted code. What is not of the
form that `run` gives counts as not done, or is left out.
"""

from .plain import plain
from .running import MOST_ASKED, Outcome
from .trail import MOST, Setting

KINDS = (
    *("", "raised", "interrupted", "endless", "arity", "not callable"),
    *("not a class", "no method", "spent"),
)


def sound(cases, outcomes):
    """One sound Outcome for each case, or up to the one that stopped."""
    done = [_sound(o, c) for o, c in zip(outcomes, cases, strict=False)]
    if not (done and done[-1].kind):
        missing = len(cases) - len(done)
        done += [Outcome(kind="raised", error="nothing")] * missing
    return done


def _sound(outcome, case):
    if not isinstance(outcome, Outcome) or not isinstance(
        outcome.results, list | tuple
    ):
        return Outcome(kind="raised", error="a bad result")
    results = [plain(result) for result in outcome.results]
    kind = outcome.kind
    if not isinstance(kind, str) or kind not in KINDS:
        kind = "raised"
    if not kind and len(results) != len(case.steps):
        return Outcome(kind="raised", error="a bad result")
    return Outcome(
        results=results,
        kind=kind,
        error=_text(outcome.error),
        where=_text(outcome.where),
        changed=tuple(map(_text, _listed(outcome.changed))),
        printed=_text(outcome.printed),
        questions=_counts(outcome.questions),
        asked=_asked(outcome.asked),
        trail=[s for s in map(_setting, _listed(outcome.trail)) if s][:MOST],
        origin=_text(outcome.origin),
        blank=outcome.blank is True,
    )


def _text(thing):
    return thing if isinstance(thing, str) else ""


def _listed(thing):
    return thing if isinstance(thing, list | tuple) else ()


def _counts(thing):
    """{name: how often}, of whole numbers alone."""
    counts = thing.items() if isinstance(thing, dict) else ()
    return {
        name: n
        for name, n in counts
        if isinstance(name, str) and type(n) is int and n >= 0
    }


def _asked(thing):
    """{name: the numbers it was called with}, plain."""
    asked = thing.items() if isinstance(thing, dict) else ()
    return {
        name: [plain(x) for x in _listed(numbers)][:MOST_ASKED]
        for name, numbers in asked
        if isinstance(name, str)
    }


def _setting(thing):
    """The Setting in plain data, or None."""
    if not isinstance(thing, Setting) or type(thing.line) is not int:
        return None
    if not (isinstance(thing.name, str) and isinstance(thing.text, str)):
        return None
    known = thing.name, plain(thing.value), thing.line, thing.text
    also = [name for name in _listed(thing.also) if isinstance(name, str)]
    return Setting(*known, thing.in_place is True, tuple(also))
