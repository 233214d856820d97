"""A quiz as it stands in print, in a notebook and without scripts."""

import re
from html import escape

LETTERS = "ABCDEFGH"


def quiz_table(rounds):
    """Return a <table> of the rounds, with clues and answers folded."""
    rows = [
        f"<tr><th scope='row'>{k}</th><td class='text-left'>{_asked(one)}"
        f"</td></tr>"
        for k, one in enumerate(rounds, 1)
    ]
    return "\n".join(
        [
            "<table class='table'>",
            "<thead><tr><th scope='col'>Round</th>"
            "<th scope='col' class='text-left'>Which line is wrong?</th></tr>"
            "</thead>",
            "<tbody>",
            *rows,
            "</tbody></table>",
        ]
    )


def _asked(one):
    items = "".join(f"<li>{_choice(*c)}</li>" for c in one["choices"])
    place = one["right"]
    words = f"{LETTERS[place]}: {_choice(*one['choices'][place])}"
    read_on = escape(one.get("title", "Read on"))
    note = f"<p>{_inline(one['accuracy'])}</p>" if "accuracy" in one else ""
    return (
        f"<p>{escape(one['words'])}</p>{note}<ol type='A'>{items}</ol>"
        f"<details><summary>A clue</summary><p>{_inline(one['clue'])}</p>"
        "</details><details><summary>The answer</summary>"
        f"<p>{words}</p><p>{_inline(one['why'])} "
        f"<a href='{escape(one['link'])}'>{read_on}</a></p></details>"
    )


def _choice(text, is_code):
    if not is_code:
        return _inline(text)
    return "<br>".join(
        f"<code>{escape(line)}</code>" for line in text.splitlines()
    )


def _inline(text):
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def quiz_words(rounds):
    """Return the same as plain text, the answers last."""
    lines = ["Which line is wrong?"]
    for k, one in enumerate(rounds, 1):
        lines += ["", f"{k}. {one['words']}"]
        lines += [one["accuracy"]] if "accuracy" in one else []
        for letter, (text, _) in zip(LETTERS, one["choices"], strict=False):
            lines.append(f"   {letter}. " + text.replace("\n", "\n      "))
    answers = [
        f"{k} {LETTERS[one['right']]}" for k, one in enumerate(rounds, 1)
    ]
    return "\n".join([*lines, "", f"Answers: {', '.join(answers)}."])
