"""Search by section: which one comes first, and what the reader sees of it."""

import json
import re
from pathlib import Path

import pytest
import quickjs

ROOT = Path(__file__).resolve().parents[2]
# What readers type, and where it is explained: chapter, then words that the
# section's heading begins with; "" is the chapter itself.
TYPICAL = {
    "bias gradient": ("04-backward-pass", "The batch"),
    "dying relu": ("06-vanishing-exploding", "Dead units"),
    "vanishing gradient": ("06-vanishing-exploding", "A chain of single"),
    "why transpose": ("04-backward-pass", "Why not by the shapes"),
    "softmax derivative": ("04-backward-pass", "Softmax and cross"),
    "xavier initialization": ("06-vanishing-exploding", "Glorot and He"),
    "log sum exp": ("02-losses", "The loss needs more than"),
    "nan loss": ("02-losses", "Overflow"),
    "learning rate too large": ("05-sgd", "Too small, right"),
    "one hot": ("02-losses", "Prediction minus target"),
    "broadcasting": ("01-forward-pass", "A batch"),
    "gradient check tolerance": ("07-museum", "The instrument"),
    "momentum": ("05-sgd", "Momentum"),
    "gradient clipping": ("06-vanishing-exploding", "Exploding"),
    "sigmoid derivative": ("03-chain-rule", "The sigmoid"),
    "weight decay": ("05-sgd", "Four curves"),
    "early stopping": ("05-sgd", "When to stop"),
    "He initialisation": ("06-vanishing-exploding", "Glorot and He"),
    "chain rule": ("03-chain-rule", ""),
    "zero initialization": ("06-vanishing-exploding", "Symmetry"),
}
# What Markdown, TeX and Python would leave in a snippet.
NOT_PROSE = re.compile(r"\\[a-zA-Z]+|\$|\bimport \w|\bdef \w+\(|```|\{\w+\}`")


@pytest.fixture(scope="module")
def search(html):
    """search(call, query) runs the ranking that the page runs."""
    context = quickjs.Context()
    context.eval((html / "_static" / "sections.js").read_text("utf-8"))
    context.eval("""function ask(call, query) {
      const { rank, defined, snippet } = bookSearch;
      if (call === "defined") return JSON.stringify(defined(query) ?? null);
      return JSON.stringify(rank(query, { typing: call === "typing" })
        .map((hit) => ({ ...hit.section, snippet:
          snippet(hit).map(([text]) => text).join("") })));
    }""")
    ask = context.get("ask")
    return lambda call, query: json.loads(ask(call, query))


def leads_to(hit, chapter, heading):
    page, _, anchor = hit["url"].partition("#")
    right = page == f"chapters/{chapter}.html"
    return right and (
        hit["title"].startswith(heading) if heading else not anchor
    )


def test_the_best_section_comes_first(search):
    first = {query: search("rank", query)[0] for query in TYPICAL}
    missed = {
        query: first[query]["url"]
        for query, target in TYPICAL.items()
        if not leads_to(first[query], *target)
    }
    assert len(TYPICAL) == 20
    assert len(missed) <= 1, missed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("xavier", "glorot"),
        ("dying relu", "dead relu"),
        ("weight initialisation", "weight initialization"),
        ("diverges", "diverge"),
    ],
)
def test_other_words_for_the_same(search, said, meant):
    assert search("rank", said)[0]["url"] == search("rank", meant)[0]["url"]


def test_a_term_is_defined(search):
    term = search("defined", "broadcasting")
    assert term["words"].startswith("NumPy’s rule")
    assert term["url"].startswith("chapters/glossary.html#term-")
    assert search("defined", "Dead units")["title"] == "dead unit"
    urls = [hit["url"] for hit in search("rank", "broadcasting")]
    assert term["url"] not in urls  # it is shown by itself


def test_half_a_word_is_enough_while_typing(search):
    assert "momentum" in search("typing", "momen")[0]["url"]


def test_nothing_is_found_for_nothing(search):
    assert search("rank", "") == []
    assert search("rank", "zyzzyva") == []


def test_snippets_are_prose(search):
    found = [
        hit["snippet"]
        for query in TYPICAL
        for hit in search("rank", query)
        if NOT_PROSE.search(hit["snippet"]) or len(hit["snippet"]) > 280
    ]
    assert not found


def test_every_hit_leads_somewhere(html, pages, search):
    ids = {
        path.relative_to(html).as_posix(): {
            tag["id"] for tag in soup.find_all(id=True)
        }
        for path, soup in pages.items()
    }
    for query in TYPICAL:
        for hit in search("rank", query):
            page, _, anchor = hit["url"].partition("#")
            assert not anchor or anchor in ids[page], hit["url"]


def test_sections_with_other_names_are_there(html):
    """_find/also.json names sections; a renamed one would be lost."""
    also = json.loads((ROOT / "_find" / "also.json").read_text("utf-8"))
    text = (html / "_static" / "sections.js").read_text("utf-8")
    lost = [name for name in also if name.replace("#", ".html#") not in text]
    assert not lost
