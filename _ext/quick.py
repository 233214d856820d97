"""Pages that come at once, also on a slow line.

What Sphinx and the themes put into each page's head is put in order: one
style sheet in place of twelve, the text's face asked for before it, and no
script that the first paint has to wait for. Pictures say their size, so that
the text below stays where it is when they come.
"""

import hashlib
import re
import struct
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

SHEET = re.compile(
    r'\s*<link (?=[^>]*rel="stylesheet")[^>]*'
    r'href="([^":?]*_static/[^"?]*)[^"]*"[^>]*>'
)
IMPORT = re.compile(r'@import "([^":]+)";')
ADDRESS = re.compile(r"""url\((["']?)(?!data:|#)([^"'():]+)\1\)""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PICTURE = re.compile(r'<img (?![^>]* width=)(?=[^>]*src="([^":]*\.png)")')
# The theme has rules for 1,900 icons; pages show fourteen.
ICON_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"[^"]*"\}')
ICON = re.compile(r"\bfa-[a-z0-9-]+")
# Of scripts, those that have only an address: the others wait already.
SCRIPT = re.compile(
    r'<script ((?:data-[\w-]+="[^"]*" )?src="[^"]*")></script>'
)
OPTIONS = re.compile(
    r'<script src="[^"]*documentation_options[^"]*"></script>'
)
PRELOADED = re.compile(r'\s*<link rel="preload" as="script" [^>]*>')
# Not from a folder: there a browser refuses to preload a font, aloud.
FACE = """
    <script>if (location.protocol !== "file:") document.head.append(
      Object.assign(document.createElement("link"), {{ rel: "preload",
        as: "font", type: "font/woff2", crossOrigin: "",
        href: "{}" }}))</script>
"""
FONT = "fonts/source-serif-4-latin-wght-normal.woff2"


def joined(static, names, icons):
    """One style sheet of several, as seen from the folder _static.

    Of the rules for single icons, those for `icons` alone.
    """

    def read(name):
        folder = dirname(name)
        text = COMMENT.sub("", (static / name).read_text("utf-8"))
        text = ADDRESS.sub(
            lambda found: f"url({normpath(join(folder, found[2]))})", text
        )
        return IMPORT.sub(lambda m: read(normpath(join(folder, m[1]))), text)

    def used(found):
        return found[0] if icons & set(ICON.findall(found[1])) else ""

    sheets = "\n".join(read(name) for name in names)
    return ICON_RULE.sub(used, sheets)


def sized(picture, page):
    """The beginning of an <img>, with the pixels that its PNG has."""
    head = (page.parent / unquote(picture[1])).read_bytes()[16:24]
    width, height = struct.unpack(">II", head)
    return f'<img width="{width}" height="{height}" '


def quick_head(app, exception):
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    static = out / "_static"
    options = (static / "documentation_options.js").read_text("utf-8")
    pages = {
        path: path.read_text("utf-8")
        for path in out.rglob("*.html")
        if static not in path.parents  # there are a theme's templates
    }
    scripts = [x.read_text("utf-8") for x in static.glob("scripts/*theme.js")]
    icons = set(ICON.findall("".join([*pages.values(), *scripts])))
    written = {}
    for path, text in pages.items():
        names = tuple(x.partition("_static/")[2] for x in SHEET.findall(text))
        if not names:
            continue
        if names not in written:
            sheet = joined(static, names, icons)
            digest = hashlib.sha256(sheet.encode()).hexdigest()[:8]
            written[names] = f"all-{digest}.css"
            (static / written[names]).write_text(sheet, encoding="utf-8")
        root = "../" * (len(path.relative_to(out).parts) - 1)
        link = f"{root}_static/{written[names]}"
        first = FACE.format(f"{root}_static/{FONT}")
        first += f'    <link rel="stylesheet" href="{link}" />'
        before, after = text[: SHEET.search(text).start()], SHEET.sub("", text)
        text = before + first + after[len(before) :]
        text = PRELOADED.sub("", text)
        text = OPTIONS.sub(lambda m: f"<script>{options}</script>", text)
        text = SCRIPT.sub(r"<script defer \1></script>", text)
        text = PICTURE.sub(partial(sized, page=path), text)
        path.write_text(text, encoding="utf-8")


def setup(app):
    # Before frame.py, which writes a page with a head of its own.
    app.connect("build-finished", quick_head, priority=850)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
