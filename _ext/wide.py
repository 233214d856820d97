"""What is wider than a phone, or than the column: code, names, pictures.

Code says how many characters its longest line has, and the style sheet makes
its letters smaller where that lets it fit. A printed line that would have to
become too small wraps. Names in tables may break after a dot or an underscore
and nowhere else. A picture is a link to itself; where scripts run,
_static/frame.js opens it large on the page.
"""

import re
from html import unescape

# Above as many characters a block becomes smaller; an output wraps.
FITS, LONGEST = 76, 92
CODE = re.compile(
    r'(?:<div class="([^"]*highlight-[^"]*)">)?'
    r'<div class="highlight"><pre>(.*?)</pre>',
    re.DOTALL,
)
TAG = re.compile(r"<[^>]*>")
CELL = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL)
NAME = re.compile(r'<span class="pre">[^<]*</span>')
JOINT = re.compile(r"(?<=\w)([._]+)(?=\w)")
PICTURE = re.compile(r'<img [^>]*src="([^":]*_images/[^"]*)"[^>]*>')


def measured(found):
    """A block of code, with the length of its longest line if that is much."""
    kind, text = found[1] or "", unescape(TAG.sub("", found[2]))
    columns = max(map(len, text.splitlines()), default=0)
    if columns <= FITS:
        return found[0]
    printed = {"output", "highlight-text", "highlight-none"}
    wraps = columns > LONGEST and printed & set(kind.split())
    looks = 'class="wraps"' if wraps else f'style="--columns: {columns}"'
    return found[0].replace("<pre>", f"<pre {looks}>", 1)


def breakable(cell):
    return NAME.sub(lambda name: JOINT.sub(r"\1<wbr>", name[0]), cell[0])


def linked(picture):
    return f'<a class="enlarge" href="{picture[1]}">{picture[0]}</a>'


def widths(app, pagename, templatename, context, doctree):
    body = CODE.sub(measured, context.get("body", ""))
    if doctree is not None:
        body = CELL.sub(breakable, body)
        body = PICTURE.sub(linked, body)
    context["body"] = body


def setup(app):
    app.connect("html-page-context", widths)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
