"""Notes that fold, and code that folds by itself.

An admonition of the class `dropdown` becomes a <details>: it opens by a tap,
by a key and without scripts, and paper shows it open. Code cells tagged
`hide-cell` that follow it directly belong to it: what they show stands in the
note, and their code in one fold below that, as folds.py does it.

Anywhere else a run of such cells is one fold. A picture may not hide in it:
its cell is tagged `below`.
"""

from docutils import nodes

CODE = "Show the code"
BOTH = "Show the code and what it prints"


class fold(nodes.General, nodes.Element):
    """A <details>; the first child is its title."""


class fold_title(nodes.title):
    """Its <summary>. A title, so that search does not take it for prose."""


def visit_fold(writer, node):
    writer.body.append(writer.starttag(node, "details"))


def depart_fold(writer, node):
    writer.body.append("</details>\n")


def visit_fold_title(writer, node):
    writer.body.append(writer.starttag(node, "summary", ""))


def depart_fold_title(writer, node):
    writer.body.append("</summary>\n")


def folded(title, children, classes):
    """A fold; `title` is a word or the nodes of one."""
    if isinstance(title, str):
        title = [nodes.Text(title)]
    made = fold("", fold_title("", "", *title), *children)
    made["classes"] += classes
    return made


def is_cell(node, tag=""):
    """Whether it is a code cell, with that tag if one is given."""
    return (
        isinstance(node, nodes.container)
        and node.get("nb_element") == "cell_code"
        and (not tag or f"tag_{tag}" in node["classes"])
    )


def part(cell, name):
    """The cell's code (cell_code_source) or outputs (…_output), or None."""
    for child in cell.children:
        if isinstance(child, nodes.Element):
            if child.get("nb_element") == name:
                return child
    return None


def hidden_from(siblings, at):
    """The cells tagged hide-cell that stand there, one after another."""
    run = []
    while at < len(siblings) and is_cell(siblings[at], "hide-cell"):
        run.append(siblings[at])
        at += 1
    return run


def is_note(node):
    """An admonition that folds; the answer to a Predict is no note."""
    return (
        isinstance(node, nodes.Admonition)
        and "dropdown" in node["classes"]
        and "predict" not in node["classes"]
    )


def is_question(node):
    return any(name.startswith("question-") for name in node["classes"])


def only_draws(cell):
    """Its code is to lie below what it shows, as of cells tagged below."""
    del cell["hide_mode"]
    cell["classes"].append("tag_below")


def notes_that_fold(doctree):
    for note in [x for x in doctree.findall(nodes.Admonition) if is_note(x)]:
        parent = note.parent
        if not is_question(note):
            for cell in hidden_from(parent.children, parent.index(note) + 1):
                parent.remove(cell)
                only_draws(cell)
                note.append(cell)
        title, *rest = note.children
        classes = [x for x in note["classes"] if x not in ("dropdown", "note")]
        made = folded(title.children, rest, ["note", *classes])
        made["ids"] = note["ids"]
        parent.replace(note, made)


def code_that_folds(doctree):
    """Runs of cells tagged hide-cell, where no note takes them.

    Raises ValueError for a picture under a title that promises code.
    """
    for cell in list(doctree.findall(nodes.container)):
        if not is_cell(cell, "hide-cell") or "hide_mode" not in cell:
            continue  # not one, or done
        parent, at = cell.parent, cell.parent.index(cell)
        run = hidden_from(parent.children, at)
        if cell["prompt_show"] != CODE:  # a title of its own
            close(run[:1], cell["prompt_show"], "titled")
            continue
        outputs = [x for x in run if part(x, "cell_code_output")]
        after = parent.children[at + len(run) :][:1]
        if not outputs and after and is_cell(after[0], "below"):
            for one in run:  # they go with the picture that they make
                only_draws(one)
        elif any(next(x.findall(nodes.image), None) for x in outputs):
            raise ValueError(
                f"{doctree['source']}: a picture under “{CODE}”: tag its "
                f"cell below:\n{cell.astext()[:200]}"
            )
        else:
            close(run, BOTH if outputs else CODE, "code")


def close(run, title, kind):
    """Put cells into one fold, where the first of them stands."""
    parent, at = run[0].parent, run[0].parent.index(run[0])
    for cell in run:
        del cell["hide_mode"]
        parent.remove(cell)
    parent.insert(at, folded(title, run, ["hide", kind]))


def fold_notes(app, doctree):
    notes_that_fold(doctree)
    code_that_folds(doctree)


def setup(app):
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(fold_title, html=(visit_fold_title, depart_fold_title))
    # Before folds.py, which lays code below what it shows.
    app.connect("doctree-read", fold_notes, priority=390)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
