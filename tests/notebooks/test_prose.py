"""The book's prose keeps its own rules: words, sentences, paragraphs."""

import re

import prose
import pytest

from tools import canonical

# Why each is banned: the sentence says it better without.
BANNED = {
    "announces instead of saying": (
        r"in this (section|chapter|notebook),? (we|you)('ll| will)\b",
        r"let('|’)s dive|dive in(?!to deep)(to)?|without further ado",
        r"important to note|worth noting|note that it is important",
    ),
    "stands in for a proof": (
        r"it can be shown|after some algebra|the dimensions work out",
        r"because the shapes fit",
    ),
    "grades the reader": (
        r"simply|just|easy|easily|obvious(ly)?|clearly|trivial(ly)?",
        r"of course|as everyone knows|straightforward(ly)?",
    ),
    "is magic, or a mind": (
        r"magic(al|ally)?|under the hood|behind the scenes",
        r"learns? to understand",
        r"(network|net|model|neuron|layer|algorithm)s? "
        r"(wants?|knows?|thinks?|believes?|understands?|hopes?|decides?)",
    ),
    "is hype": (
        r"powerful|amazing(ly)?|crucial(ly)?|seamless(ly)?|unlock(s|ing)?",
        r"revolutionary|revolutioni[sz]e[sd]?|game.changer|cutting.edge",
    ),
}
EXCLAIMED = re.compile(r"\w!(?=\s|$|[\"”’)])")
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
CITED = re.compile(r"[\"“][^\"”]{1,80}[\"”]")
LONGEST_SENTENCE = 45
MOST_SENTENCES = 10
LONGEST_STRETCH = 300


def faults(page: prose.Prose, *, chapter: bool = False) -> list[str]:
    """Return one line for each rule that a page's prose breaks."""
    found = []
    for paragraph in page.paragraphs:
        found += _word_faults(paragraph)
        parts = prose.sentences(paragraph)
        for sentence in parts:
            number = prose.words(sentence)
            if number > LONGEST_SENTENCE:
                found.append(f"a sentence of {number} words: {sentence}")
        if len(parts) > MOST_SENTENCES:
            found.append(f"{len(parts)} sentences in one: {paragraph}")
    if chapter and max(page.stretches) > LONGEST_STRETCH:
        found.append(
            f"{max(page.stretches)} words without an equation, a figure, "
            f"code or a list, at most {LONGEST_STRETCH}"
        )
    return found


def _word_faults(paragraph: str) -> list[str]:
    found = []
    text = CITED.sub(" ", paragraph)
    for reason, patterns in BANNED.items():
        words = re.compile(rf"\b({'|'.join(patterns)})\b", re.IGNORECASE)
        for match in words.finditer(text):
            found.append(f"{match[0]!r} {reason}: {paragraph}")
    if EXCLAIMED.search(text) or EMOJI.search(text):
        found.append(f"an exclamation mark or an emoji: {paragraph}")
    return found


PAGES = canonical.notebooks() + sorted(
    (canonical.ROOT / "chapters").glob("*.md")
)
NAMES = [str(path.relative_to(canonical.ROOT)) for path in PAGES]


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_prose_keeps_the_rules(path):
    chapter = path.parent.name == "chapters" and path.name[0].isdigit()
    found = faults(prose.page(path), chapter=chapter)
    assert not found, "\n".join([str(path), *found])


def read(markdown, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(markdown)
    return prose.page(path)


@pytest.mark.parametrize(
    "sentence",
    [
        "In this section we will meet the chain rule.",
        "Let's dive in.",
        "It is important to note the minus sign.",
        "This is simply a product.",
        "Of course, the sign is wrong.",
        "**Obviously**, gradients add.",
        "The magic happens in `backward`.",
        "The network wants a smaller loss.",
        "Backpropagation is a powerful idea.",
        "The loss falls!",
        "The loss falls \U0001f680.",
        "- an item that is trivial",
        "```{note}\nThe rest is just algebra.\n```",
        ":::{tip}\nThe rest is just algebra.\n:::",
        "| a | an easy table |\n|---|---|",
        "It can be shown that gradients add.",
        "## The crucial step",
        "<details><summary>Hint 1</summary>It is just p - y.</details>",
    ],
)
def test_banned_words_are_found(sentence, tmp_path):
    assert faults(read(f"A page.\n\n{sentence}\n", tmp_path))


@pytest.mark.parametrize(
    "markdown",
    [
        "The word “simply” grades the reader.",
        "```python\njust = 1\n```",
        "```\njust = 1\n```\n\nThe end.",
        "````{note}\nA note.\n\n```\njust code\n```\n\nThe end.\n````",
        "`just` is a name, and $just$ is four letters.",
        "$$\nn! = just\n$$",
        "A factorial, $n!$, and `a != b`.",
        "[a page](https://example.org/just-simply) adjusts.",
    ],
)
def test_code_formulas_and_citations_may_say_anything(markdown, tmp_path):
    assert not faults(read(markdown, tmp_path))


def test_an_exercise_is_read_as_prose_without_its_facts(tmp_path):
    facts = "*Build · 5 minutes · 2 points · objective 1a: " + "x " * 40 + "*"
    hint = "<details><summary>Hint 1</summary>Sum. dX is Y.</details>"
    read_page = read(f"## 1.1 A title\n\n{facts}\n\n{hint}\n", tmp_path)
    assert not faults(read_page)
    assert prose.sentences(read_page.paragraphs[1])[1:] == ["Sum.", "dX is Y."]


def test_long_sentences_paragraphs_and_stretches_are_found(tmp_path):
    long = "The loss " + "and the gradient " * 15 + "fall."
    assert "48 words" in faults(read(long, tmp_path))[0]
    crowd = "The loss falls. " * 11
    assert "11 sentences" in faults(read(crowd, tmp_path))[0]
    stretch = "\n\n".join(["The loss falls. The gradient falls."] * 51)
    assert not faults(read(stretch, tmp_path))
    assert "306 words" in faults(read(stretch, tmp_path), chapter=True)[0]
    broken = stretch[:400] + "\n\n$$\ny = x\n$$\n\n" + stretch[400:]
    assert not faults(read(broken, tmp_path), chapter=True)
