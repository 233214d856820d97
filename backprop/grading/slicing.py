"""Which cells a check can depend on, by the names that stand in them.

Only texts are compared: a learner's cell is not parsed outside the
sandbox. In doubt a cell is run.
"""

import builtins
import keyword
import re

from .notebooks import bound_names

SHOWS = {"given-6-7c": {"guessing"}}  # trains a net that only shows a failure
NAME = re.compile(r"(?<![.\w])[^\W\d]\w*")
COMMENT = re.compile(r"#[^\n\"']*$", re.M)
EVERYWHERE = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins)}


def needed(actions):
    """The actions without cells that no later check can depend on.

    A given cell is needed if a name that it sets stands in a cell that is;
    a learner's if it shares any name with one, but those that the setup
    has imported.
    """
    known = EVERYWHERE | {
        name
        for action in actions
        if action.name.startswith("setup-")
        for name in names_in(action.source)
    }
    kept, wanted = [], set()
    for action in reversed(actions):
        if action.kind == "check":
            wanted.add(action.variable)
        elif not _is_needed(action, wanted - known):
            continue
        wanted |= names_in(action.source)
        kept.append(action)
    return kept[::-1]


def _is_needed(action, wanted):
    if action.name.startswith("setup-"):
        return True
    if action.name.startswith(("given-", "problem-", "progress-")):
        sets = SHOWS.get(action.name) or bound_names(action.source)
        return bool(sets & wanted)
    return bool(names_in(action.source) & wanted)


def names_in(source):
    """The names in a cell, without attributes and comments."""
    return set(NAME.findall(COMMENT.sub("", source)))
