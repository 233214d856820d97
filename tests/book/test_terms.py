"""Terms of the glossary and other chapters are links (_ext/terms.py)."""

import re

CHAPTER = re.compile(r"\b[Cc]hapters? (\d+)\b")


def test_terms_lead_to_the_glossary_once_a_page(html, chapters):
    glossary = chapters[html / "chapters" / "glossary.html"]
    defined = {term["id"] for term in glossary.select("dt[id]")}
    pages = [path for path in chapters if re.match(r"\d\d-", path.name)]
    assert len(pages) >= 14
    for path in pages:
        found = [a["href"] for a in chapters[path].select("article a.term")]
        assert len(found) > 2, path
        assert len(found) == len(set(found)), path
        assert {href.partition("#")[2] for href in found} <= defined


def test_a_word_with_another_sense_is_a_link_in_its_own_chapter_alone(
    html, pages
):
    linked = {}
    for path, soup in pages.items():
        for a in soup.select("article a.term"):
            term = a["href"].partition("#term-")[2]
            linked.setdefault(term, set()).add(str(path.relative_to(html)))
    for term, number in {
        "cell": 10, "state": 10, "gate": 10, "temperature": 10, "window": 9,
        "padding": 9, "truncation": 3,
    }.items():  # fmt: skip
        found = linked[term]
        assert all(f"/{number:02d}-" in path for path in found), (term, found)
    for term, number in {
        "weight": 11, "bias": 12, "velocity": 12,
    }.items():  # fmt: skip
        found = linked[term]
        assert not any(f"{number:02d}-" in path for path in found), term
    assert "return" not in linked


def test_mentions_of_other_chapters_are_links(chapters):
    ours = {str(int(p.name[:2])) for p in chapters if p.name[:2].isdigit()}
    seen = 0  # other books have chapters too
    for path, soup in chapters.items():
        own = path.parent.name == "chapters" and path.name[:2].lstrip("0")
        for text in soup.select("article")[0].find_all(string=CHAPTER):
            inside = {parent.name for parent in text.parents}
            if "p" not in inside or inside & {"code", "strong", "math"}:
                continue
            if text.find_parent(class_="cell_output"):
                continue  # what a program wrote
            if "a" in inside:
                seen += 1
                continue
            left = [x for x in CHAPTER.findall(text) if x != own and x in ours]
            assert not left, (path.name, text)
    assert seen > 100
