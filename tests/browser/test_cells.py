"""Code that runs in the page: edited, run, stopped, reset, kept.

The page's own words are waited for, never "idle".
Python starts three times in all.
"""

import re

import pytest
from pyodide_route import HOST, folder, needs_pyodide, weight
from reader import LONG, OPEN
from test_pages import HTML, violations

EXERCISES = "exercises/04-backward-pass.html"
CHAPTER = "chapters/04-backward-pass.html"
SHOWN = """(cell) => [...cell.querySelectorAll(
  ".cell_output :is(img, table, pre)")].map(
    (e) => (e.alt ?? e.innerText).replace(/\\s+/g, " ").trim())"""

# Of each cell: its letters in the book, and in its editor, with their looks.
LETTERS = """() => [...document.querySelectorAll(".cell_input")].map((cell) =>
{
  const looks = (pre) => {
    const found = [];
    const texts = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      const { color, fontWeight } = getComputedStyle(parentElement);
      for (const letter of data.replace(/\\s/g, ""))
        found.push(`${letter} ${color} ${fontWeight}`);
    }
    return found;
  };
  cell.firstElementChild.hidden = false;
  return [cell.querySelector("pre"), cell.querySelector(".live-editor > div")]
    .map(looks);
})"""


def test_a_page_asks_for_little_before_the_button_is_pressed(reader):
    it = reader(CHAPTER)
    cells = it.page.locator(".cell_input pre").count()
    live = [url for url in it.asked if "/live/" in url]
    names = {url.rpartition("/")[2].partition("?")[0] for url in live}
    assert not names & {"cells.mjs", "python.mjs", "worker.mjs"}
    it.page.get_by_role("button", name=OPEN).dblclick()
    it.page.wait_for_timeout(300)
    assert it.page.locator(".live-editor textarea").count() == cells
    assert not any("worker" in url or "pyodide" in url for url in it.asked)
    assert not it.refused
    assert not it.trouble


@needs_pyodide
def test_edit_run_fail_stop_reset_and_reload(reader):
    it = reader(EXERCISES)
    it.open()
    answer = it.number("answer_1 =")
    asks = it.number('check("4.1"')
    book = it.code(answer).input_value()

    # Run: the cells above come first.
    it.code(answer).fill("answer_1 = (1, 1, 1, 1)")
    first = it.run(asks, timeout=LONG)
    if folder():
        cost = (HTML / "_static/live/cost.mjs").read_text("utf-8")
        promised = int(re.search(r"(\d+) MB", cost)[1])
        wheel = next(HTML.glob("_static/live/*.whl")).stat().st_size / 1e6
        assert promised - 1 < weight(set(it.asked)) + wheel <= promised
    above = f"after {asks - 1} above"
    assert above in it.cell(asks).locator(".live-status").inner_text()
    assert "not yet" in it.output(asks)
    assert it.cell(asks).locator(".cell_output details").count() == 1

    # What has run does not run again; what was edited does.
    again = it.run(asks)
    assert "above" not in it.page.locator(".live-heard").inner_text()
    it.code(answer).fill("print('six' * 2)\n7 * 6")
    it.run(answer)
    assert it.output(answer).split() == ["sixsix", "42"]

    # An error names the reader's own line.
    it.code(answer).fill("def half(n):\n    return 1 / n\n\nhalf(0)")
    it.press("Run", answer)
    it.heard("ended with an error. ZeroDivisionError: division by zero")
    places = it.cell(answer).locator(".live-error li").all_inner_texts()
    assert [re.sub(r"\s+", " ", text).strip() for text in places] == [
        f"Cell {answer}, line 4 half(0)",
        f"Cell {answer}, line 2 return 1 / n",
    ]
    it.press("Run", asks)
    it.heard(f"Cell {answer} ended with an error")

    # Keys: Tab leaves, Control+] indents, Shift+Enter runs and moves on.
    it.code(answer).fill("pass")
    it.code(answer).press("Control+]")
    assert it.code(answer).input_value() == "    pass"
    it.code(answer).fill("if True:")
    it.code(answer).press("Enter")
    it.page.keyboard.type("answer_1 = 'kept'")
    assert it.code(answer).input_value() == "if True:\n    answer_1 = 'kept'"
    it.code(answer).press("Shift+Enter")
    it.heard(f"Cell {answer}: done")
    label = it.page.evaluate("document.activeElement.ariaLabel")
    assert label == f"Code of cell {answer + 1}"
    it.code(answer).press("Tab")
    label = it.page.evaluate("document.activeElement.ariaLabel")
    assert label == f"Run cell {answer}"

    # An endless loop is ended by Stop, and the next Run begins anew.
    it.code(1).fill("print('in it', flush=True)\nwhile True:\n    pass")
    it.press("Run", 1)
    it.page.wait_for_function(
        "document.querySelector('.cell_output')?.innerText.includes('in it')",
    )
    it.page.get_by_role("button", name="Stop").click()
    it.heard("Stopped.")
    assert not it.page.get_by_role("button", name="Stop").count()
    it.press("Reset", 1)
    it.run(asks, timeout=LONG)
    assert "not yet" in it.output(asks)

    # Figures ask the same Python.
    answered, took = it.page.evaluate(
        """async () => {
          const url = new URL("../_static/live/python.mjs", location.href);
          const { python } = await import(url);
          const began = performance.now();
          const found = await python.call("json:loads", { s: "[1, 2.5]" });
          return [found, performance.now() - began];
        }"""
    )
    assert answered == [1, 2.5]

    # An edit outlives a reload, and Reset brings the book's text back.
    it.page.reload()
    it.page.wait_for_selector(".live-tools", state="attached")
    assert "'kept'" in it.code(answer).input_value()
    assert not it.page.get_by_role("button", name=OPEN).count()
    it.press("Reset", answer)
    assert it.code(answer).input_value() == book
    kept = it.page.evaluate("Object.keys(localStorage)")
    assert not [key for key in kept if key.startswith("backprop:")]
    assert not it.refused
    assert not it.trouble
    print(
        f"\nFirst answer {first:.1f} s, the next {1000 * again:.0f} ms, "
        f"a call {took:.0f} ms."
    )


@needs_pyodide
def test_a_chapter_shows_in_the_page_what_it_shows_in_print(reader):
    """Figures, tables, source and text: the same words as before the run."""
    it = reader(CHAPTER)
    it.open()
    last = it.number("table(")
    cells = range(1, last + 1)
    before = [it.cell(k).evaluate(SHOWN) for k in cells]
    assert any(before)
    it.run(last, timeout=LONG)
    assert [it.cell(k).evaluate(SHOWN) for k in cells] == before
    assert not it.refused
    assert not it.trouble


def test_without_pyodide_one_line_says_so(reader):
    it = reader(EXERCISES, reachable=False)
    it.open()
    it.press("Run", 1)
    it.heard("Python could not be loaded", LONG)
    lines = it.page.get_by_text("Python could not be loaded")
    assert lines.filter(visible=True).count() <= 3
    assert it.refused
    assert all(url.startswith(HOST) for url in it.refused)
    assert "Five rows with a pencil" in it.page.inner_text("article")
    assert all("ERR_FAILED" in text for text in it.trouble)


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_open_cells_can_be_used_by_everyone(reader, theme, width):
    size = {"width": width, "height": 740}
    it = reader(EXERCISES, color_scheme=theme, viewport=size)
    it.open()
    assert it.page.evaluate("document.documentElement.scrollWidth") <= width
    small = it.page.evaluate(
        "[...document.querySelectorAll('.live-bar button, .live-tools button"
        "')].filter((b) => b.checkVisibility() && b.offsetHeight < 44).length"
    )
    assert not small
    assert not violations(it.page)
    assert not it.trouble


def test_an_edit_of_an_older_text_is_offered(reader):
    it = reader(EXERCISES)
    it.page.evaluate(
        """() => {
          const page = "backprop:exercises/04-backward-pass.html";
          const cell = document.querySelector(".cell[id^=cell-]").id;
          localStorage.setItem(`${page}#${cell}`,
            JSON.stringify({ text: "mine = 1", of: "0" }));
        }"""
    )
    it.page.reload()
    it.page.wait_for_selector(".live-tools", state="attached")
    assert it.code(1).input_value() != "mine = 1"
    it.page.get_by_role("button", name="Take my edit").click()
    assert it.code(1).input_value() == "mine = 1"
    it.page.reload()
    it.page.wait_for_selector(".live-tools", state="attached")
    assert it.code(1).input_value() == "mine = 1"
    assert not it.trouble


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_editor_has_the_colours_of_the_book(reader, theme):
    it = reader("chapters/07-museum.html", color_scheme=theme)
    it.open()
    letters = it.page.evaluate(LETTERS)
    assert len({look for book, _ in letters for look in book}) > 200
    for book, own in letters:
        assert own == book
    area = it.code(2)
    area.fill("x = [1, 2]  # now\nprint(f'{x[0]:.1f} of')")
    copy = it.cell(2).locator(".live-editor > div")
    kinds = copy.locator("span").evaluate_all(
        "spans => spans.map((s) => [s.className, s.textContent])"
    )
    assert [kind for kind in kinds if kind[1]] == [
        ["o", "="], ["mi", "1"], ["mi", "2"], ["c1", "# now"],
        ["nb", "print"], ["s2", "f'"], ["si", "{"], ["mi", "0"],
        ["s2", ":.1f"], ["si", "}"], ["s2", " of'"],
    ]  # fmt: skip
    assert copy.bounding_box() == area.bounding_box()
    assert not violations(it.page)
