"""A custom element in a cell's output: its data, and what stands in print."""

import json
from html import escape

from IPython.display import display


def show_element(name, data, html, words):
    """Display <name> around `html`, with `data` for the script that wakes it.

    html: what a page without scripts, and print, show. words: the same as
    plain text, for everyone else. All of it is compared when the notebook
    is tested, so none of it may differ from one computer to the next.
    """
    display(
        {"text/html": element(name, data, html), "text/plain": words}, raw=True
    )


def element(name, data, html):
    """Return <name> around `html` and the data, which ends no script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("</", "<\\/")
    script = f'<script type="application/json">{safe}</script>'
    return f"<{name}>\n{html}\n{script}\n</{name}>"


def pictured(name, data, shown):
    """Return <name> around the picture that `bundle` has made."""
    alt, png = escape(shown["text/plain"]), shown["image/png"]
    picture = f'<img alt="{alt}" src="data:image/png;base64,{png}">'
    return element(name, data, picture)


def html_table(caption, header, rows, attributes=""):
    """Return a <table>. A cell is a text, or (text, its attributes)."""
    lines = [f"<table class='table'{attributes}>"]
    lines.append(f"<caption>{escape(caption)}</caption>")
    lines.append(f"<thead><tr>{_cells('th', header)}</tr></thead>")
    lines.append("<tbody>")
    lines += [f"<tr>{_cells('td', row)}</tr>" for row in rows]
    return "\n".join([*lines, "</tbody>", "</table>"])


def _cells(tag, row):
    pairs = [cell if isinstance(cell, tuple) else (cell, "") for cell in row]
    return "".join(f"<{tag}{a}>{escape(text)}</{tag}>" for text, a in pairs)
