"""Which cells a check can depend on, by the names that stand in them.

Only texts are compared: a learner's cell is not parsed outside the
sandbox. In doubt a cell is run.
"""

import ast
import builtins
import keyword
import re

from ..exercises.comments import without_comments
from .notebooks import bound_names

SHOWS = {"given-6-7c": {"guessing"}}  # trains a net that only shows a failure
NAME = re.compile(r"(?<![.\w])[^\W\d]\w*")
TEXT = re.compile(r"(?<!\w)(\"[^\"\n{]*\"|'[^'\n{]*')")
BY_TEXT = re.compile(r"\\|exec|eval|globals|locals|vars|attr|__")
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
    """The names in a cell, without attributes, comments and plain texts.

    Texts count where the cell may reach a variable by its name.
    """
    bare = without_comments(source)
    if not BY_TEXT.search(bare):
        bare = TEXT.sub("", bare)
    return set(NAME.findall(bare))


def without_shows(source):
    """A cell of the source without its statements that only print."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic
        return source
    kept = [node for node in tree.body if not _shows(node)]
    if len(kept) == len(tree.body):
        return source
    return ast.unparse(ast.Module(kept, []))


def _shows(node):
    if isinstance(node, ast.For):
        return all(map(_shows, [*node.body, *node.orelse]))
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return False
    return call.func.id == "print"
