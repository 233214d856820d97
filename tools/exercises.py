"""Write the learners' notebooks and the solution pages from their sources.

`python -m tools.exercises` does every chapter that has records and a source
in exercises/source; `python -m tools.exercises 4` only chapter 4. Each source
is completed, executed and checked; nbgrader makes the learner's copy of it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from backprop.exercises.registry import CHAPTERS
from tools import answers, canonical, instructors
from tools.execute import NotebookError, execute
from tools.exercise_pages import solution_page
from tools.exercise_source import CHECK, SourceError, complete, role

ROOT = canonical.ROOT
EXERCISES, PAGES = ROOT / "exercises", ROOT / "chapters"
PASSED, UNTOUCHED = "passed.", "not attempted yet."
# Not in the source: a class gets its copy without this line.
LAST = "Worked solutions: [{title}](../chapters/{page})."


def sources(folder=EXERCISES):
    """{chapter: path of its source}, for chapters with records and one."""
    found = {}
    for path in sorted(folder.glob("source/[0-9]*/[0-9]*.ipynb")):
        if path.stem == path.parent.name and int(path.stem[:2]) in CHAPTERS:
            found[int(path.stem[:2])] = path
    return found


def objectives(name):
    """{id: text}, in the words of the chapter with this file name."""
    text = (PAGES / f"{name}.ipynb").read_text(encoding="utf-8")
    listed = json.loads(text)["metadata"]["backprop"]["objectives"]
    return {objective["id"]: objective["text"] for objective in listed}


def completed(chapter, path):
    """The source as it is to be committed, not executed anew."""
    return complete(
        canonical.read(path), chapter, CHAPTERS[chapter], objectives(path.stem)
    )


def released(notebooks):
    """{name: what nbgrader releases of a source}, of {name: source}.

    It runs in a folder of its own, with no gradebook and no settings but
    those of exercises/nbgrader_config.py.
    """
    with TemporaryDirectory() as place:
        course = Path(place, "course")
        for name, notebook in notebooks.items():
            folder = course / "source" / name
            folder.mkdir(parents=True)
            text = canonical.write(notebook)
            (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
        shutil.copy(EXERCISES / "nbgrader_config.py", course)
        done = nbgrader(
            course, "generate_assignment", "--no-db", "--assignment=*"
        )
        if done.returncode:
            raise SourceError(f"nbgrader failed\n{done.stdout}{done.stderr}")
        return {
            name: canonical.read(course / "release" / name / f"{name}.ipynb")
            for name in notebooks
        }


def nbgrader(course, command, *arguments):
    """Run nbgrader in a course's folder, away from the user's settings."""
    home = {f"JUPYTER_{x}_DIR": str(course) for x in ("CONFIG", "DATA")}
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", command, *arguments],
        cwd=course,
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=False,
    )


def copy_of(release, source):
    """The learner's copy: what is released, and where the solutions are."""
    chapter = release.metadata["backprop"]["exercises"]
    title = source.cells[0].source.partition("\n")[0].lstrip("# ")
    last = LAST.format(
        title=title.replace("Exercises", "Solutions", 1),
        page=f"solutions-{chapter:02d}.md",
    )
    copy = nbformat.from_dict(release)
    copy.cells.append(nbformat.v4.new_markdown_cell(last, id="solutions"))
    return copy


def require(notebook, words):
    """Raise SourceError unless each check has said these words."""
    for cell in notebook.cells:
        if role(cell) == "check":
            shown = [
                str(text)
                for output in cell.outputs
                for text in output.get("data", {"": output}).values()
            ]
            if not shown or any(words not in text for text in shown):
                name, said = CHECK.match(cell.source)[1], "\n".join(shown)
                raise SourceError(f"{name}: expected {words!r}, got\n{said}")


def run(notebook, name):
    """The notebook, executed in a new kernel, in canonical form."""
    with TemporaryDirectory() as place:
        path = Path(place, f"{name}.ipynb")
        path.write_text(canonical.write(notebook), encoding="utf-8")
        return canonical.parse(execute(path))


def write(chapter, path):
    """Write the source, the copy and the page, if all three are right."""
    source = run(completed(chapter, path), path.stem)
    require(source, PASSED)
    release = released({path.stem: source})[path.stem]
    copy = run(copy_of(release, source), path.stem)
    require(copy, UNTOUCHED)
    page = solution_page(source, path.stem, CHAPTERS[chapter])
    _write(path, canonical.write(source))
    _write(EXERCISES / path.name, canonical.write(copy))
    _write(PAGES / f"solutions-{chapter:02d}.md", page)


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"wrote {path.relative_to(ROOT)}", flush=True)


def main(arguments=None):
    """Do what the module's docstring says; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chapters", nargs="*", type=int)
    options = parser.parse_args(arguments)
    failures = 0
    for chapter, path in sources().items():
        if options.chapters and chapter not in options.chapters:
            continue
        try:
            write(chapter, path)
        except (NotebookError, SourceError) as error:
            print(f"{path}:\n{error}", file=sys.stderr)
            failures += 1
    if failures:
        return 1
    _write(answers.COUNTED, answers.text())
    _write(PAGES / "instructors.md", instructors.page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
