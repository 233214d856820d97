"""Every interactive figure, moved by keyboard and by mouse.

What it then says is compared with what the package says at those settings,
as the notebook holds it; where Python makes the pictures in the page, with
what it says here.
"""

import json
import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from bs4 import BeautifulSoup
from pyodide_route import HOST, needs_pyodide
from reader import LONG
from test_pages import settled, violations
from touching import swipe

from backprop.book import pictures

ROOT = Path(__file__).resolve().parents[2]


def figures():
    """(page, place on it, data) of every figure with sliders."""
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        place = 0
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                html = "".join(output.get("data", {}).get("text/html", ""))
                if "<live-figure>" in html:
                    script = BeautifulSoup(html, "html.parser").script
                    data = json.loads(script.text)
                    yield f"chapters/{path.stem}.html", place, data
                    place += 1


EVERY = list(figures())
FIGURES = [figure for figure in EVERY if "call" not in figure[2]]
# A hand pulls those whose last setting stays, as a ghost.
PULLED = [figure for figure in EVERY if "ghost" in figure[2]]
PLAYED = [figure for figure in EVERY if "play" in figure[2]]
(ASKING,) = [figure for figure in EVERY if "call" in figure[2]]
EACH = pytest.mark.parametrize(
    ("name", "place", "data"),
    FIGURES,
    ids=[f"{name[9:11]}-{place}" for name, place, _ in FIGURES],
)


def settings(data, chosen):
    """{name: value} of the chosen places of the controls."""
    return {
        c["name"]: c["values"][index]
        for c, index in zip(data["controls"], chosen, strict=True)
    }


def words(data, chosen):
    if "model" in data:
        fn = getattr(pictures, data["model"])
        return fn(**settings(data, chosen)).words
    k = 0
    for control, index in zip(data["controls"], chosen, strict=True):
        k = k * len(control["values"]) + index
    return (data["base"] | data["frames"][k])["words"]


@pytest.fixture
def opened(visit, address):
    """The figure, on its page."""

    def open_one(name, place, width=1280):
        page = visit(address + name, width=width)
        figure = page.locator("live-figure").nth(place)
        figure.locator(".live").wait_for()
        figure.scroll_into_view_if_needed()
        if (name, place) in [pulled[:2] for pulled in PULLED]:
            figure.locator(".grips").wait_for(state="attached")
        settled(page)
        return page, figure

    return open_one


def test_there_are_figures_in_enough_chapters():
    assert len({name for name, *_ in FIGURES}) >= 5


@EACH
def test_a_figure_moves_by_keyboard(opened, name, place, data):
    page, figure = opened(name, place)
    chosen = [c["start"] for c in data["controls"]]
    assert figure.locator(".words").inner_text() == words(data, chosen)
    for i, control in enumerate(data["controls"]):
        field = figure.locator("input, select").nth(i)
        field.focus()
        up = chosen[i] + 1 < len(control["values"])
        if control["kind"] == "choice":
            key = "ArrowDown" if up else "ArrowUp"
        else:
            key = "ArrowRight" if up else "ArrowLeft"
        page.keyboard.press(key)
        chosen[i] += 1 if up else -1
        assert figure.locator(".words").inner_text() == words(data, chosen)
        if control["kind"] == "range":
            said = field.get_attribute("aria-valuetext")
            assert said == control["texts"][chosen[i]]
    assert not page.trouble


@EACH
def test_a_figure_moves_by_mouse_and_is_still_in_print(
    opened, name, place, data
):
    page, figure = opened(name, place, width=360)
    chosen = [c["start"] for c in data["controls"]]
    for i, control in enumerate(data["controls"]):
        field = figure.locator("input, select").nth(i)
        last = len(control["values"]) - 1
        if control["kind"] == "choice":
            field.select_option(index=last)
        else:
            box = field.bounding_box()
            assert box["height"] >= 44
            field.click(
                position={"x": box["width"] - 3, "y": box["height"] / 2}
            )
        chosen[i] = last
        assert figure.locator(".words").inner_text() == words(data, chosen)
    assert figure.locator(".live path").count() > 2
    assert not figure.locator("> img").is_visible()
    page.emulate_media(media="print")
    assert figure.locator("> img").is_visible()
    assert not figure.locator(".live").is_visible()
    assert not page.trouble


def test_without_scripts_the_pictures_are_there(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + FIGURES[0][0])
    assert page.locator("live-figure > img").first.is_visible()
    context.close()


def shown_by_package(data, chosen):
    module, name = data["call"].split(":")
    return getattr(import_module(module), name)(**settings(data, chosen))


@needs_pyodide
def test_a_figure_that_asks_python(reader):
    """And a figure that a cell shows, run in the page, moves as well."""
    name, place, data = ASKING
    it = reader(name)
    figure = it.page.locator("live-figure").nth(place)
    note = figure.locator(".note")
    assert "starts Python in this page" in note.inner_text()
    assert not any(url.startswith(HOST) for url in it.asked)
    chosen = [c["start"] for c in data["controls"]]
    for i, control in enumerate(data["controls"]):
        field = figure.locator("input").nth(i)
        if i % 2:
            box = field.bounding_box()
            field.click(position={"x": box["width"] - 3, "y": 22})
            chosen[i] = len(control["values"]) - 1
        else:
            field.press("ArrowRight")
            chosen[i] += 1
        wanted = shown_by_package(data, chosen)
        figure.get_by_text(wanted.words).wait_for(timeout=LONG)
        assert note.inner_text() == ""
    drawn = figure.locator(".line").first.get_attribute("d")
    assert len(drawn.split("L")) == len(*(x for x, _ in wanted.lines.values()))

    it.open()
    cell = it.number("live_figure(descent")
    it.run(cell, timeout=LONG)
    again = it.cell(cell).locator("live-figure")
    before = again.locator(".words").inner_text()
    again.locator("input").first.press("ArrowRight")
    again.locator(".grips").wait_for(state="attached")
    assert again.locator(".words").inner_text() != before
    assert not violations(it.page)
    assert not it.refused
    assert not it.trouble


def test_without_pyodide_figures_move_but_one(reader):
    name, place, data = ASKING
    it = reader(name, reachable=False)
    figure = it.page.locator("live-figure").nth(place)
    figure.locator("input").first.press("ArrowRight")
    figure.get_by_text("which could not be loaded").wait_for(timeout=LONG)
    assert figure.locator(".line").count()
    assert figure.locator("output").first.inner_text() == "400"  # as drawn
    other = it.page.locator("live-figure").nth(0)
    before = other.locator(".words").inner_text()
    other.locator("input").first.press("ArrowRight")
    assert other.locator(".words").inner_text() != before
    assert it.refused
    assert all(url.startswith(HOST) for url in it.refused)
    assert all("ERR_FAILED" in text for text in it.trouble)


SLIDER = 'live-figure input[type="range"]'


@pytest.mark.parametrize(
    ("name", "way", "moves"),
    [
        (FIGURES[0][0], (0, -160), False),
        (FIGURES[0][0], (-90, 0), True),
        (ASKING[0], (0, -160), False),
    ],
    ids=["down", "aside", "down where Python is asked"],
)
def test_a_finger_that_scrolls_moves_no_slider(
    chromium, address, name, way, moves
):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + name)
    page.locator("live-figure .live").first.wait_for()
    slider = page.locator(SLIDER).first
    slider.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    before = slider.input_value()
    top = page.evaluate("scrollY")
    box = slider.bounding_box()
    x, y = box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2
    swipe(context, page, (x, y), way)
    assert (slider.input_value() != before) == moves
    assert (page.evaluate("scrollY") > top + 50) == (not moves)
    assert not any("pyodide" in url for url in asked)
    context.close()


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def texts(figure):
    return figure.locator(".controls output").all_inner_texts()


@pytest.mark.parametrize(
    ("name", "place", "data"), PULLED, ids=[f[2]["model"] for f in PULLED]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_picture_is_pulled_and_its_last_setting_stays(
    opened, name, place, data, width
):
    page, figure = opened(name, place, width)
    begun = texts(figure)
    last = {"dividing_line": 0, "descent": 5}[data["model"]]
    was = figure.locator(".drawn .line").nth(last).get_attribute("d")
    assert not figure.locator(".ghost").count()
    x, y = middle(figure.locator(".grip").first)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 20, y + 25, steps=6)
    page.mouse.up()
    page.mouse.move(x + 50, y + 50)  # let go: nothing follows
    pulled = texts(figure)
    assert pulled != begun
    chosen = [
        c["texts"].index(text)
        for c, text in zip(data["controls"], pulled, strict=True)
    ]
    assert figure.locator(".words").inner_text() == words(data, chosen)
    ghosts = figure.locator(".ghost .line")
    assert ghosts.count() == 1
    assert ghosts.get_attribute("d") == was
    assert not page.trouble
    assert not violations(page, "live-figure")


@pytest.mark.parametrize(
    ("name", "place", "data"), PULLED, ids=[f[2]["model"] for f in PULLED]
)
def test_a_finger_pulls_a_grip_and_scrolls_beside_it(
    chromium, address, name, place, data
):
    context = chromium.new_context(
        viewport={"width": 390, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address + name)
    figure = page.locator("live-figure").nth(place)
    figure.locator(".grips").wait_for(state="attached")
    figure.locator(".drawn").scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    begun, top = texts(figure), page.evaluate("scrollY")
    swipe(context, page, middle(figure.locator(".grip").first), (-15, 40))
    assert texts(figure) != begun
    assert page.evaluate("scrollY") == top
    pulled = texts(figure)
    box = figure.locator(".drawn").bounding_box()
    corner = (box["x"] + 20, box["y"] + box["height"] - 15)
    swipe(context, page, corner, (0, -200))
    assert texts(figure) == pulled
    assert page.evaluate("scrollY") > top + 50
    context.close()


@pytest.mark.parametrize(
    ("name", "place", "data"),
    PLAYED,
    ids=[f"{name[9:11]}-{place}" for name, place, _ in PLAYED],
)
def test_a_process_plays_pauses_and_goes_by_steps(opened, name, place, data):
    page, figure = opened(name, place)
    picture = figure.locator(".drawn > svg").first

    def drawn():  # the clip path's id counts the page's figures as they come
        return re.sub(r"live-clip-\d+", "live-clip", picture.inner_html())

    whole = drawn()
    figure.get_by_role("button", name="Play").press("Enter")
    page.wait_for_timeout(700)
    figure.get_by_role("button", name="Pause").press("Enter")
    part = drawn()
    assert part != whole
    if isinstance(data["play"], list):
        tally = figure.locator(".play > span").inner_text()
        last = {"05": 25, "07": 680}[name[9:11]]  # as the text says
        assert re.fullmatch(rf"step \d+ of {last}", tally)
    page.wait_for_timeout(700)
    assert drawn() == part
    figure.get_by_role("button", name="Play").press("Enter")
    figure.get_by_role("button", name="Play").wait_for(timeout=15_000)
    end = drawn()
    assert figure.locator(".words").is_visible()
    if isinstance(data["play"], list):  # the whole is there again
        assert end == whole

    page.emulate_media(reduced_motion="reduce")
    page.reload()
    figure.locator(".live").wait_for()
    if (name, place) in [pulled[:2] for pulled in PULLED]:
        figure.locator(".grips").wait_for(state="attached")
    assert not figure.get_by_role("button", name="Play").count()
    assert drawn() == end
    figure.get_by_role("button", name="Step").press("Enter")
    page.wait_for_timeout(700)
    one = drawn()
    assert one != end
    figure.get_by_role("button", name="Step").press("Enter")
    assert drawn() not in (one, end)
    assert not page.trouble


# The figure that follows the target of each link above the first section.
LED_TO = """() => {
  const figures = [...document.querySelectorAll("live-figure")];
  const section = document.querySelector("article h2");
  return [...document.querySelectorAll("article a[href^='#']")]
    .filter((a) => a.compareDocumentPosition(section) & 4)
    .map((a) => document.getElementById(a.hash.slice(1)))
    .map((to) => figures.findIndex((f) => to?.compareDocumentPosition(f) & 4));
}"""


@pytest.mark.parametrize("chapter", ["01-forward-pass", "05-sgd"])
def test_the_opening_leads_to_what_lies_deep_in_the_page(
    visit, address, chapter
):
    page = visit(f"{address}chapters/{chapter}.html")
    assert {0, 1} <= {*page.evaluate(LED_TO)}
    assert page.locator("live-figure").count() == 2
    link = page.locator("article a[href^='#sec-']").first
    link.press("Enter")
    page.wait_for_timeout(600)
    place = page.locator("live-figure").first.bounding_box()["y"]
    assert 0 < place < page.viewport_size["height"]


def test_what_is_pulled_starts_neither_at_an_edge_nor_at_a_special_case():
    for name, _, data in PULLED:
        for control in data["controls"]:
            assert 0 < control["start"] < len(control["values"]) - 1, name
    (bowl,) = [d for *_, d in PULLED if d["model"] == "descent"]
    rate = bowl["controls"][0]
    lr = rate["values"][rate["start"]]
    factors = 1 - lr * pictures.CURVATURES
    assert (np.abs(factors) > 0.1).all()  # no direction ends in one step


def test_every_process_of_the_plan_is_played():
    assert {name[9:11] for name, *_ in PLAYED} >= {"01", "05", "07"}
