"""Search by section: what the reader's browser needs for it, without a server.

_static/sections.js holds the words of every section and the ranking
(_find/rank.js). A page loads it when a reader begins to search, as a plain
script, so that it also works in a book that was opened from a folder.
"""

import json
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

FIND = Path(__file__).resolve().parents[1] / "_find"
# What a section counts, by its page or title; the first that fits.
WEIGHTS = [
    (r"/(solutions-\d|instructors|references)", 0.35),
    (r"#(further-reading|check-yourself|what-to-keep)", 0.4),
    (r"/api", 0.45),
    (r"^exercises/", 0.55),
    (r"/07-museum#exhibit", 0.8),
    (r"/glossary", 0.6),
    (r"/(notation|checklist|warm-up|intro)", 0.8),
    (r"", 1.0),
]
PLAIN_TEX = re.compile(r"[\w\s=+\-.,()|/<>']+")
NOT_PROSE = (
    nodes.literal_block,
    nodes.math_block,
    nodes.raw,
    nodes.comment,
    nodes.table,
    nodes.title,
    nodes.image,
    addnodes.desc,
    addnodes.glossary,
    addnodes.index,
)


def prose(node):
    """The words under a node: no code, no outputs, no TeX."""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.math):
        tex = node.astext()
        return tex if PLAIN_TEX.fullmatch(tex) else "…"
    if isinstance(node, (*NOT_PROSE, nodes.section)):
        return ""
    if node.get("nb_element") in ("cell_code", "cell_code_output"):
        return ""
    block = not isinstance(node, nodes.Inline | nodes.TextElement)
    words = (" " if block else "").join(map(prose, node.children))
    return words + (" " if isinstance(node, nodes.Element) and block else "")


def entries(doctree):
    """(anchor, title, words, whether it is a term) of all to be found."""
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title).astext()
        words = " ".join(map(prose, section.children))
        # Last, so that a snippet is prose where the words stand in both.
        tables = [x for x in section.children if isinstance(x, nodes.table)]
        words += " ".join(prose(t) for x in tables for t in x.children)
        first = section.parent is doctree
        yield "" if first else section["ids"][0], title, words, False
    for item in doctree.findall(nodes.definition_list_item):
        if isinstance(item.parent.parent, addnodes.glossary):
            for term in item.findall(nodes.term):
                words = prose(item.children[-1])
                yield term["ids"][0], term.astext(), words, True
    for desc in doctree.findall(addnodes.desc):
        for signature in desc.findall(addnodes.desc_signature):
            if signature.parent is desc and signature["ids"]:
                words = " ".join(map(prose, desc.children[-1].children))
                name = signature["ids"][0].removeprefix("backprop.")
                yield signature["ids"][0], name, words, False


def all_sections(app):
    also = json.loads((FIND / "also.json").read_text("utf-8"))
    found = []
    for docname in sorted(app.env.found_docs):
        page = app.env.titles[docname].astext()
        number = app.env.toc_secnumbers.get(docname, {}).get("")
        if number and len(number) == 1:  # a chapter's
            page = f"{number[0]}. {page}"
        doctree = app.env.get_doctree(docname)
        for anchor, title, words, term in entries(doctree):
            target = f"{docname}#{anchor}"
            weight = next(w for p, w in WEIGHTS if re.search(p, target))
            url = app.builder.get_target_uri(docname)
            entry = {
                "url": f"{url}#{anchor}" if anchor else url,
                "title": title if anchor else page,
                "page": page,
                "words": " ".join(words.split()),
                "weight": weight,
            }
            if term:
                entry["term"] = True
            if target in also:
                entry["also"] = also[target]
            found.append(entry)
    return found


def bring(app):
    if app.builder.format == "html":
        folder = Path(app.outdir, "_static", "find")
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("page.js", "find.css"):
            shutil.copyfile(FIND / name, folder / name)


def write_sections(app, exception):
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    sections = json.dumps(all_sections(app), ensure_ascii=False)
    rank = (FIND / "rank.js").read_text("utf-8")
    text = f"{rank}\nvar bookSearch = findIn({sections});\n"
    (out / "_static" / "sections.js").write_text(text, encoding="utf-8")
    # Sphinx's own index, which no page loads.
    (out / "searchindex.js").unlink(missing_ok=True)


def setup(app):
    app.connect("builder-inited", bring)
    app.add_js_file("find/page.js", loading_method="defer")
    app.add_css_file("find/find.css", priority=900)  # after the theme's
    app.connect("build-finished", write_sections)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
