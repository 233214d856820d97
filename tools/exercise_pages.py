"""The solution page of a chapter's exercises, made from their source.

Each solution is folded. Beneath it stand the commonest wrong answer and what
the check says of that: both are run, not typed.
"""

import re

from backprop.exercises.feedback import link
from tools.exercise_mistakes import SEED, commonest_mistake
from tools.exercise_source import BEGIN, END, HINT, is_worked, role, sections

PAGE = """\
# {title}

Each fold holds a worked solution to one of the [exercises]({notebook}), the \
commonest wrong answer to it, and what the check says of that answer.
"""
SECTION = """
{heading}

{question}

::::{{admonition}} Solution
:class: dropdown

{worked}

```python
{code}
```

**The commonest wrong answer**

```{language}
{wrong}
```

The check says: {symptom}

Behind it: {cause}

Read {read}.
::::
"""


def solution_page(notebook, name, exercises):
    """The Markdown text of the page.

    notebook: the source, executed. name: its file's, without the suffix.
    Raises SourceError if a check does not know the commonest mistake.
    """
    opening, found = sections(notebook)
    title = opening[0].source.partition("\n")[0].lstrip("# ")
    parts = [
        PAGE.format(
            title=title.replace("Exercises", "Solutions", 1),
            notebook=f"../exercises/{name}.ipynb",
        )
    ]
    for section, exercise in zip(found, exercises, strict=True):
        language, wrong, said = commonest_mistake(exercise)
        parts.append(
            SECTION.format(
                heading=section.heading,
                question=_question(section),
                worked="\n\n".join(c.source for c in section.worked()),
                code="\n\n\n".join(map(_solution, section.code("answer"))),
                language=language,
                wrong=wrong,
                symptom=_plain(said.symptom),
                cause=_plain(said.cause),
                read=_read(said.section),
            )
        )
    return "".join(parts)


def _question(section):
    """The exercise's text, with the cells that are given and what they show.

    What stands behind the last answer is left out.
    """
    answers = section.code("answer")
    end = section.cells.index(answers[-1])
    parts = [section.text()]
    for place, cell in enumerate(section.cells[1:], 1):
        kind = role(cell)
        if not kind and not is_worked(cell):
            parts.append(HINT.sub("", cell.source).strip())
        elif kind == "given" and place < end:
            parts += [_block("python", cell.source), _shown(cell)]
        elif kind == "problem" and _shown(cell):
            parts += [f"For `SEED = {SEED}`:", _shown(cell)]
    return "\n\n".join(filter(None, parts))


def _shown(cell):
    """What a cell prints, as a block; no pictures."""
    texts = [output.get("text", "") for output in cell.outputs]
    texts += [
        output.data.get("text/plain", "")
        for output in cell.outputs
        if "data" in output and "image/png" not in output.data
    ]
    text = "\n".join(text.strip("\n") for text in texts if text)
    return _block("text", text) if text else ""


def _block(language, text):
    return f"```{language}\n{text}\n```"


def _solution(cell):
    lines = cell.source.split("\n")
    return "\n".join(x for x in lines if x.strip() not in (BEGIN, END))


def _plain(text):
    """The text with no sign that Markdown would take as its own."""
    return re.sub(r"([\\`*_\[\]<>$|#~])", r"\\\1", text)


def _read(section):
    words, _ = link(section)
    page = section.partition("#")[0]
    chapter, colon, heading = words.partition(": “")
    return f"[{chapter}]({page}.ipynb){colon}{heading}"
