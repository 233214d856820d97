"""Build the book, every page anew, and fail on any warning.

    python -m tools.build_book [folder]

leaves it in _build/html, or in folder/_build/html.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def build(output=ROOT):
    """Run jupyter-book; returns (what it said, or "" if all went well, html).

    Old pages are removed first: a page no longer in _toc.yml must not stay.
    """
    html = Path(output, "_build", "html")
    shutil.rmtree(html, ignore_errors=True)
    command = [
        Path(sys.executable).with_name("jupyter-book"), "build", ROOT,
        "--path-output", output, "--all", "-q", "-W", "-n", "--keep-going",
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True)
    trouble = run.returncode or "WARNING" in run.stderr
    return (run.stdout + run.stderr if trouble else ""), html


if __name__ == "__main__":
    said, html = build(Path(*sys.argv[1:2] or [ROOT]).resolve())
    if said:
        sys.exit(f"{said}\nThe book was not built: see the warnings above.")
    print(f"The book is built. Open {(html / 'index.html').as_uri()}")
