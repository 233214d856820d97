"""Build the book for a class that is marked: without solution pages.

    python -m tools.private_book FOLDER

works on a copy of the book's files, takes out the solution pages and every
link to them, and leaves the built book in FOLDER/_build/html. The sources of
the exercises, which hold the solutions, are no part of any book.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import canonical

LEFT = shutil.ignore_patterns(
    ".git", ".venv", "_build", "__pycache__", ".pytest_cache", ".ruff_cache",
    "node_modules", "tests", "benchmarks", *canonical.NBGRADERS,
)  # fmt: skip
PAGE = re.compile(r"solutions-\d\d")
KIT = re.compile(r'<a href="../kit/course.zip">([^<]*)</a>')
LINK = re.compile(r" ?\[[^\]]*\]\([^)]*solutions-\d\d[^)]*\)\.?")


def strip(folder):
    """Take the solution pages, and what leads to them, out of a copy."""
    folder = Path(folder)
    for path in folder.glob("chapters/solutions-*.md"):
        path.unlink()
    for name in ("source", "families"):
        shutil.rmtree(folder / "exercises" / name, ignore_errors=True)
    toc = folder / "_toc.yml"
    lines = toc.read_text(encoding="utf-8").splitlines(keepends=True)
    toc.write_text(
        "".join(line for line in lines if not PAGE.search(line)),
        encoding="utf-8",
    )
    page = folder / "chapters" / "instructors.md"
    text = page.read_text(encoding="utf-8")
    text = KIT.sub(r"\1 (offered in the edition with solutions)", text)
    page.write_text(text, encoding="utf-8")
    for path in folder.glob("chapters/*.md"):
        text = path.read_text(encoding="utf-8")
        if PAGE.search(text):
            path.write_text(LINK.sub("", text), encoding="utf-8")
    for place in ("chapters", "exercises"):
        for path in folder.glob(f"{place}/*.ipynb"):
            _strip_notebook(path)


def _strip_notebook(path):
    text = path.read_text(encoding="utf-8")
    if not PAGE.search(text):
        return
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["source"] = LINK.sub("", "".join(cell["source"]))
    notebook["cells"] = [
        cell for cell in notebook["cells"] if cell.get("id") != "solutions"
    ]
    path.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")


def left_over(folder):
    """The files of the book that still name a solution page, sorted."""
    found = [Path(folder, "_toc.yml")]
    for place in ("chapters", "exercises"):
        found += Path(folder, place).glob("*.*")
    return sorted(
        str(path.relative_to(folder))
        for path in found
        if PAGE.search(path.name)
        or PAGE.search(path.read_text(encoding="utf-8"))
    )


def main(folder):
    """Build into `folder`; the exit status of the build."""
    with TemporaryDirectory() as place:
        copy = Path(place, "book")
        shutil.copytree(canonical.ROOT, copy, ignore=LEFT)
        strip(copy)
        named = left_over(copy)
        if named:
            print(f"still named in {', '.join(named)}", file=sys.stderr)
            return 1
        return subprocess.run(
            [sys.executable, "-m", "tools.build_book", Path(folder).resolve()],
            cwd=copy, check=False,
        ).returncode  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    sys.exit(main(sys.argv[1]))
