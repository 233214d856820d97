"""Terms of the glossary and "chapter 3", as links where the text has them.

The first mention of a term on a page leads to the glossary; every mention of
another chapter leads there. _static/definitions.js holds what the glossary
says, and _static/terms.js shows it beside the word.
"""

import json
import re
from pathlib import Path

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx import addnodes

GLOSSARY = "chapters/glossary"
LINKED = re.compile(r"^(chapters/(\d|intro|warm-up|check)|exercises/)")
# Words that the text also uses as everybody does.
COMMON = {"error", "rounding", "surprise", "sweep", "unit", "residual"}
COMMON |= {"return"}  # functions return too
# Words that mean the term in its own chapter, and elsewhere something else.
LOCAL = {"cell", "gate", "padding", "state", "temperature", "token"}
LOCAL |= {"truncation", "unrolled", "window", "block", "causal", "head"}
LOCAL |= {"key", "mask", "query", "baseline", "discount"}
LOCAL |= {"episode", "reward", "policy", "advantage"}
# Words that mean something else in one chapter: attention's weights are no
# parameters, and an estimate's bias is no summand.
NOT_IN = {"11": {"weight"}, "12": {"bias", "velocity", "weight"}}
ITS_CHAPTER = re.compile(r"Chapter (\d+)\.$")
OF_CHAPTER = re.compile(r"/(?:solutions-)?0*(\d+)")
CHAPTER = re.compile(
    r"\b[Cc]hapters? \d+(?:(?:, (?:and )?| and | or | to |–)\d+)*"
)
NUMBER = re.compile(r"(?:[Cc]hapters? )?(\d+)")
NOT_HERE = (
    nodes.title,
    nodes.reference,
    nodes.literal,
    nodes.math,
    nodes.strong,
    nodes.caption,
    nodes.citation,
    addnodes.pending_xref,
)


def glossary(env, docname):
    """{term, in lower case: its anchor} for a page, the longest first."""
    found, own = {}, OF_CHAPTER.search(docname)
    never = COMMON | NOT_IN.get(own[1] if own else "", set())
    for item in env.get_doctree(GLOSSARY).findall(nodes.term):
        if isinstance(item.parent.parent.parent, addnodes.glossary):
            term = item.astext().lower()
            its = ITS_CHAPTER.search(item.parent.astext())
            here = own and its and own[1] == its[1]
            if term not in never and (here or term not in LOCAL):
                found[term] = item["ids"][0]
    return {term: found[term] for term in sorted(found, key=len, reverse=True)}


def pattern(terms):
    words = "|".join(re.escape(term) for term in terms)
    return re.compile(rf"(?<![\w–-])({words})(s|es)?(?![\w–-])", re.IGNORECASE)


def chapters(env):
    """{"3": the page of chapter 3}."""
    numbers = env.toc_secnumbers.items()
    return {
        str(found[""][0]): name
        for name, found in numbers
        if len(found.get("") or ()) == 1
    }


def prose(doctree):
    """The texts that may get links, in their order."""
    for text in list(doctree.findall(nodes.Text)):
        at, block = text.parent, None
        while at is not None and not isinstance(at, NOT_HERE):
            if isinstance(at, nodes.paragraph):
                block = at
            at = at.parent
        if block is not None and at is None:
            yield text


def links(text, of_chapters, of_terms):
    """(start, end, page, anchor) of what is to be linked in a text."""
    for run in CHAPTER.finditer(text):
        for one in NUMBER.finditer(text, run.start(), run.end()):
            page = of_chapters.get(one[1])
            if page:
                yield one.start(), one.end(), page, ""
    for found in of_terms["pattern"].finditer(text) if of_terms else ():
        term = found[1].lower()
        if term in of_terms["left"]:
            anchor = of_terms["left"].pop(term)
            yield found.start(), found.end(), GLOSSARY, anchor


def link_text(app, doctree, docname):
    if app.builder.format != "html":
        return
    of_chapters = {k: v for k, v in chapters(app.env).items() if v != docname}
    terms = glossary(app.env, docname) if LINKED.match(docname) else {}
    of_terms = {"pattern": pattern(terms), "left": terms} if terms else None
    for text in prose(doctree):
        found = sorted(links(str(text), of_chapters, of_terms))
        parts, done = [], 0
        for start, end, page, anchor in found:
            uri = app.builder.get_relative_uri(docname, page)
            parts.append(nodes.Text(text[done:start]))
            parts.append(
                nodes.reference(
                    "",
                    text[start:end],
                    internal=True,
                    refuri=f"{uri}#{anchor}" if anchor else uri,
                    classes=["term"] if anchor else [],
                )
            )
            done = end
        if found:
            parts.append(nodes.Text(text[done:]))
            text.parent.replace(text, parts)


def write_definitions(app, exception):
    """What each term means, as its page has it, but without links."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    page = (out / f"{GLOSSARY}.html").read_text("utf-8")
    found = {}
    for term in BeautifulSoup(page, "html.parser").select("dt[id^=term-]"):
        meaning = term.find_next_sibling("dd")
        for link in meaning.find_all("a"):
            link.unwrap()
        for formula in meaning.find_all("annotation"):
            formula.decompose()
        found[term["id"]] = meaning.decode_contents().strip()
    text = f"window.definitions = {json.dumps(found, ensure_ascii=False)};\n"
    Path(out, "_static", "definitions.js").write_text(text, encoding="utf-8")


def setup(app):
    app.connect("doctree-resolved", link_text)
    app.connect("build-finished", write_definitions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
