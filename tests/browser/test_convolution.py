"""The figure to slide a kernel over an image with: <live-convolution>."""

import numpy as np
import pytest
from alone import PAGE, middle, put, swipe
from page_faults import UNFOCUSED
from test_pages import violations
from test_steps import BOXES, LOOKS, TOP, said

from backprop.live import live_convolution

TAG = "live-convolution"
GRID = """(grid) => [...grid.querySelectorAll("tr")].map((row) =>
  [...row.cells].map((cell) => cell.firstChild.textContent))"""
FRAME = """(grid) => {
  const frame = grid.querySelector(".conv-frame");
  return frame.hidden ? null : ["i", "j", "h", "w"].map((name) =>
    Number(frame.style.getPropertyValue(`--${name}`)));
}"""
# The frame lies on the cells that it names.
FITS = """(grid) => {
  const frame = grid.querySelector(".conv-frame");
  const { transition } = frame.style;
  frame.style.transition = "none";
  const [i, j, h, w] = ["i", "j", "h", "w"].map((name) =>
    Number(frame.style.getPropertyValue(`--${name}`)));
  const { rows } = grid.querySelector("table");
  const from = rows[i].cells[j].getBoundingClientRect();
  const to = rows[i + h - 1].cells[j + w - 1].getBoundingClientRect();
  const box = frame.getBoundingClientRect();
  frame.style.transition = transition;
  return Math.max(Math.abs(box.left - from.left),
    Math.abs(box.top - from.top), Math.abs(box.right - to.right),
    Math.abs(box.bottom - to.bottom));
}"""
Y = [["1", "2", "−1", "−1"], ["−1", "−1", "1", "−2"]]
DX = [["0", "−4", "4", "8", "0", "0"], ["0", "0", "−1", "1", "−6", "0"],
      ["0", "0", "0", "3", "−3", "0"]]  # fmt: skip


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request, shown):
    """opened(*arguments) is the page, and the figure once it is awake."""

    def open_figure(*arguments, **options):
        live_convolution(*arguments, **options)
        page = visit(address + PAGE, *request.param)
        return page, put(page, shown[-1], TAG)

    return open_figure


def grid(figure, k):
    """The array at the left, the kernel or the array at the right."""
    return figure.locator(".conv-grid").nth(k)


def numbers(figure, k):
    return grid(figure, k).evaluate(GRID)


def frame(figure, k):
    found = grid(figure, k).evaluate(FRAME)
    return found and [found[:2], found[2:]]


def press(figure, name):
    figure.get_by_role("button", name=name, exact=True).press("Enter")


def no_wider(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    return width <= page.viewport_size["width"]


def test_a_window_slides_by_cursor_keys(opened):
    page, figure = opened()
    assert not page.evaluate(BOXES, TAG)
    assert numbers(figure, 2) == Y
    assert frame(figure, 0) == [[0, 1], [2, 3]]
    assert frame(figure, 2) == [[0, 1], [1, 1]]
    figure.locator(".pad").focus()
    place = figure.evaluate(TOP)
    for key, at in [
        ("ArrowRight", [0, 2]), ("ArrowDown", [1, 2]), ("ArrowDown", [1, 2]),
        ("ArrowRight", [1, 3]), ("ArrowRight", [1, 3]), ("ArrowUp", [0, 3]),
        ("ArrowLeft", [0, 2]), ("ArrowLeft", [0, 1]), ("ArrowLeft", [0, 0]),
        ("ArrowLeft", [0, 0]),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert frame(figure, 0)[0] == frame(figure, 2)[0] == at
        value = Y[at[0]][at[1]]
        assert said(figure).replace("\xa0", " ").endswith(f"= {value}.")
    page.wait_for_timeout(200)
    assert grid(figure, 0).evaluate(FITS) < 1
    small = grid(figure, 0).locator("small").all_text_contents()
    assert small[:4] == ["·(−1)", "·1", "·2", ""]
    total = figure.locator(".conv-lines tr.total").inner_text()
    assert total.split() == ["Y[1,", "1]", "4", "+", "(−1)", "+", "(−2)", "=",
                             "1"]  # fmt: skip
    assert figure.evaluate(TOP) == place
    assert no_wider(page)
    assert not page.trouble
    assert not violations(page, TAG)


def test_the_window_is_played_to_the_last_place(opened):
    _, figure = opened()
    for name in ("Move down", "Move right"):
        press(figure, name)
    assert frame(figure, 0)[0] == [1, 2]
    press(figure, "Play")
    assert frame(figure, 0)[0] == [1, 3]
    figure.get_by_role("button", name="Play", exact=True).wait_for()
    press(figure, "Play")  # and once more from the beginning
    assert frame(figure, 0)[0] != [1, 3]
    figure.get_by_text("Y[1,\xa02]").first.wait_for()  # it goes on by itself
    figure.locator(".pad-left").press("Enter")  # who takes over stops it
    assert figure.get_by_role("button", name="Play", exact=True).is_visible()


def test_stamps_add_up_to_the_gradient(opened):
    page, figure = opened(mode="stamps")
    assert numbers(figure, 0)[0] == ["0", "−4", "4", "8", "0", "0"]
    assert frame(figure, 0) == [[0, 1], [2, 3]]
    press(figure, "Move right")
    press(figure, "Move down")
    assert "3 of 8 stamps pressed" in said(figure)
    assert numbers(figure, 0)[1] == ["0", "0", "−1", "1", "−6", "0"]
    press(figure, "Move up")  # a place that has pressed adds nothing
    assert "3 of 8 stamps pressed" in said(figure)
    press(figure, "Take the stamps off")
    assert set(sum(numbers(figure, 0), [])) == {"0"}
    assert frame(figure, 0) is None
    press(figure, "Play")
    figure.get_by_text("All 8 stamps are pressed").wait_for()
    assert numbers(figure, 0) == DX
    ticks = grid(figure, 2).locator("small").all_text_contents()
    assert ticks == ["✓"] * 8
    figure.get_by_role("button", name="Play", exact=True).wait_for()
    press(figure, "Play")  # and once more from the beginning
    press(figure, "Pause")
    assert "of 8 stamps pressed; where" in said(figure)
    assert no_wider(page)
    assert not page.trouble
    assert not violations(page, TAG)


def test_a_pixel_asks_who_used_it(opened):
    page, figure = opened()
    press(figure, "Back: a pixel asks")
    assert numbers(figure, 0) == DX
    assert frame(figure, 0) == [[1, 3], [1, 1]]
    assert frame(figure, 2) == [[0, 1], [2, 3]]
    used = figure.locator(".conv-use")
    assert used.count() == 6
    terms = used.locator("p").all_text_contents()
    assert terms == ["1 · 4 = 4", "(−1) · 0 = 0", "0 · 0 = 0", "2 · 0 = 0",
                     "1 · (−3) = −3", "(−1) · 0 = 0"]  # fmt: skip
    small = grid(figure, 2).locator("small").all_text_contents()
    assert small == ["", "·1", "·(−1)", "·0", "", "·2", "·1", "·(−1)"]
    assert "the kernel turned by half a turn" in said(figure)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert "X[1,\xa06] lies in 1 window" in said(figure)
    assert figure.locator(".conv-use.none").count() == 5
    assert no_wider(page)
    assert not page.trouble
    assert not violations(page, TAG)


def test_numbers_are_typed_and_the_last_that_fit_stay(opened):
    page, figure = opened()
    figure.locator("summary").press("Enter")
    X, K, b, dY = figure.locator("textarea").all()
    K.fill("1 1\n1 1\n1 1")
    assert numbers(figure, 2) == [["4", "5", "3", "3", "3"]]
    assert dY.input_value() == "0 4 0 0 0"
    assert not figure.locator(".pad-down").is_visible()  # one row of places
    for text, trouble in [("1 x", "“x” in K is no number"), ("", "Write"),
                          ("1\n1\n1\n1", "does not fit")]:  # fmt: skip
        K.fill(text)
        assert K.get_attribute("aria-invalid") == "true"
        assert trouble in figure.locator(".conv-note").inner_text()
        assert len(numbers(figure, 2)[0]) == 5
    K.press("Tab")
    assert "The figure keeps the last numbers." in said(figure)
    K.fill("2 -1")
    X.fill("3 1 4 1 5")
    b.fill("0")
    dY.fill("1 2 -1 3")
    assert K.get_attribute("aria-invalid") == "false"
    assert numbers(figure, 2) == [["5", "−2", "7", "−3"]]
    X.press("ArrowLeft")  # moves in the text, not the window
    before = frame(figure, 0)
    X.press("ArrowLeft")
    assert frame(figure, 0) == before
    press(figure, "Back: a pixel asks")
    assert numbers(figure, 0) == [["2", "3", "−4", "7", "−3"]]
    assert no_wider(page)
    assert not page.trouble


def test_the_keyboard_sees_where_it_is(opened):
    page, figure = opened()
    figure.locator("summary").press("Enter")
    page.keyboard.press("Tab")
    lost = page.evaluate(UNFOCUSED)
    assert not [text for text in lost if "conv" in text or "pad" in text]


def test_a_digit_with_nine_weights_fits_on_a_phone(opened):
    rng = np.random.default_rng(0)
    edge = [[1, 0, -1]] * 3
    page, figure = opened(rng.integers(-99, 16, (8, 8)), edge, -0.125)
    for mode in ("Forward", "Back: stamps", "Back: a pixel asks"):
        press(figure, mode)
        assert no_wider(page)
        cut = """(e) => [...e.querySelectorAll("td span, td small, th, p")]
          .filter((t) => t.scrollWidth > t.clientWidth + 1
            && getComputedStyle(t).display !== "inline").length"""
        assert not figure.evaluate(cut), mode
    assert not violations(page, TAG)


def test_by_mouse_the_window_follows(opened):
    page, figure = opened()
    grid(figure, 0).scroll_into_view_if_needed()
    cells = grid(figure, 0).locator("td")
    page.mouse.move(*middle(cells.nth(0)))
    page.mouse.down()
    assert frame(figure, 0)[0] == [0, 0]
    page.mouse.move(*middle(cells.nth(16)))
    assert frame(figure, 0)[0] == [1, 3]
    page.mouse.up()
    page.mouse.move(*middle(cells.nth(0)))
    assert frame(figure, 0)[0] == [1, 3]
    grid(figure, 2).locator("td").nth(2).click()
    assert frame(figure, 0)[0] == [0, 2]


@pytest.mark.parametrize("way", [(100, 0), (0, -160)], ids=["aside", "up"])
def test_a_finger_that_scrolls_moves_no_window(chromium, address, shown, way):
    live_convolution()
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, shown[0], TAG)
    grid(figure, 0).scroll_into_view_if_needed()
    before, top = frame(figure, 0), page.evaluate("scrollY")
    swipe(page, middle(grid(figure, 0).locator("td").nth(8)), way)
    aside = way[0] > 0
    assert (frame(figure, 0) != before) == aside
    assert (page.evaluate("scrollY") > top + 50) == (not aside)
    context.close()


def test_on_paper_and_without_scripts_all_arrays_are_there(
    visit, address, shown
):
    live_convolution()
    page = visit(address + PAGE)
    figure = put(page, shown[0], TAG)
    plain = figure.locator(".conv-print")
    assert not plain.is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    captions = plain.locator("caption").all_inner_texts()
    assert captions == ["X", "K, b = −2", "Y", "dY", "dX"]
    assert all(one.is_visible() for one in plain.locator("table").all())
