"""What a cell shows: much of it, and what a page cannot do.

Python starts once.
"""

import pytest
from pyodide_route import needs_pyodide
from reader import LONG

PAGE = "chapters/01-forward-pass.html"
MORE = "… and more, which is not shown."


@pytest.fixture
def first(reader):
    """Run a text in the page's first cell; returns what it then shows."""
    it = reader(PAGE)
    it.open()

    def run(text, says="done"):
        it.code(1).fill(text)
        it.press("Run", 1)
        words = "Cell 1: done" if says == "done" else says
        it.heard(words, LONG)
        return it.output(1)

    run.it = it
    return run


@needs_pyodide
def test_much_is_shown_in_part_and_at_once(first):
    page = first.it.page
    box = first.it.cell(1).locator(".cell_output pre").first

    # A long list: its first items, as a notebook shows them.
    shown = first("list(range(1_000_000))")
    assert shown.count(",") == 1001  # 1,000 items, and "999,000 more"
    assert "… 999,000 more]" in shown

    # A long text as the last value, and one without any line's end.
    shown = first("'ab' * 1_000_000")
    assert MORE in shown
    assert 200_000 < len(shown) < 200_100

    # Printed and shown have one limit between them.
    shown = first("print('x' * 150_000)\n'y' * 150_000")
    assert shown.count("x") == 150_000
    assert shown.count("y") < 50_000
    assert shown.count(MORE) == 1

    # A hundred thousand values are not a hundred thousand boxes.
    first("for k in range(100_000):\n    display(k)")
    outputs = first.it.cell(1).locator(".cell_output .output")
    assert outputs.count() == 201
    assert outputs.last.inner_text().strip() == MORE

    # More than forty lines scroll in a box that the keyboard reaches.
    first("for k in range(1000):\n    print(k)")
    lines = page.evaluate(
        "(e) => e.clientHeight / parseFloat(getComputedStyle(e).lineHeight)",
        box.element_handle(),
    )
    assert 38 < lines < 46
    assert box.get_attribute("tabindex") == "0"
    first("print(1)")
    assert box.get_attribute("tabindex") != "0"  # none, or the theme's -1

    # A line that is written anew is one line.
    shown = first(
        "for k in range(5):\n    print(f'\\rstep {k}', end='', flush=True)"
    )
    assert shown.strip() == "step 4"

    # What a page cannot do is said in a sentence.
    for text, words in [
        ("name = input('Name? ')", "input() cannot ask in this page"),
        ("%timeit 1 + 1", "“%timeit” is a command of Jupyter"),
        ("!ls", "“!ls” is a command of Jupyter"),
    ]:
        shown = first(text, "ended with an error")
        assert words in shown
        first("pass")
    assert not first.it.trouble


@needs_pyodide
def test_run_all_is_stopped_where_it_was_started(first):
    page = first.it.page
    stop = page.get_by_role("button", name="Stop all")
    bar = page.locator(".live-bar progress")
    assert not stop.is_visible()
    first.it.code(2).fill("while True:\n    pass")
    page.get_by_role("button", name="Run all", exact=True).click()
    page.wait_for_function(
        "document.querySelector('.live-line').innerText"
        ".startsWith('Running cell 2')",
        timeout=LONG,
    )
    assert bar.is_visible()
    assert page.evaluate("(e) => e.value", bar.element_handle()) == 1
    stop.click()
    first.it.heard("Stopped.")
    assert not stop.is_visible()
    assert not bar.is_visible()
    focused = page.evaluate("document.activeElement.innerText")
    assert focused == "Run all"
