"""A quiz: what a loss did, and the lines one of which was wrong."""

import ast
from dataclasses import is_dataclass
from textwrap import dedent

import numpy as np

from ..plots.numbers import scientific
from ..validation import finite, float_array, whole
from .element import show_element
from .quiz_table import LETTERS, quiz_table, quiz_words

MOST_POINTS = 120  # of a curve: its drawing is some 600 pixels wide
DIGITS = 3
ASKED = ("curves", "choices", "right", "clue", "why", "link")
OPTIONAL = ("title", "accuracy")


def live_quiz(rounds):
    """Ask in the book's page which line is wrong, and keep the score.

    rounds: dicts, or dataclasses with these fields,
    - curves: {name: losses, (n,)}, one a step. The first is drawn solid;
      others, of a right program, dashed. Not finite means a gap.
    - choices: two to eight texts. One that Python can parse is shown as
      code; in others, as in clue and why, `code` stands in backticks.
    - right: the index of the wrong line among the choices.
    - clue: shown on request, for half of the point.
    - why, link: a sentence after the answer, and where to read on.
    - title, accuracy: if given, the link's words, and a line below the
      curve.
    In the page one round is asked at a time. Elsewhere, without scripts
    and in print, a table has them all, the answers folded.

    Raises ValueError for no rounds, for one that lacks something or does
    not fit, for choices that are the same, and for a curve that does not
    begin with a finite loss above 0; TypeError for what is not a text, an
    array of numbers or a whole number.
    """
    checked = [
        _round(f"round {k}", facts) for k, facts in enumerate(rounds, 1)
    ]
    if not checked:
        raise ValueError("live_quiz expects a round or more, got none")
    show_element(
        "live-quiz",
        _data(checked),
        quiz_table(checked),
        quiz_words(checked),
    )


def _round(name, facts):
    """The facts of a round, checked, as they go to the page."""
    facts = vars(facts) if is_dataclass(facts) else facts
    _dict(facts, name)
    given = {k: v for k, v in facts.items() if v is not None}
    lacking = [key for key in ASKED if key not in given]
    unknown = [key for key in given if key not in (*ASKED, *OPTIONAL)]
    if lacking or unknown:
        raise ValueError(
            f"{name} must have {', '.join(ASKED)}, and may have "
            f"{', '.join(OPTIONAL)}: it lacks {', '.join(lacking) or 'none'}"
            f", and {', '.join(map(str, unknown)) or 'nothing'} is unknown"
        )
    texts = {
        key: _text(given[key], f"{name}'s {key}")
        for key in ("clue", "why", "link", *OPTIONAL)
        if key in given
    }
    choices = [_text(c, f"{name}'s choices") for c in given["choices"]]
    if not 2 <= len(choices) <= len(LETTERS):
        raise ValueError(
            f"{name} must have 2 to {len(LETTERS)} choices, got {len(choices)}"
        )
    if len(set(choices)) < len(choices):
        twice = next(c for c in choices if choices.count(c) > 1)
        raise ValueError(f"{name} offers a choice twice: {twice!r}")
    right = whole(given["right"], f"{name}'s right", least=0)
    if right >= len(choices):
        raise ValueError(
            f"{name}'s right must be the index of one of its {len(choices)} "
            f"choices, got {right}"
        )
    return {
        **_picture(name, given["curves"]),
        "choices": [[c, _is_code(c)] for c in choices],
        "right": right,
        **texts,
    }


def _dict(value, what):
    if not isinstance(value, dict):
        raise TypeError(f"{what} must be a dict, got {type(value).__name__}")


def _text(value, what):
    if not isinstance(value, str):
        raise TypeError(f"{what} must be text, got {type(value).__name__}")
    if not value.strip():
        raise ValueError(f"{what} must say something, got {value!r}")
    return dedent(value).strip()


def _is_code(text):
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _picture(name, curves):
    """The curves, thinned, with their limits and their words."""
    _dict(curves, f"{name}'s curves")
    if not curves:
        raise ValueError(f"{name} must have a curve or more, got none")
    drawn, words = [], []
    longest = max(map(np.size, curves.values()))
    for label, losses in curves.items():
        losses = _losses(losses, f"{name}'s curve {label!r}")
        drawn.append(_curve(label, losses))
        stops = ", where it stops" if len(losses) < longest else ""
        words.append(f"Loss of {label}: {_said(losses)}{stops}.")
    seen = [v for one in drawn for v in one["y"] if v is not None]
    # A loss that explodes leaves the picture; the others stay readable.
    low = min(seen)
    high = min(max(seen), 100.0 * max(one["y"][0] for one in drawn))
    room = max((high / low) ** 0.05, 1.1)
    return {
        "curves": drawn,
        "ylim": [_rounded(low / room), _rounded(high * room)],
        "words": " ".join(words),
    }


def _losses(losses, what):
    losses = float_array(losses, what)
    if losses.ndim != 1 or len(losses) < 2:
        raise ValueError(
            f"{what} must have shape (n,) with n >= 2, got {losses.shape}"
        )
    if not finite(losses[:1], what)[0] > 0:
        raise ValueError(
            f"{what} must begin above 0, for a logarithmic axis, got "
            f"{losses[0]}"
        )
    return losses


def _curve(label, losses):
    """At most 120 of the losses, the first and the last among them.

    Number k of m is the loss at step k·last // (m − 1), here and in the
    page.
    """
    last = len(losses) - 1
    count = min(len(losses), MOST_POINTS)
    places = np.arange(count) * last // (count - 1)
    y = [_rounded(v) for v in losses[places]]
    return {"label": label, "last": last, "y": y}


def _rounded(value):
    """Three significant digits; None for what a log axis cannot show."""
    if not (np.isfinite(value) and value > 0):
        return None
    short = float(f"{value:.{DIGITS}g}")
    return int(short) if short.is_integer() and short < 1e15 else short


def _said(losses):
    """A curve in words: its losses at the quarters."""
    n = len(losses)
    places = sorted({min(k * n // 4, n - 1) for k in range(5)})
    values = [
        scientific(losses[k], DIGITS)
        if np.isfinite(losses[k])
        else "not finite"
        for k in places
    ]
    first, *others = zip(values, places, strict=True)
    return ", ".join(
        [f"{first[0]} at step 0", *(f"{v} at {k}" for v, k in others)]
    )


def _data(rounds):
    """What the page needs beside the table, where a curve's words stand.

    A curve that several rounds have stands once.
    """
    curves, brief = [], []
    for one in rounds:
        curves += [c for c in one["curves"] if c not in curves]
        places = [curves.index(c) for c in one["curves"]]
        brief.append(one | {"curves": places})
        del brief[-1]["words"]
    return {"curves": curves, "rounds": brief}
