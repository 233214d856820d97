"""A source that does not agree with its records is refused, in clear words."""

from types import SimpleNamespace

import pytest

from tools import canonical, notebook
from tools.exercise_source import SourceError, complete, role

RECORDS = [
    SimpleNamespace(
        id=f"9.{k}", title=title, kind="build", points=k, minutes=k,
        objective="9a",
    )
    for k, title in enumerate(["A minute", "Two minutes"], 1)
]  # fmt: skip
HINTS = "".join(
    f"<details><summary>Hint {k}</summary>dX = 5</details>\n\n"
    for k in (1, 2, 3)
)
OPENING = "# Exercises 9: nothing\n\nText.\n\n```{code-cell}\nSEED = 0\n```\n"
SECTION = """
+++

## 9.{k} {title}

*Build · {k} minute{s} · {k} point{s} · objective 9a: do it*

What to do, with $x$.

{hints}```{{code-cell}}
def f{k}():
    ### BEGIN SOLUTION
    return 5
    ### END SOLUTION
```

```{{code-cell}}
check("9.{k}", f{k})
```

+++ {{"tags": ["worked"]}}

It is 5, as $2 + 3$.
"""
DRAFT = OPENING + "".join(
    SECTION.format(k=k, title=e.title, s="s" * (k > 1), hints=HINTS)
    for k, e in enumerate(RECORDS, 1)
)


def completed(draft, tmp_path):
    text = notebook.load(draft, tmp_path / "absent.ipynb")
    return complete(canonical.parse(text), 9, RECORDS, {"9a": "do it"})


def test_a_good_source_gets_what_nbgrader_needs(tmp_path):
    whole = completed(DRAFT.replace("\n+++\n", "\n"), tmp_path)
    told = [c.metadata["nbgrader"] for c in whole.cells if role(c)]
    assert whole.metadata["backprop"] == {"exercises": 9}
    assert [t["grade_id"] for t in told] == [
        "setup-9", "answer-9-1", "check-9-1", "answer-9-2", "check-9-2",
    ]  # fmt: skip
    assert [t.get("points") for t in told] == [None, None, 1, None, 2]
    assert [t["locked"] for t in told] == [True, False, True, False, True]
    again = canonical.parse(canonical.write(whole))
    assert complete(again, 9, RECORDS, {"9a": "do it"}) == again


BROKEN = {
    "a check without a record": (
        'check("9.2"', 'check("9.7"', "no record for 'check(\"9.7\", f2)'",
    ),
    "a record without a check": (
        'check("9.2", f2)', "f2()", 'no cell begins with check("9.2"',
    ),
    "a check beneath another heading": (
        'check("9.1"', 'check("9.2"', "9.1: the checks ['9.2'] stand beneath",
    ),
    "another title": (
        "9.2 Two", "9.2 2", "heading '## 9.2 2 minutes', expected '## 9.2 T",
    ),
    "a missing section": (
        DRAFT[DRAFT.index("\n+++\n\n## 9.2"):], "", "1 headings, 2 records",
    ),
    "the plural": ("1 point ", "1 points ", "9.1: beneath its heading stands"),
    "other words": (
        "2 points · objective 9a: do it", "2 points · objective 9a: do that",
        "expected\n  *Build · 2 minutes · 2 points · objective 9a: do it*",
    ),
    "two hints": (
        HINTS.partition("\n\n")[0], "", "9.1: 2 hints, expected 3",
    ),
    "TeX in a hint": ("dX = 5<", "$dX = 5$<", "9.1: TeX ($) in a hint"),
    "no reasons": (
        '+++ {"tags": ["worked"]}', "+++", "9.1: no cell is tagged worked",
    ),
    "no solution": (
        "    ### BEGIN SOLUTION\n    return 5\n    ### END SOLUTION",
        "    return 5", "9.1: no cell has ### BEGIN SOLUTION",
    ),
    "an open solution": (
        "    ### END SOLUTION\n", "", "### END SOLUTION do not take turns",
    ),
    "another chapter": (
        "# Exercises 9", "# Exercises 8", "does not begin with",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_source_is_refused(name, tmp_path):
    old, new, message = BROKEN[name]
    completed(DRAFT, tmp_path)
    with pytest.raises(SourceError) as caught:
        completed(DRAFT.replace(old, new, 1), tmp_path)
    assert message in str(caught.value)
