"""A class with some of its lines exchanged: what is shown is what runs."""

import inspect
import sys
import textwrap


def mended(part, wrong, right, before=()):
    """The class or function `part`, with `right` in place of `wrong`.

    Both are lines of code, indented as among themselves; an empty line
    divides what stands in two places. before: functions of part's module
    that it calls, if lines of theirs are exchanged too. The new source is
    compiled in the namespace of part's module, where part itself stays as
    it is, and kept as the attribute `source` of what comes back.

    Raises ValueError unless the wrong lines stand in the source exactly
    once, one after another, and the right ones do not.
    """
    source = "\n\n".join(
        textwrap.dedent(inspect.getsource(one)) for one in (*before, part)
    )
    places = wrong.split("\n\n"), right.split("\n\n")
    for old, new in zip(*places, strict=True):
        source = exchanged(source, old, new)
    name, names = part.__name__, dict(vars(sys.modules[part.__module__]))
    file = f"<{part.__module__}.{name} with its right lines>"
    exec(compile(source, file, "exec"), names)
    names[name].source = source
    return names[name]


def exchanged(source, wrong, right):
    """The source with the lines of `right` where those of `wrong` stand.

    Raises ValueError as `mended` does.
    """
    places = _places(wrong, source)
    if len(places) != 1:
        raise ValueError(
            f"the wrong lines must stand in the source once, got "
            f"{len(places)} times: {wrong!r}"
        )
    if _places(right, source):
        raise ValueError(
            f"the right lines must not stand in the wrong source, got "
            f"{right!r} in it"
        )
    ((start, end, indent),) = places
    lines = source.splitlines()
    new = textwrap.indent(textwrap.dedent(right).strip("\n"), indent)
    return "\n".join([*lines[:start], new, *lines[end:], ""])


def _places(text, source):
    """(first line, line after the last, indentation) of each occurrence."""
    lines = source.splitlines()
    wanted = textwrap.dedent(text).strip("\n").splitlines()
    found = []
    for start in range(len(lines) - len(wanted) + 1):
        there = lines[start : start + len(wanted)]
        indent = there[0][: len(there[0]) - len(there[0].lstrip())]
        if there == [indent + line if line else "" for line in wanted]:
            found.append((start, start + len(wanted), indent))
    return found
