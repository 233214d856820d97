"""The outcomes that left the sandbox, read under limits."""

from ..exercises.running import MOST_PRINTED, Outcome
from ..exercises.sound import KINDS
from ..exercises.trail import MOST as MOST_SETTINGS
from ..exercises.trail import Setting
from .unpacking import BadResultError, listed, parsed, text, unpacked

FIELDS = {
    *("results", "kind", "error", "where", "changed", "printed"),
    *("trail", "origin", "blank"),
}


def outcomes(data, cases, heard=None):
    """One Outcome for each part of `data`, at most one for each case.

    heard: for each case what was asked there, as it was heard outside; see
    asking.Job. Raises BadResultError.
    """
    found = parsed(data)
    if not isinstance(found, list) or len(found) > len(cases):
        raise BadResultError("not a list of outcomes")
    heard = heard or [{}] * len(cases)
    return [_outcome(*each) for each in zip(found, cases, heard, strict=False)]


def _outcome(found, case, heard):
    if not isinstance(found, dict) or set(found) != FIELDS:
        raise BadResultError("other fields than an outcome's")
    results = listed(found["results"], len(case.steps))
    if found["kind"] not in KINDS:
        raise BadResultError("no such kind")
    named = {n for step in case.steps for n in step.inputs}
    changed = [text(n, 200) for n in listed(found["changed"], 100)]
    return Outcome(
        results=[unpacked(result) for result in results],
        kind=found["kind"],
        error=text(found["error"], 400),
        where=text(found["where"], 400),
        changed=tuple(
            n for n in changed if n in named or n.startswith("argument ")
        ),
        printed=text(found["printed"], MOST_PRINTED),
        **heard,
        trail=[_setting(s) for s in listed(found["trail"], MOST_SETTINGS)],
        origin=text(found["origin"], 600),
        blank=found["blank"] is True,
    )


def _setting(parts):
    if not isinstance(parts, list) or len(parts) != 6:
        raise BadResultError("no setting")
    name, value, line, code, in_place, also = parts
    if type(line) is not int:
        raise BadResultError("no line")
    known = text(name, 100), unpacked(value), line, text(code, 400)
    also = tuple(text(other, 100) for other in listed(also, 100))
    return Setting(*known, in_place is True, also)
