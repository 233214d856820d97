"""The figures to step through: <live-graph> and <live-backward>."""

import re
from pathlib import Path

import pytest
from test_pages import settled, violations

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
LOOKS = [("light", 1280), ("dark", 360)]
BOXES = """(name) => {
  const targets = document.querySelectorAll(
    `${name} :is(button, summary, input:not([type=radio]), label:has(input))`);
  return [...targets].filter((e) => e.checkVisibility())
    .map((e) => e.getBoundingClientRect())
    .filter((r) => r.height < 43.5 || r.width < 43.5).length;
}"""
# The new array lies in the window, and the buttons do not cover it.
SEEN = """() => {
  const bar = document.querySelector(".steps-bar").getBoundingClientRect();
  const now = document.querySelector(":is(th, caption).now")
    .getBoundingClientRect();
  return bar.top >= 0 && now.top >= bar.bottom && now.bottom <= innerHeight;
}"""
TOP = "(e) => Math.round(e.getBoundingClientRect().top + scrollY)"


def first_page_with(tag):
    for path in sorted(HTML.glob("chapters/*.html")):
        if f"<{tag}>" in path.read_text("utf-8"):
            return path.relative_to(HTML).as_posix()
    return pytest.fail(f"No chapter of the book has a <{tag}>.")


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request):
    """opened(tag) is the page, and its figure once that is awake."""

    def open_figure(tag):
        page = visit(address + first_page_with(tag), *request.param)
        figure = page.locator(tag).first
        figure.scroll_into_view_if_needed()
        page.locator(f"{tag}.ready").first.wait_for()
        settled(page)
        return page, figure

    return open_figure


def focus(figure, name):
    button = figure.get_by_role("button", name=name, exact=True)
    button.focus()
    return button


def onward(figure):
    """A step by key; where there is a question, its answer is shown."""
    show = figure.get_by_role("button", name="Show it")
    step = figure.get_by_role("button", name="Step", exact=True)
    (show if show.is_visible() else step).press("Enter")


def said(figure):
    return figure.locator("[role=status]").inner_text()


def drawn(figure):
    """The gradients in the drawing."""
    return figure.locator("svg .gradient").all_text_contents()


def test_a_graph_by_keyboard(opened):
    page, figure = opened("live-graph")
    assert not page.evaluate(BOXES, "live-graph")
    place = figure.evaluate(TOP)
    below = figure.locator("table:visible").evaluate(TOP)
    step = focus(figure, "Step")
    for words in ("q = x + y = (−2) + 5 = 3", "f = q · w", "itself is 1"):
        page.keyboard.press("Enter")
        assert words in said(figure)
    assert step.get_attribute("aria-disabled") == "true"

    answer = figure.get_by_label("What is the local slope of f = q · w")
    assert answer.evaluate("(e) => e === document.activeElement")
    for wrong, hint in (("4", "sign"), ("3", "other factor"), ("?", "Write")):
        answer.fill(wrong)
        page.keyboard.press("Enter")
        assert hint in said(figure)
        assert drawn(figure) == ["1"]
    for right in ("-8/2", "3", "1", "1"):
        page.keyboard.type(right)
        page.keyboard.press("Enter")
        assert said(figure).startswith("Right.")
        page.wait_for_timeout(30)
    assert "Finished: dx = −4, dy = −4, dw = 3" in said(figure)
    assert sorted(drawn(figure)) == ["1", "3", "−4", "−4", "−4"]
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Restart"

    page.keyboard.press("Enter")
    assert drawn(figure) == []
    assert figure.evaluate(TOP) == place
    assert figure.locator("table:visible").evaluate(TOP) == below
    assert (
        page.evaluate("document.documentElement.scrollWidth")
        <= (page.viewport_size["width"])
    )
    assert not page.trouble


def test_a_graph_with_other_inputs_and_a_fork(opened):
    page, figure = opened("live-graph")
    field = figure.get_by_label("x =")
    field.fill("1.5")
    onward(figure)
    assert "1.5 + 5 = 6.5" in said(figure)
    field.fill("")
    assert "Write a number for x" in said(figure)
    assert field.get_attribute("aria-invalid") == "true"

    figure.get_by_role("radio").nth(1).check()
    for _ in range(9):
        onward(figure)
    assert "dx = 7" in said(figure)
    assert drawn(figure).count("← 3") == 2
    focus(figure, "Back")
    page.keyboard.press("Enter")
    assert drawn(figure).count("← 3") == 1
    assert "more will be added" in said(figure)
    assert not page.trouble
    assert not violations(page, "live-graph")


def test_the_finished_graph_says_what_the_book_prints(visit, address):
    """The table that the package wrote, and the page's own, are the same."""
    name = first_page_with("live-graph")
    plain = (HTML / name).read_text("utf-8")
    printed = re.findall(r"<table class='table' data-graph.*?</table>", plain,
                         re.DOTALL)  # fmt: skip
    page = visit(address + name)
    figure = page.locator("live-graph.ready").first
    figure.wait_for()
    for k, table in enumerate(printed):
        figure.get_by_role("radio").nth(k).check()
        while "Finished" not in said(figure):
            onward(figure)
        rows = figure.locator("table:visible tbody tr").all()
        shown = [row.inner_text().split("\t") for row in rows]
        cells = re.findall(r"<tr>(<td>.*?)</tr>", table, re.DOTALL)
        assert shown == [re.findall("<td>(.*?)</td>", row) for row in cells]


def test_the_backward_pass_fills_the_trace(opened):
    page, figure = opened("live-backward")
    assert not page.evaluate(BOXES, "live-backward")
    hidden = figure.locator("td .later")
    everything = hidden.count()
    step = focus(figure, "Step")
    page.keyboard.press("Enter")
    assert "Z₁ = X W₁ + b₁" in said(figure)
    assert hidden.count() == everything - 5
    for _ in range(6):
        page.keyboard.press("Enter")
        assert page.evaluate(SEEN)
    assert figure.locator("caption.now").inner_text().split() == ["dW₂", "now"]
    used = figure.locator("th.used").all_inner_texts()
    assert [text.split()[0] for text in used] == ["A₁", "dZ₂"]
    figure.locator("summary").press("Enter")
    first = figure.locator("li").first.inner_text()
    assert first.startswith("dW₂[1, 1] = 2 · (−0.15) + 0 · 0.128 + 1 · 0.05")
    assert first.endswith("= −0.472")
    step.focus()
    for _ in range(9):
        page.keyboard.press("Enter")
    assert hidden.count() == 0
    assert "Every parameter has its gradient" in said(figure)
    assert step.get_attribute("aria-disabled") == "true"
    focus(figure, "Restart")
    page.keyboard.press("Enter")
    assert hidden.count() == everything
    assert (
        page.evaluate("document.documentElement.scrollWidth")
        <= (page.viewport_size["width"])
    )
    assert not page.trouble
    assert not violations(page, "live-backward")


@pytest.mark.parametrize("tag", ["live-graph", "live-backward"])
def test_on_paper_and_without_scripts_all_is_there(chromium, address, tag):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + first_page_with(tag))
    plain = page.locator(tag).first.inner_text()
    context.close()
    page = chromium.new_page()
    page.goto(address + first_page_with(tag))
    figure = page.locator(f"{tag}.ready").first
    figure.wait_for()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").first.is_visible()
    tables = figure.locator("table")
    assert all(table.is_visible() for table in tables.all())
    printed = " ".join(tables.all_inner_texts())
    page.close()
    words = [w for w in plain.split() if any(c.isdigit() for c in w)]
    assert len(words) > 40
    assert not [w for w in words if w not in printed.split()]
