"""Formulas, typeset as MathML when the book is built.

Temml (_vendor/temml) turns TeX into MathML, in QuickJS, a JavaScript engine
that installs as any Python package does. Pages need no script to show them;
their font is a part of STIX Two Math (_vendor/fonts).
"""

import json
import re
from functools import cache
from pathlib import Path

import quickjs
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

TEMML = Path(__file__).resolve().parents[1] / "_vendor/temml/temml.min.js"
# As JSON: the engine's Python side cannot take the strings that it joins
# lazily. The source goes along, for those who copy a formula.
RENDER = """(tex, display) => JSON.stringify(temml.renderToString(tex, {
  displayMode: display, annotate: true, throwOnError: true }))"""
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|alignat)\}")
ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*\\end\{\1\}", re.DOTALL)
LAST_COMMA = re.compile(
    r'(<mo separator="true")(>,</mo><mo fence="true" form="postfix")'
)
# n_in Var(w): TeX has a thin space there, Temml only after a letter.
NAME = re.compile(
    r"(</(?:msub|msup|msubsup|mstyle)>|form=\"postfix\"[^<]*</mo></mrow>)"
    "(<mrow>)?(<mi>[a-zA-Z]{2,}</mi><mo>\u2061)"
)
THIN = r'\1\2<mspace width="0.1667em"></mspace>\3'
OPENS = re.compile(r"[^\s—–-]*[(\[“‘]$")
CLOSES = re.compile(r"^[^\s—–-]+")
logger = logging.getLogger(__name__)


@cache
def engine():
    context = quickjs.Context()
    context.eval(TEMML.read_text("utf-8"))
    return context.eval(RENDER)


@cache
def mathml(tex, display=False):
    """The <math> element of a formula, with its TeX inside.

    Raises ValueError, with Temml's words, for what it does not understand.
    """
    try:
        made = json.loads(engine()(tex, display))
        # (n,) without a gap before the bracket
        return NAME.sub(THIN, LAST_COMMA.sub(r'\1 rspace="0"\2', made))
    except quickjs.JSException as error:
        said = str(error).strip().splitlines()[0]
        raise ValueError(said.removeprefix("ParseError: ")) from None


def displayed(node):
    """The TeX of a displayed formula, as Sphinx and MyST mean it.

    Paragraphs and lines outside of any environment are aligned.
    """
    tex = node.astext().strip()
    if node["nowrap"]:  # its own environment; the page numbers it
        return NUMBERED.sub(r"\\\1{\2*}", tex)
    parts = []
    for part in filter(None, map(str.strip, tex.split("\n\n"))):
        bare = ENVIRONMENT.sub("", part)
        lines = r"\\" in bare or "&" in bare.replace(r"\&", "")
        parts.append(rf"\begin{{split}}{part}\end{{split}}" if lines else part)
    if len(parts) == 1:
        return parts[0]
    return r"\begin{gathered}" + r"\\".join(parts) + r"\end{gathered}"


def typeset(writer, node, tex, display):
    try:
        return mathml(tex, display)
    except ValueError as error:
        logger.warning("the formula %s: %s", tex, error, location=node)
        return f"<code>{writer.encode(tex)}</code>"


def visit_math(writer, node):
    made = typeset(writer, node, node.astext(), False)
    kind = "math notranslate nohighlight"
    writer.body += [writer.starttag(node, "span", "", CLASS=kind), made]
    writer.body.append("</span>")
    raise nodes.SkipNode


def visit_displaymath(writer, node):
    kind = "math notranslate nohighlight"
    writer.body.append(writer.starttag(node, "div", CLASS=kind))
    writer.body.append(typeset(writer, node, displayed(node), True))
    if node["number"]:
        number = get_node_equation_number(writer, node)
        writer.body.append(f'<span class="eqno">({number})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def together(app, doctree):
    """No line ends between a formula and the comma or bracket beside it."""
    for formula in list(doctree.findall(nodes.math)):
        parent, at = formula.parent, formula.parent.index(formula)
        kept = [formula]
        for beside, near in ((at + 1, CLOSES), (at - 1, OPENS)):
            text = parent[beside] if 0 <= beside < len(parent) else None
            found = isinstance(text, nodes.Text) and near.search(text)
            if found:
                rest = text[: found.start()] + text[found.end() :]
                parent[beside] = nodes.Text(rest)
                kept.insert(beside - at + 1, nodes.Text(found[0]))
        if len(kept) > 1:
            parent[at] = nodes.inline("", "", *kept, classes=["together"])


def setup(app):
    app.add_html_math_renderer(
        "temml", (visit_math, None), (visit_displaymath, None)
    )
    app.connect("doctree-read", together)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
