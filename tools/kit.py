"""What an instructor downloads: the wheel, and the course for nbgrader.

`make book` puts both beside the pages, where the instructors' page offers
them: the distribution is on no index. An edition without solutions has the
wheel alone, because the course's sources hold them.
"""

import zipfile

from tools.wheels import ROOT, course_wheel

FOLDER = "kit"  # in the book
COURSE = "course.zip"
HELD = (
    "*.ipynb",
    "source/*/*.ipynb",
    "families/*.md",
    "nbgrader_config.py",
)
LICENCES = ("LICENSE", "LICENSE-text")


def write_kit(folder):
    """Both files, into this folder; their paths."""
    return course_wheel(folder), course_zip(folder / COURSE)


def course_zip(path, root=ROOT):
    """The folder exercises, as `course`, with its licences; the path.

    None where the sources are not there.
    """
    exercises = root / "exercises"
    if not (exercises / "source").exists():
        return None
    files = [file for kind in HELD for file in sorted(exercises.glob(kind))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in [*files, *(root / name for name in LICENCES)]:
            above = exercises if exercises in file.parents else root
            name = zipfile.ZipInfo(f"course/{file.relative_to(above)}")
            name.external_attr = 0o644 << 16
            archive.writestr(name, file.read_bytes(), zipfile.ZIP_DEFLATED)
    return path
