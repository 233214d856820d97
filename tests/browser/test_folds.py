"""What a page folds away: answers to a Predict, code below its picture."""

import html
import json
import re
from pathlib import Path

import pytest
from pyodide_route import needs_pyodide
from reader import LONG
from test_pages import violations

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
LOOKS = [("light", 1280), ("dark", 360)]
FOLD = re.compile(
    r'<details class="predict" id="([\w-]+)" data-asks="([^"]*)"'
)


def first(kind):
    """(page, id, what is asked) of the book's first Predict of a kind."""
    for path in sorted(HTML.glob("chapters/*.html")):
        for name, data in FOLD.findall(path.read_text("utf-8")):
            asks = json.loads(html.unescape(data))
            if asks.keys() >= kind and (kind or not asks):
                return path.relative_to(HTML).as_posix(), name, asks
    return pytest.fail(f"No page has a Predict with {kind or 'one press'}.")


class Asked:
    """One Predict of an open page."""

    def __init__(self, page, name):
        self.page = page
        self.fold = page.locator(f"#{name}")
        page.locator(f"#{name}.awake").wait_for(state="attached")
        before = f"#{name}.awake"
        self.ask = page.locator(f".predict-ask:has(~ {before})").last
        self.said = page.locator(f".predict-said:has(+ {before})")

    def is_open(self):
        return self.fold.is_visible() and self.fold.evaluate("(d) => d.open")

    def button(self, name):
        return self.ask.get_by_role("button", name=name)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_a_choice_by_keyboard_is_kept(visit, address, theme, width):
    name, fold, asks = first({"choices"})
    page = visit(address + name, theme, width)
    asked = Asked(page, fold)
    assert not asked.is_open()
    small = asked.ask.locator("label, button").evaluate_all(
        "(all) => all.filter((e) => e.getBoundingClientRect().height < 43.5)"
        ".map((e) => e.textContent)"
    )
    assert not small
    assert not violations(page, ".predict-ask")

    wrong = (asks["right"] + 1) % len(asks["choices"])
    asked.ask.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    for _ in range(wrong):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert asked.is_open()
    said = asked.said.inner_text()
    assert said.startswith(f"You said: {asks['choices'][wrong]}.")
    assert "Something else" in said
    assert asked.said.get_attribute("role") == "status"
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Ask me again"

    page.reload()
    asked = Asked(page, fold)
    assert asked.is_open()
    assert asked.said.inner_text().startswith("You said")

    asked.said.get_by_role("button").click()
    assert not asked.is_open()
    asked.ask.get_by_role("radio").nth(asks["right"]).check()
    asked.button("This is my answer").click()
    assert "That is what happens" in asked.said.inner_text()
    assert not violations(page, ".predict-said")
    page.evaluate("localStorage.clear()")
    assert not page.trouble


def test_a_number_is_read_and_compared(visit, address):
    name, fold, asks = first({"number"})
    page = visit(address + name)
    asked = Asked(page, fold)
    field = asked.ask.get_by_role("textbox")
    go = asked.button("This is my answer")
    for no_number in ("", "ten"):
        field.fill(no_number)
        go.click()
        assert not asked.is_open()
    field.fill(f"{asks['number'] * 3 + 1}")
    go.click()
    assert "It is " in asked.said.inner_text()
    asked.said.get_by_role("button").click()
    field = asked.ask.get_by_role("textbox")
    field.fill(f"{asks['number']}".replace("-", "−"))
    field.press("Enter")
    assert "That is what happens" in asked.said.inner_text()
    page.evaluate("localStorage.clear()")
    assert not page.trouble


def test_one_press_where_nothing_is_typed(visit, address):
    name, fold, _ = first(set())
    page = visit(address + name)
    asked = Asked(page, fold)
    assert not asked.is_open()
    asked.button("I have an answer").click()
    assert asked.is_open()
    page.evaluate("localStorage.clear()")
    assert not page.trouble


def test_without_an_answer_it_can_be_seen_too(visit, address):
    name, fold, _ = first({"choices"})
    page = visit(address + name)
    asked = Asked(page, fold)
    asked.button("Show it").click()
    assert asked.is_open()
    assert "without an answer" in asked.said.inner_text()
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("as_file", [False, True], ids=["no scripts", "file"])
def test_without_scripts_it_is_a_fold_that_says_so(chromium, address, as_file):
    name, fold, _ = first({"choices"})
    context = chromium.new_context(java_script_enabled=as_file)
    page = context.new_page()
    page.goto((HTML / name).as_uri() if as_file else address + name)
    closed = page.locator(f"#{fold}")
    assert closed.get_attribute("open") is None
    summary = closed.locator("summary").first
    assert "Write your answer down first" in summary.inner_text()
    hidden = closed.locator(":scope > *").nth(1)
    assert not hidden.is_visible()
    summary.click()
    assert hidden.is_visible()
    context.close()


def test_on_paper_the_answers_are_printed(visit, address):
    name, fold, _ = first({"choices"})
    page = visit(address + name)
    asked = Asked(page, fold)
    page.emulate_media(media="print")
    assert asked.fold.locator(":scope > *").nth(1).is_visible()
    assert not asked.ask.is_visible()


@needs_pyodide
def test_who_runs_the_cell_sees_what_it_prints(reader):
    name, fold, _ = first({"choices"})
    it = reader(name)
    it.open()
    it.page.evaluate(
        "(id) => Object.assign(document.getElementById(id),"
        "{ open: false, hidden: true })",
        fold,
    )
    code = it.page.locator(f".cell:has(> #{fold}) > .cell_input textarea")
    number = int(code.get_attribute("aria-label").rpartition(" ")[2])
    it.run(number, timeout=LONG)
    assert it.page.locator(f"#{fold}").is_visible()
    assert it.output(number).strip()
    it.context.clear_cookies()
    assert not it.trouble


def test_there_are_pictures_with_their_code_below():
    """That it is below, test_pages.py sees on every page."""
    pages = HTML.glob("chapters/[0-9]*.html")
    folds = sum(p.read_text("utf-8").count("hide below") for p in pages)
    assert folds > 20


def test_code_below_a_picture_runs_in_the_notebooks_order(reader):
    """Cells are numbered as in the notebook, not as they stand."""
    root = HTML.parents[1]
    for path in sorted((root / "chapters").glob("[0-9]*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        ids = [f"cell-{c['id']}" for c in cells if c["cell_type"] == "code"]
        it = reader(f"chapters/{path.stem}.html")
        it.open()
        areas = it.page.locator(".live-editor textarea")
        shown = areas.evaluate_all(
            "(all) => Object.fromEntries(all.map((e) =>"
            " [e.closest('.cell').id, e.ariaLabel]))"
        )
        assert shown == {
            name: f"Code of cell {k}" for k, name in enumerate(ids, 1)
        }
        assert not it.trouble


CLIFF = "chapters/06-vanishing-exploding.html"


def test_a_note_holds_its_figure_and_opens_by_key(visit, address):
    page = visit(address + CLIFF)
    note = page.locator("details.note", has_text="Pascanu’s cliff")
    picture = note.locator("img")
    assert not picture.is_visible()
    note.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert picture.is_visible()
    codes = note.locator("details.below")
    assert codes.count()
    assert not codes.locator("pre:visible").count()
    assert not page.get_by_text("Click to show").count()
    assert not page.trouble


def test_a_note_opens_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CLIFF)
    note = page.locator("details.note", has_text="Pascanu’s cliff")
    assert not note.locator("img").is_visible()
    note.locator("summary").first.click()
    assert note.locator("img").is_visible()
    context.close()


@pytest.mark.parametrize("how", ["Escape", "button", "tap"])
def test_a_picture_opens_large(visit, address, how):
    page = visit(address + CLIFF, width=390)
    link = page.locator("a.enlarge:visible").first
    small = link.locator("img").bounding_box()["width"]
    link.focus()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog", name="The picture, enlarged")
    assert large.locator("img").bounding_box()["width"] > 1.8 * small
    assert not violations(page, "dialog.enlarged")
    if how == "Escape":
        page.keyboard.press("Escape")
    elif how == "button":
        large.get_by_role("button", name="Close").click()
    else:
        large.locator("img").click(position={"x": 90, "y": 90})
    assert not large.count()
    assert link.evaluate("(e) => e === document.activeElement")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.trouble
