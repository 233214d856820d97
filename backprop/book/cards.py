"""The cards of the museum of chapter 7: what is shown of an exhibit."""

import numpy as np

from ..mistakes import MISTAKES
from ..picture import Picture
from ..plots import show_beside, table
from .museum import EVERY, letter, numbered, outcome, trained
from .readings import fails, pattern

HIGHEST = 10.0  # of a loss that is drawn


def card(name):
    """Display an exhibit: its two lines, what they gave, and its story."""
    mistake = MISTAKES[name]
    show_beside(mistake.wrong, mistake.right)
    table(
        ["", "result"],
        [
            ("bet", letter(name)),
            ("with the wrong line", outcome(name)),
            ("with the right line", outcome(name, right=True)),
            ("a gradient check of a step fails in", fails(name)),
            ("seen by", mistake.seen_by),
            ("why", mistake.cause),
            ("met in public", mistake.source),
        ],
    )


def _early(run, n=70):
    """The first n losses, up to where the printed one is above 10.

    From there on, a run may hang on its last digits.
    """
    full = np.full(n, np.nan)
    high = np.append(run.printed[:n] >= HIGHEST, True)
    end = int(np.argmax(high))
    full[:end] = run.losses[:end]
    return full


def key():
    """Display the letter of every exhibit, and what its runs gave."""
    rows = []
    for name in MISTAKES:
        bet = letter(name)
        if name == "transpose-missing":
            some = sum(letter(name, seed) == "T" for seed in range(8))
            bet = f"T in {some} of 8 starts"
        rows.append(
            (numbered(name), bet, outcome(name), outcome(name, right=True))
        )
    table(["exhibit", "", "wrong line", "right line"], rows)


def pattern_table():
    """Display which arrays fail, and the exhibits that show it."""
    groups = {}
    for name in MISTAKES:
        groups.setdefault(pattern(name), []).append(numbered(name))
    table(
        ["W1", "b1", "W2", "b2", "likely mistake"],
        [
            (*cells, "; ".join(groups[cells]))
            for cells in sorted(groups, key=lambda c: (c.count("·"), c))
        ],
    )


def titles():
    """{numbered title: id} of the exhibits that do not break, then others."""
    names = sorted(MISTAKES, key=lambda name: trained(name).broken)
    return {numbered(name): name for name in names}


def side_by_side(exhibit):
    """The Picture of an exhibit's loss beside that of its right twin."""
    name = titles()[exhibit]
    steps = EVERY * np.arange(0, 70, 2)
    lines = {}
    for label, right in (("right line", True), ("wrong line", False)):
        lines[label] = (steps, _early(trained(name, right=right))[::2])
    return Picture(
        f"With the wrong line: {outcome(name)}. The check of one step finds: "
        f"{fails(name)}.",
        "step",
        "loss, without the penalty",
        (0, 700),
        (0.03, HIGHEST),
        lines,
        logy=True,
        colors={"right line": "ink", "wrong line": "orange"},
    )


def ranking():
    """{kind: (places, shares)} of all that did not diverge.

    Ranked by the share of points right in the end, the best first.
    """
    names = [n for n in MISTAKES if not trained(n).lost]
    names.sort(key=lambda n: -round(trained(n).end[0], 2))
    share = np.array([round(trained(n).end[0], 2) for n in names])
    seen = np.array([bool(MISTAKES[n].fails_on) for n in names])
    place = np.arange(1, len(names) + 1)
    return {
        "wrong gradient": (place[seen], share[seen]),
        "another mistake": (place[~seen], share[~seen]),
    }
