"""A cell as Python: without what only IPython understands."""

import re

MAGIC = re.compile(r"[ \t]*(%|!|\?|[\w.]+\?{1,2}\s*$|\w+\s*=\s*[%!])")
RUN_ALL_THE_SAME = ("%%time", "%%timeit", "%%capture", "%%prun")


def code_of(source, name):
    """The compiled cell; SyntaxError if it is none.

    Magics and shell lines are dropped where the cell is no Python with
    them; the lines keep their numbers.
    """
    try:
        return compile(source, name, "exec")
    except SyntaxError:
        plain = without_magics(source)
        if plain == source:
            raise
        return compile(plain, name, "exec")


def without_magics(source):
    """The cell with `pass` for each magic, shell line and question."""
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "").strip()
    if first.startswith("%%") and not first.startswith(RUN_ALL_THE_SAME):
        return ""
    return "\n".join(
        line[: len(line) - len(line.lstrip())] + "pass"
        if MAGIC.match(line)
        else line
        for line in lines
    )
