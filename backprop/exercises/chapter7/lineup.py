"""What the suspects' exercises share: truth, typed answers, evidence."""

from functools import lru_cache, partial

import numpy as np

from ...data import spirals
from ..parts import typed_parts
from ..record import Exercise, Verdict, Wrong
from .candidates import CANDIDATES
from .suspects import LINEUPS, build, draw_keys, name_of

PARAMETERS = {"0.W": "W1", "0.b": "b1", "2.W": "W2", "2.b": "b2"}
_COUNTED = (
    "An array counts where the report says wrong. One that agrees does not, "
    "nor does one that is unresolved."
)


def lineup(number, judged=None, **fixed):
    """The Exercise on suspects of LINEUPS[number]."""
    return Exercise(
        id=f"7.{number}",
        draw=partial(draw_keys, LINEUPS[number]),
        judge=judged or judge,
        **fixed,
    )


def wrong_in(report):
    """ "W1 b1": the parameters that a report calls wrong, or "none"."""
    bad = [PARAMETERS[k] for k, v in report.items() if v.verdict == "wrong"]
    return " ".join(bad) or "none"


@lru_cache(maxsize=256)
def _named(letter, keys):
    suspect = build(letter, dict(keys))
    report = suspect.check(suspect.X, suspect.labels)
    return name_of(letter, dict(keys)), wrong_in(report)


def named(**keys):
    """{"A": mistake, "A fails": parameters, ...} of these suspects."""
    found = {}
    for letter in keys:
        told = _named(letter, tuple(keys.items()))
        found |= {letter: told[0], f"{letter} fails": told[1]}
    return found


@lru_cache(maxsize=64)
def _in_use(letter, keys):
    suspect = build(letter, dict(keys))
    suspect.check(suspect.X, suspect.labels)
    again = suspect.check(suspect.X, suspect.labels)
    suspect = build(letter, dict(keys))
    suspect.check(suspect.X, suspect.labels)
    other = suspect.check(*spirals(5, np.random.default_rng(7)))
    return wrong_in(again), wrong_in(other)


def in_use(**keys):
    """What further checks of the one suspect say, again and other rows."""
    (letter,) = keys
    again, other = _in_use(letter, tuple(keys.items()))
    return {
        letter: name_of(letter, keys),
        "again": again,
        "other rows": other,
    }


def given(truth, **parts):
    """An answer like the truth, but for these parts: a function of keys.

    A part is a text, or a function of (the truth, keys) that returns it.
    "_" stands for a space in a part's name.
    """

    def answer(**keys):
        told = truth(**keys)
        for name, part in parts.items():
            name = name.replace("_", " ")
            told[name] = part(told, keys) if callable(part) else part
        return tuple(told.values())

    return answer


def taken_for(truth, letter, name, seen=""):
    """The Wrong of one who takes this suspect's mistake for another."""
    return Wrong(
        f"{letter}-{name.replace(' ', '-')}",
        given(truth, **{letter: name}),
        f"{CANDIDATES[name]} Compare that with what you saw of {letter}.",
        seen or f"The name of {letter} is not right. The rest is.",
    )


def judge(cases, outcomes):
    """Which parts are right; for a wrong name, what it would show."""
    truth = cases[0].expect[0]
    found = _texts(outcomes[0], truth)
    if not found:
        return None
    seen, why = [], []
    for name, text in found.items():
        said = _said_of(name, text, truth)
        if said:
            seen.append(said[0])
            why += [said[1]] if said[1] not in why else []
    if not seen:
        return Verdict(True)
    return Verdict(False, " ".join(seen), " ".join(why), "not-so")


def _texts(outcome, truth):
    """{name: text} of an answer of that many texts, or None."""
    result = typed_parts(outcome, truth)
    if not result or not all(isinstance(x, str) for x in result.values()):
        return None
    return {name: _tidy(text) for name, text in result.items()}


def _tidy(text):
    return " ".join(text.casefold().replace(",", " ").split())


def _said_of(name, text, truth):
    """(what is seen, why) of one part, or None where it is right."""
    right = _tidy(truth[name])
    if len(name) > 1 and text == "all":
        text = "w1 b1 w2 b2"
    if len(name) > 1:  # parameters, or a cure: in any order
        if set(text.split()) == set(right.split()):
            return None
        if name == "cure":
            return (
                f"The cure is not {text[:20]!r}.",
                "Try each of the three changes alone, on a new object, and "
                "train again.",
            )
        if not set(text.split()) <= {"w1", "b1", "w2", "b2", "none"}:
            return (
                f"{name}: {text[:20]!r} is no list of parameters.",
                'Write names with spaces between, as "W1 b1", or "none".',
            )
        shown = text.replace("w", "W")
        return f"{name}: {shown!r} is not what the check reports.", _COUNTED
    if text == right:
        return None
    if text not in CANDIDATES:
        return (
            f"{name}: {text[:30]!r} is not one of the names.",
            "Take a name from the table, letter by letter.",
        )
    return f"{name}: it is not {text!r}.", CANDIDATES[text]
