"""A written answer is marked by hand, in nbgrader's formgrader.

What a hostile submission holds is seen there as text, and does nothing.
"""

import classroom
import pytest
from gradebooks import (
    HOSTILE,
    NAME,
    course_in,
    enter,
    handed_in,
    opened,
    plan_of,
    row_of,
)

WRITTEN = "written-4-1"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose class is graded, and nothing marked by hand."""
    folder = course_in(tmp_path_factory.mktemp("formgrader") / "course")
    plan, source = plan_of(folder)
    data = handed_in(source, HOSTILE)
    enter(folder, [row_of(plan, data, wrong=["4.3"], said="dW is off.")])
    return folder


def test_a_mark_typed_into_formgrader_is_in_the_gradebook(course, chromium):
    with classroom.formgrader(course.parent, "cd course\njupyter lab") as ask:
        page = chromium.new_page()
        alerts = []
        page.on("dialog", lambda d: (alerts.append(d.message), d.dismiss()))
        page.goto(f"{ask.base}gradebook?token={classroom.TOKEN}")
        for _ in range(2):  # the assignment, then its notebook
            page.get_by_role("link", name=NAME, exact=True).last.click()
        page.get_by_role("link", name="Submission #1").click()
        score = page.locator(f"#{WRITTEN}")
        page.locator(f"#{WRITTEN}.needs_manual_grade").wait_for()
        page.get_by_text("<script>alert(1)</script>").first.wait_for()
        with page.expect_response("**/api/grade/*"):
            score.fill("3.5")
            score.press("Tab")
        with page.expect_response("**/api/comment/*"):
            words = page.locator(f"#{WRITTEN}-comment")
            words.fill("Say whose mean it is.")
            words.press("Tab")
        page.screenshot(path=course.parent / "marked.png", full_page=True)
        # nbgrader's page has two boxes of this name, one in the other.
        box = page.locator("#notebook-container")
        box.first.wait_for()
        assert box.locator("iframe, img, object").count() == 0
        page.close()
    assert alerts == []
    with opened(course) as book:
        grade = book.find_grade(WRITTEN, NAME, NAME, "ada")
        assert (grade.manual_score, grade.needs_manual_grade) == (3.5, False)
        comment = book.find_comment(WRITTEN, NAME, NAME, "ada")
        assert comment.manual_comment == "Say whose mean it is."
    plan, source = plan_of(course)
    row = row_of(plan, handed_in(source, HOSTILE), wrong=["4.3"])
    enter(course, [row])
    assert row.points() == 22 + 3.5
