"""A class that is marked gets the book without its solution pages."""

import re
import shutil

import pytest

from tools import canonical, kit, private_book


@pytest.fixture
def copy(tmp_path):
    """The book's pages, without the rest of the project."""
    for name in ("chapters", "exercises"):
        shutil.copytree(canonical.ROOT / name, tmp_path / name)
    shutil.copy(canonical.ROOT / "_toc.yml", tmp_path)
    return tmp_path


def test_no_page_and_no_link_is_left(copy):
    before = private_book.left_over(copy)
    assert len([name for name in before if "solutions-" in name]) >= 7
    assert "_toc.yml" in before
    private_book.strip(copy)
    assert private_book.left_over(copy) == []
    assert not (copy / "exercises" / "source").exists()
    assert not (copy / "exercises" / "families").exists()


def test_every_other_page_is_still_there_and_in_the_contents(copy):
    before = {p.name for p in copy.glob("*/*.*")}
    private_book.strip(copy)
    after = {p.name for p in copy.glob("*/*.*")}
    gone = before - after
    assert gone == {n for n in before if n.startswith("solutions-")}
    toc = (copy / "_toc.yml").read_text(encoding="utf-8")
    for path in re.findall(r"file: (\S+)", toc):
        assert list(copy.glob(f"{path}.*")), path
    page = (copy / "chapters" / "instructors.md").read_text(encoding="utf-8")
    assert "[Exercises](../exercises/04-backward-pass.ipynb)" in page


def test_the_course_with_its_solutions_is_not_offered(copy):
    page = copy / "chapters" / "instructors.md"
    assert f'"../kit/{kit.COURSE}"' in page.read_text(encoding="utf-8")
    private_book.strip(copy)
    assert kit.COURSE not in re.findall(
        r'href="../kit/([^"]*)"', page.read_text(encoding="utf-8")
    )
    assert kit.course_zip(copy / kit.COURSE, copy) is None
