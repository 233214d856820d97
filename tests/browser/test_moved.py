"""The figure that moves a digit and asks two nets: <live-moved>."""

import numpy as np
import pytest
from alone import PAGE, middle, put, swipe
from page_faults import UNFOCUSED
from test_pages import violations
from test_steps import BOXES, LOOKS, TOP, said

from backprop import Flatten, Linear, Sequential, digits
from backprop.live import live_moved, moved_probabilities

TAG = "live-moved"
INK = """(figure) => figure.querySelectorAll(".moved-stage rect").length"""


@pytest.fixture
def asked(shown):
    """Ten digits, what two nets say of them, and the bundle of the figure."""
    X, labels = digits()
    rng = np.random.default_rng(0)
    P = {
        name: moved_probabilities(
            Sequential(Flatten(), Linear(64, 10, rng)), X[:10]
        )
        for name in ("dense, 3,010 parameters", "convolution, 1,898 params")
    }
    live_moved(X[:10], labels[:10], P)
    return X[:10], labels[:10], list(P.values()), shown[0]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def opened(visit, address, request, asked):
    page = visit(address + PAGE, *request.param)
    return page, put(page, asked[3], TAG)


def now(figure):
    """Where both maps say that the digit is: (down, right)."""
    places = [
        m.locator("td").evaluate_all(
            "(cells) => cells.findIndex((c) => c.matches('.now'))"
        )
        for m in figure.locator(".moved-map").all()
    ]
    assert len(set(places)) == 1
    return places[0] // 5 - 2, places[0] % 5 - 2


def percents(figure, net):
    rows = figure.locator(".moved-bars").nth(net).locator("tr")
    return [int(text.split()[1]) for text in rows.all_inner_texts()]


def test_a_digit_is_moved_by_keys_and_both_nets_answer(opened, asked):
    page, figure = opened
    _, labels, P, _ = asked
    assert not page.evaluate(BOXES, TAG)
    place = figure.evaluate(TOP)
    figure.locator(".moved-stage").focus()
    at = [0, 0]
    for key, axis, step in [
        ("ArrowRight", 1, 1), ("ArrowRight", 1, 1), ("ArrowRight", 1, 1),
        ("ArrowDown", 0, 1), ("ArrowLeft", 1, -1), ("ArrowUp", 0, -1),
        ("ArrowUp", 0, -1), ("ArrowUp", 0, -1), ("ArrowUp", 0, -1),
    ]:  # fmt: skip
        page.keyboard.press(key)
        at[axis] = max(-2, min(2, at[axis] + step))
        assert now(figure) == tuple(at)
        for net, one in enumerate(P):
            truth = one[0, at[0] + 2, at[1] + 2]
            assert percents(figure, net) == np.rint(100 * truth).tolist()
            answer = figure.locator(".moved-bars").nth(net).locator(".answer")
            assert int(answer.locator("th").inner_text()) == truth.argmax()
            assert f"{truth.argmax()} with " in said(figure)
    assert said(figure).startswith(f"A {labels[0]}, moved 2 up and 1 to the")
    figure.get_by_role("button", name="Back to the middle").press("Enter")
    assert now(figure) == (0, 0)
    assert "not moved" in said(figure)
    assert figure.evaluate(TOP) == place
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    assert not page.trouble
    assert not violations(page, TAG)


def test_the_map_says_where_each_net_is_right(opened, asked):
    page, figure = opened
    _, labels, P, _ = asked
    for k in (7, 3):
        figure.locator(".moved-digit").nth(k).press("Enter")
        for net, one in enumerate(P):
            answers = one[k].argmax(axis=2).ravel()
            table = figure.locator(".moved-map").nth(net)
            cells = table.locator("td")
            assert cells.all_inner_texts() == [str(a) for a in answers]
            wrong = (answers != labels[k]).sum()
            assert table.locator("td.wrong").count() == wrong
            said_right = f"right at {25 - wrong} of 25 positions"
            assert table.locator("caption").inner_text() == said_right
    figure.locator(".moved-map").nth(1).locator("td").nth(21).click()
    assert now(figure) == (2, -1)
    assert not page.trouble


def test_the_digit_is_drawn_where_it_is(opened, asked):
    _, figure = opened
    image = asked[0][0].reshape(8, 8)
    assert figure.evaluate(INK) == (image > 0).sum()
    figure.locator(".pad-right").press("Enter")
    figure.locator(".pad-right").press("Enter")
    assert figure.evaluate(INK) == (image[:, :6] > 0).sum()
    lost = 100 * image[:, 6:].sum() / image.sum()
    if round(lost):
        assert "of its ink is outside" in said(figure)


def test_the_digit_is_dragged(opened):
    page, figure = opened
    stage = figure.locator(".moved-stage svg")
    stage.scroll_into_view_if_needed()
    x, y = middle(stage)
    pixel = stage.bounding_box()["width"] / 8
    page.mouse.move(x, y)
    page.mouse.down()
    assert now(figure) == (0, 0)
    page.mouse.move(x - 1.2 * pixel, y + 2.1 * pixel)
    assert now(figure) == (2, -1)
    page.mouse.move(x + 9 * pixel, y)
    page.mouse.up()
    assert now(figure) == (0, 2)
    page.mouse.move(x, y)
    assert now(figure) == (0, 2)
    page.mouse.down()  # from where it lies
    page.mouse.move(x - pixel, y)
    page.mouse.up()
    assert now(figure) == (0, 1)


def test_the_keyboard_sees_where_it_is(opened):
    page, _ = opened
    page.keyboard.press("Tab")
    lost = page.evaluate(UNFOCUSED)
    assert not [text for text in lost if "moved" in text or "pad" in text]


@pytest.mark.parametrize("way", [(60, 0), (0, -160)], ids=["aside", "up"])
def test_a_finger_that_scrolls_moves_no_digit(chromium, address, asked, way):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + PAGE)
    figure = put(page, asked[3], TAG)
    figure.locator(".moved-stage").scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    swipe(page, middle(figure.locator(".moved-stage")), way)
    aside = way[0] > 0
    assert now(figure) == ((0, 2) if aside else (0, 0))
    assert (page.evaluate("scrollY") > top + 50) == (not aside)
    context.close()


def test_on_paper_the_tables_are_there(visit, address, asked):
    page = visit(address + PAGE)
    figure = put(page, asked[3], TAG)
    plain = figure.locator(".moved-print table")
    assert not plain.first.is_visible()
    page.emulate_media(media="print")
    assert not figure.locator(".steps").is_visible()
    assert plain.count() == 3
    assert all(table.is_visible() for table in plain.all())
