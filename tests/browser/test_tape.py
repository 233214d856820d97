"""The figure to type a formula in and to read its tape: <live-tape>."""

import itertools

import pytest
from test_pages import settled, violations
from test_steps import BOXES, LOOKS, said

PAGE = "chapters/08-tape.html"
DIAMOND = "q=3x; u=2q; v=5q; f=u+v"
ORDERS = {
    "upwards": "21",
    "at every arrival": "27",
    "at the first arrival": "6",
    "downwards": "0",
}
WIDE = """(e) => document.documentElement.scrollWidth > innerWidth
  || e.querySelector(".steps-scroll").scrollWidth
    > e.querySelector(".steps-scroll").clientWidth + 1"""


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request):
    """The page, and its figure once that is awake."""
    page = visit(address + PAGE, *request.param)
    figure = page.locator("live-tape").first
    figure.scroll_into_view_if_needed()
    page.locator("live-tape.ready").first.wait_for()
    settled(page)
    return page, figure


def write(figure, formula, **values):
    """Type a formula and the numbers for its letters."""
    figure.get_by_label("Formula").fill(formula)
    for name, value in values.items():
        figure.get_by_label(f"{name} =").fill(str(value))


def press(figure, name, times=1):
    for _ in range(times):
        figure.get_by_role("button", name=name, exact=True).press("Enter")


def column(figure, k):
    """The cells of a column, from the first line on."""
    return figure.locator(
        f".tape tbody tr > :nth-child({k})"
    ).all_text_contents()


def test_the_diamond_by_keyboard_in_every_order(opened):
    page, figure = opened
    assert not page.evaluate(BOXES, "live-tape")
    write(figure, DIAMOND, x=1)
    assert column(figure, 3) == ["1", "3", "6", "15", "21"]
    for order, gradient in ORDERS.items():
        figure.get_by_label(order, exact=True).press("Space")
        assert "5 lines, and none has been read" in said(figure)
        assert column(figure, 5) == [""] * 5
        while "Finished" not in said(figure):
            press(figure, "Read the next line")
        assert f"Finished: dx = {gradient}." in said(figure)
        assert column(figure, 5)[0].split()[-1] == gradient
        assert ("Right would be dx = 21" in said(figure)) == (gradient != "21")
        assert not figure.evaluate(WIDE)
    step = figure.get_by_role("button", name="Read the next line")
    assert step.get_attribute("aria-disabled") == "true"
    press(figure, "Back to the start")
    assert column(figure, 5) == [""] * 5
    assert not page.trouble
    assert not violations(page, "live-tape")


def test_a_line_that_is_read_pays_its_parents(opened):
    _, figure = opened
    write(figure, DIAMOND, x=1)
    press(figure, "Read the next line", 4)
    assert "Line 3 holds 1 and pays 1 · 2 = 2 to line 2: 5 + 2 = 7." in (
        said(figure)
    )
    assert figure.locator("tr.now th").all_text_contents() == ["3"]
    assert figure.locator("tr.paid th").all_text_contents() == ["2"]
    assert column(figure, 5) == ["", "5 + 2 = 7", "1", "1", "1"]
    wires = figure.locator(".tape-wires path:not(.head)")
    assert wires.count() == 5
    assert figure.locator(".tape-wires path.paid").count() == 3
    assert figure.locator(".tape-wires path.now").count() == 1


def test_the_tape_grows_as_it_is_typed_and_the_last_one_stays(opened):
    page, figure = opened
    field = figure.get_by_label("Formula")
    field.fill("")
    rows = []
    for letter in "x*x + (y - 1)":
        field.press_sequentially(letter)
        rows.append(len(column(figure, 1)))
    assert rows[0] == 1
    assert rows[2] == rows[-2] == 2  # "x*x + (y - 1" is no formula
    assert rows[-1] == 5
    assert figure.get_by_label("y =").input_value() == "-3"
    field.press_sequentially("*")
    note = figure.locator(f"#{field.get_attribute('aria-describedby')}")
    assert "After “x*x + (y - 1)*”" in note.inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert len(column(figure, 1)) == 5
    field.press("Enter")
    assert "The tape is still the last one." in said(figure)

    write(figure, "log(y) + x")
    assert "Line 3 has no value: log(−3)." in note.inner_text()
    number = figure.get_by_label("y =")
    number.fill("")
    assert "Write a number for y." in note.inner_text()
    assert number.get_attribute("aria-invalid") == "true"
    number.fill("1")
    assert column(figure, 2)[2].startswith("log([1])")
    assert number.get_attribute("aria-invalid") is None
    assert not page.trouble


def test_every_example_is_read_and_the_first_is_played(opened):
    page, figure = opened
    page.emulate_media(reduced_motion="reduce")
    examples = figure.locator(".tape-examples button")
    assert examples.count() >= 3
    for example in examples.all()[::-1]:
        example.press("Enter")
        assert not figure.evaluate(WIDE)
        press(figure, "Read the next line")
        assert not figure.evaluate(
            "(e) => e.getAnimations({subtree: true}).length"
        )
        while "Finished" not in said(figure):
            press(figure, "Read the next line")
        assert "" not in column(figure, 5)
        assert not figure.evaluate(WIDE)

    press(figure, "Play")
    press(figure, "Pause")
    assert set(column(figure, 5)) == {""}
    press(figure, "Play")
    figure.get_by_text("Finished:").wait_for()
    figure.get_by_role("button", name="Play", exact=True).wait_for()
    assert not page.trouble


def test_recursion_that_would_not_end_is_refused(opened):
    _, figure = opened
    names = "xabcdefgi"
    doubled = [f"{b}={a}+{a}" for a, b in itertools.pairwise(names)]
    write(figure, ";".join([*doubled, "i+i"]))
    figure.get_by_label("at every arrival", exact=True).press("Space")
    assert "more than 500 payments" in said(figure)
    press(figure, "Read the next line")
    press(figure, "Play")
    assert column(figure, 5) == [""] * 10
    figure.get_by_label("upwards", exact=True).press("Space")
    press(figure, "Read the next line", 10)
    assert "Finished: dx = 512." in said(figure)


def test_on_paper_and_without_scripts_the_first_tape_is_there(
    chromium, address
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    plain = page.locator("live-tape").first.inner_text()
    context.close()
    assert "gradient" in plain
    page = chromium.new_page()
    page.goto(address + PAGE)
    page.locator("live-tape.ready").first.wait_for()
    figure = page.locator("live-tape").first
    assert not figure.locator("> table").is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    assert figure.inner_text().split() == plain.split()
    page.close()
