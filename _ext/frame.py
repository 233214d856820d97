"""What the book needs beyond Jupyter Book's settings, in a few small parts."""

import re
import shutil
import tomllib
from html import escape
from pathlib import Path

from docutils import nodes

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = ROOT / "pyproject.toml"
FONTS = ROOT / "_vendor" / "fonts"


def serve_fonts(app):
    """Copy the vendored fonts into the book's _static.

    Not a setting: of _vendor, pages need nothing else.
    """
    if app.builder.format == "html":
        fonts = Path(app.outdir, "_static", "fonts")
        shutil.copytree(FONTS, fonts, dirs_exist_ok=True)


def addresses(app, config):
    """The book's public address and its repository's, from pyproject.toml."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    config.html_baseurl = project["urls"]["Documentation"]
    config.html_theme_options["repository_url"] = project["urls"]["Source"]


def plain_docstring(app, what, name, obj, options, lines):
    """Show docstrings as they are written: prose, not reStructuredText.

    Indented lines stay as they are, lists stay lists, and `names` are set
    as code.
    """
    blocks = []
    for line in lines:
        indented = line.startswith(" ")
        in_list = blocks and blocks[-1] and blocks[-1][0].startswith("- ")
        if not line.strip():
            blocks.append([])
        elif not blocks or (
            blocks[-1]
            and not in_list
            and blocks[-1][0].startswith(" ") != indented
        ):
            blocks.append([line])
        else:
            blocks[-1].append(line)

    def prose(line):
        parts = re.split(r"(`[^`]+`)", line)
        parts[::2] = [re.sub(r"([\\*`|_])", r"\\\1", p) for p in parts[::2]]
        parts[1::2] = [f"`{p}`" for p in parts[1::2]]
        return "".join(parts)

    lines.clear()
    for block in filter(None, blocks):
        if block[0].startswith(" "):
            lines += ["::", "", *block, ""]
        else:
            lines += [*map(prose, block), ""]


def describe(app, pagename, templatename, context, doctree):
    """<meta name="description">: the page's first paragraph."""
    if doctree is None or 'name="description"' in context["metatags"]:
        return
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        if len(text) > 60:
            break
    else:
        return
    if len(text) > 160:
        text = text[:159].rsplit(" ", 1)[0] + "…"
    context["metatags"] += (
        f'\n<meta name="description" content="{escape(text)}" />'
    )


def current_roles(app, pagename, templatename, context, doctree):
    """Bibliographies without the ARIA roles that docutils misapplies."""
    for role in (' role="doc-biblioentry"', ' role="list"'):
        context["body"] = context.get("body", "").replace(role, "")


def named_folds(app, pagename, templatename, context, doctree):
    """The arrows of the list of pages, with names for screen readers."""
    make = context.get("generate_toctree_html")
    if make is None:
        return

    def with_names(kind, *args, **options):
        made = make(kind, *args, **options)
        if kind != "sidebar":
            return made
        return re.sub(
            r"(>([^<>]+)</a><details[^>]*><summary)>",
            r'\1 aria-label="Pages of \2">',
            str(made),
        )

    context["generate_toctree_html"] = with_names


# What the theme's menus are to say, by what they say.
MENUS = {
    "JupyterLite": "Open as a notebook in this browser: about half a minute "
    "to start, nothing to install, and your work stays here",
    ".ipynb": "Download the notebook, for a Jupyter of your own",
    ".pdf": "Print, or save as PDF",
}


def telling_menus(app, pagename, templatename, context, doctree):
    """The menus at the top say what will happen, not a format's name."""
    for group in context.get("header_buttons", []):
        for button in group.get("buttons", []):
            words = MENUS.get(button["text"])
            if words:
                button["text"], button["tooltip"] = words, ""


ICON_SCRIPT = re.compile(r"<script [^>]*/fontawesome\.js[^>]*></script>\n?")
ICON = re.compile(r'<(i|span) (class="[^"]*\bfa-[^"]*")')


def icons_by_font(app, exception):
    """The theme's icons from their font, which its style sheet names.

    The theme also loads 1.5 MB of script that puts a drawing in the place
    of each: on a first visit, a third of all bytes. That script is left
    out, and the icons are hidden from screen readers, as it would do.
    """
    if exception or app.builder.name != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text("utf-8")
        text = ICON_SCRIPT.sub("", text)
        text = ICON.sub(r'<\1 aria-hidden="true" \2', text)
        path.write_text(text, encoding="utf-8")
    script = Path(app.outdir, "_static", "scripts", "fontawesome.js")
    script.unlink()  # an error if the theme has changed: look at the icons
    for path in script.parent.glob("fontawesome.js.*"):
        path.unlink()


def front_door(app, exception):
    """index.html: a page that leads to the first one, also by hand."""
    if exception or app.builder.name != "html":
        return
    first, title = f"{app.config.root_doc}.html", escape(app.config.html_title)
    Path(app.outdir, "index.html").write_text(
        f"""<!DOCTYPE html>
<html lang="{app.config.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={first}">
<link rel="icon" href="_static/{Path(app.config.html_favicon).name}">
<title>{title}</title>
</head>
<body><main><h1><a href="{first}">{title}</a></h1></main></body>
</html>
""",
        encoding="utf-8",
    )


def setup(app):
    app.connect("builder-inited", serve_fonts)
    app.connect("config-inited", addresses)
    app.connect("autodoc-process-docstring", plain_docstring)
    app.connect("html-page-context", describe)
    app.connect("html-page-context", current_roles)
    # After the theme, which makes that list, and its menus.
    app.connect("html-page-context", telling_menus, priority=900)
    app.connect("html-page-context", named_folds, priority=900)
    app.connect("build-finished", icons_by_font, priority=900)
    # After sphinx_external_toc, which writes a bare redirect.
    app.connect("build-finished", front_door, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
