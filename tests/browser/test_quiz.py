"""The quiz of chapter 7, answered by keyboard: <live-quiz>."""

import json
from pathlib import Path

import pytest
from test_pages import settled, violations

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
PAGE = "chapters/07-museum.html"
LOOKS = [("light", 1280), ("dark", 360)]
FOCUSED = "document.activeElement.textContent"
TOP = "(e) => e.getBoundingClientRect().top + scrollY"
SMALL = """(quiz) => [...quiz.querySelectorAll("button")]
  .filter((e) => e.checkVisibility({ checkVisibilityCSS: true }))
  .map((e) => e.getBoundingClientRect())
  .filter((r) => r.height < 43.5 || r.width < 43.5).length"""
# What is offered in a round, in its order.
OFFERED = """(quiz) => [...quiz.querySelectorAll(".quiz-letter")]
  .map((e) => e.nextElementSibling.textContent)"""


class Quiz:
    """The quiz on its page, and what is right in each round."""

    def __init__(self, page):
        self.page = page
        self.box = page.locator("live-quiz.ready")
        self.box.wait_for()
        script = self.box.locator("> script")
        self.rounds = json.loads(script.text_content())["rounds"]
        settled(page)

    def button(self, name):
        return self.box.get_by_role("button", name=name, exact=True)

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)

    def place(self, k, right=True):
        """Where the right answer of round k is shown, or a wrong one."""
        one = self.rounds[k]
        wanted = one["choices"][one["right"]][0].replace("`", "")
        offered = self.box.evaluate(OFFERED)
        at = offered.index(wanted)
        return at if right else (at + 1) % len(offered)

    def answer(self, k, right=True):
        """Answer round k by mouse and go on; returns what was said."""
        self.box.locator(".quiz-choice").nth(self.place(k, right)).click()
        said = self.heard()
        self.box.locator(".quiz-onward button").click()
        return said

    def heard(self):
        return self.box.locator("[role=status]").inner_text()

    def score(self):
        return self.box.locator(".quiz-score").inner_text()


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def quiz(visit, address, request):
    return Quiz(visit(address + PAGE, *request.param))


def test_by_keyboard_and_nothing_moves(quiz):
    page, box = quiz.page, quiz.box
    after = page.locator("live-quiz ~ *, .cell:has(live-quiz) ~ *").first
    assert not box.evaluate(SMALL)
    tops = [box.evaluate(TOP), after.evaluate(TOP)]
    place = quiz.place(0)
    letter = "ABCDEFGH"[place]
    first = box.locator(".quiz-choice").first
    assert first.inner_text().split()[0] == "A"
    first.focus()
    quiz.press("Tab", place)
    quiz.press("Enter")
    assert quiz.heard().startswith("Right. ")
    assert quiz.score() == "Score 1"
    assert page.evaluate(FOCUSED) == "Next"
    chosen = box.locator(".quiz-choice.yes")
    assert "your answer, right" in chosen.text_content()
    assert chosen.locator(".quiz-letter").inner_text() == letter
    assert box.locator(".quiz-why a").get_attribute("href")
    assert [box.evaluate(TOP), after.evaluate(TOP)] == tops
    assert not box.evaluate(SMALL)
    assert not violations(page, "live-quiz")

    quiz.press("Enter")
    count = f"Round 2 of {len(quiz.rounds)}"
    assert page.evaluate(FOCUSED) == count
    assert quiz.heard() == ""
    wrong = quiz.place(1, right=False)
    quiz.press("Tab", wrong + 1)
    quiz.press("Space")
    assert quiz.heard().startswith("Not this one: it is ")
    assert quiz.score() == "Score 1"
    assert "not this one" in box.locator(".quiz-choice.no").text_content()
    box.locator(".quiz-choice").nth(quiz.place(1)).click(force=True)
    assert quiz.score() == "Score 1"  # the first answer counts
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.trouble


def test_a_clue_costs_half_a_point_and_again_restarts(quiz):
    page, box = quiz.page, quiz.box
    last = len(quiz.rounds) - 1
    clue = quiz.button("Show a clue, for half of the point")
    clue.focus()
    quiz.press("Enter")
    assert page.evaluate(FOCUSED).startswith("Clue. ")
    assert not clue.is_visible()
    assert quiz.answer(0).startswith("Right, for half a point. ")
    assert quiz.score() == "Score ½"
    before = box.evaluate(OFFERED)
    for k in range(1, last):
        quiz.answer(k)
    assert quiz.answer(last, right=False).startswith("Not this one")

    total = f"{last - 1}½ of {last + 1}"
    assert box.locator(".quiz-total").inner_text() == total
    lines = box.locator(".quiz-lines li").all_inner_texts()
    assert len(lines) == len(quiz.rounds)
    assert "right, with the clue" in lines[0]
    assert lines[-1].endswith("not found")
    assert page.evaluate(FOCUSED) == "The score"
    assert not violations(page, "live-quiz")

    quiz.button("Again").press("Enter")
    assert page.evaluate(FOCUSED) == f"Round 1 of {last + 1}"
    assert quiz.score() == "Score 0"
    assert clue.is_visible()
    quiz.answer(0)
    again = box.evaluate(OFFERED)
    assert sorted(again) == sorted(before)
    for k in range(1, last + 1):
        quiz.answer(k)
    perfect = f"{last + 1} of {last + 1}"
    assert box.locator(".quiz-total").inner_text() == perfect
    assert not page.trouble


def test_the_drawing_fits_its_width(visit, address):
    page = visit(address + PAGE)
    quiz = Quiz(page)
    wide = quiz.box.locator(".quiz-drawing svg").get_attribute("viewBox")
    assert quiz.box.locator(".quiz-drawing .line").count() >= 2
    assert quiz.box.locator(".quiz-drawing .axes text").count() > 5
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function(
        "box => document.querySelector('.quiz-drawing svg')"
        ".getAttribute('viewBox') !== box",
        arg=wide,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not page.trouble


def test_on_paper_and_without_scripts_there_is_a_table(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + PAGE)
    table = page.locator("live-quiz > table")
    assert table.is_visible()
    rows = table.locator("tbody tr").count()
    assert not table.locator("details > p").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()

    page = chromium.new_page()
    page.goto(address + PAGE)
    quiz = Quiz(page)
    assert len(quiz.rounds) == rows
    assert not page.locator("live-quiz > table").is_visible()
    page.emulate_media(media="print")
    assert page.locator("live-quiz > table").is_visible()
    assert not page.locator("live-quiz > .quiz").is_visible()
    page.close()
