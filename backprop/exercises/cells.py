"""Which of the notebook's names are old, since their cell's last run failed.

After a syntax error a name keeps what an earlier run has put there, and
check would judge that. IPython says of each cell how it ended, in
JupyterLite too; elsewhere there are no cells, and nothing is old.
"""

import re
import sys

SETS = re.compile(
    r"^[ \t]*(?:async[ \t]+def|def|class)[ \t]+(\w+)|^ ?(\w+)[ \t]*=(?!=)",
    re.M,
)
_before = {}  # name: what it was when the cell that sets it began
_old = {}  # name: (what it still is, how the cell failed)
_now = {"text": ""}  # of the cell that runs
MISSING = object()


def watch():
    """Have IPython, if it is there, tell of each cell."""
    shell = _shell()
    if shell is not None:
        shell.events.register("pre_run_cell", begins)
        shell.events.register("post_run_cell", ends)


def begins(info):
    """A cell begins: what it may set is still what it was."""
    _now["text"] = info.raw_cell or ""
    _before.clear()
    shell = _shell()
    for name in _names(_now["text"]):
        _before[name] = shell.user_ns.get(name, MISSING)


def ends(result):
    """A cell has ended, well or with an error."""
    error = result.error_before_exec or result.error_in_exec
    shell = _shell()
    for name, before in _before.items():
        after = shell.user_ns.get(name, MISSING)
        if error is None or after is not before:
            _old.pop(name, None)
        else:
            _old[name] = after, _how(error)


def not_renewed(answer):
    """What to say of an answer whose cell has failed since; or ""."""
    for name, (left, how) in _old.items():
        if left is answer and re.search(rf"\b{name}\b", _now["text"]):
            return (
                f"the last run of the cell that makes {name} failed: {how}. "
                f"So {name} is still what it was before, and this is counted "
                "as no try. Mend that cell, run it, and check again."
            )
    return ""


def _names(text):
    """The names that a cell may set, by its text: it may be no Python."""
    return [first or second for first, second in SETS.findall(text)]


def _how(error):
    line = getattr(error, "lineno", None)
    kind = type(error).__name__
    return f"{kind} in line {line}" if line else kind


def _shell():
    if "IPython" not in sys.modules:
        return None
    return sys.modules["IPython"].get_ipython()
