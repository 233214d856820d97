"""Comments in code that may be anything, read in one pass over it."""


def without_comments(source):
    """The lines without what surely is a comment: no quote stands in it.

    In time that grows with the length of the text, whatever stands there.
    As for Python, a line ends at a carriage return, too.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(_bare, lines))


def _bare(line):
    begin = 1 + max(line.rfind('"'), line.rfind("'"))
    return line[:begin] + line[begin:].partition("#")[0]
