"""JupyterLite in the book's site: the launch buttons, an exercise solved."""

import json
import re
from pathlib import Path

import pytest
from pyodide_route import needs_pyodide, serve_pyodide

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
NOTEBOOKS = sorted(
    path.relative_to(HTML / "lite" / "files").with_suffix("").as_posix()
    for path in HTML.glob("lite/files/*/*.ipynb")
)
PAGES = sorted(
    path.relative_to(HTML).with_suffix("").as_posix()
    for folder in ("chapters", "exercises")
    for path in HTML.glob(f"{folder}/*.html")
)
SOLVED = "exercises/04-backward-pass"
LAUNCH = ".dropdown-launch-buttons a"
IMPORTS = "from backprop.exercises import"
MINUTE = 60_000


@pytest.fixture(scope="module")
def lite(chromium):
    """A reader's browser; what it was refused is in its .refused."""
    context = chromium.new_context(accept_downloads=True)
    context.refused = serve_pyodide(context)
    yield context
    context.close()


def code(page, text):
    """The code cell that holds a text."""
    return page.locator(".jp-CodeCell", has_text=text).first


def run(page, text, replaced_by=None):
    """Run a code cell, after replacing what stands in it."""
    cell = code(page, text)
    editor = cell.locator(".cm-content")
    editor.click()
    if replaced_by is not None:
        editor.fill(replaced_by)
    page.keyboard.press("Shift+Enter")


def opened(page):
    """Wait until a notebook and its last check are there."""
    code(page, 'check("4.6"').wait_for(timeout=MINUTE)
    return page


def test_the_notebooks_are_those_of_the_book():
    assert NOTEBOOKS, "There is no _build/html/lite: run `make book` first."
    for name in NOTEBOOKS:
        notebook = json.loads((HTML / f"lite/files/{name}.ipynb").read_text())
        first, install, *rest = notebook["cells"]
        assert "newer\nversions" in "".join(first["source"])
        assert "%pip install" in "".join(install["source"])
        assert not any(cell.get("outputs") for cell in rest)


def test_links_in_notebooks_lead_somewhere():
    """To another notebook of JupyterLite, or to a page of the book."""
    for name in NOTEBOOKS:
        path = HTML / f"lite/files/{name}.ipynb"
        cells = json.loads(path.read_text("utf-8"))["cells"]
        prose = [c["source"] for c in cells if c["cell_type"] == "markdown"]
        text = "\n".join(map("".join, prose))
        links = re.findall(r"\]\((?![a-z]+:|#)([^()\s#]+)", text)
        assert links
        for link in links:
            assert (path.parent / link).is_file(), f"{name}: {link}"


def test_pages_of_notebooks_have_a_launch_button_and_no_others():
    for name in PAGES:
        text = (HTML / f"{name}.html").read_text("utf-8")
        launches = re.findall(r'href="LITE/([^"]+)"', text)
        own = [f"notebooks/index.html?path={name}.ipynb"]
        assert launches == (own if name in NOTEBOOKS else [])
        if launches:
            assert f"_sources/{name}.ipynb" in text  # the download


@pytest.mark.parametrize("name", ["chapters/intro", SOLVED])
def test_the_launch_button_leads_into_the_site(visit, address, name):
    page = visit(f"{address}{name}.html", width=390)
    assert not page.get_by_text("opened as a file").count()
    page.locator(".dropdown-launch-buttons button").click()
    said = page.locator(LAUNCH).inner_text()
    for words in ("in this browser", "half a minute", "stays here"):
        assert words in said
    box = page.locator(LAUNCH).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.locator(LAUNCH).evaluate("link => link.href") == (
        f"{address}lite/notebooks/index.html?path={name}.ipynb"
    )


@needs_pyodide
def test_an_exercise_is_solved_saved_and_found_again(lite, address):
    page = lite.new_page()
    page.goto(f"{address}{SOLVED}.html")
    page.locator(".dropdown-launch-buttons button").click()
    with lite.expect_page(timeout=MINUTE) as launched:
        page.locator(LAUNCH).click()
    notebook = opened(launched.value)

    # A check before its time says what is missing.
    told = code(notebook, 'check("4.1"').locator(".jp-OutputArea-output")
    run(notebook, 'check("4.1"')
    notebook.get_by_text("first cells have not run yet").wait_for(
        timeout=2 * MINUTE
    )
    assert "NameError" not in told.inner_text()
    run(notebook, "%pip install")
    run(notebook, IMPORTS)
    run(notebook, 'check("4.1"')
    notebook.get_by_text("answer_1 is not there yet").wait_for(
        timeout=2 * MINUTE
    )
    assert "NameError" not in told.inner_text()
    run(notebook, 'problem("4.1"')
    problem = code(notebook, 'problem("4.1"').locator(".jp-OutputArea-output")
    problem.wait_for(timeout=2 * MINUTE)
    given = re.findall(r"(?:N|times) = (\d+)", problem.inner_text())
    N, times = map(int, given)
    run(
        notebook,
        "answer_1 = (",
        f"answer_1 = (1 / {times}, 1, {N} * {times}, {N})  # mine",
    )
    run(notebook, 'check("4.1"')
    check = code(notebook, 'check("4.1"').locator(".jp-OutputArea-output")
    check.wait_for(timeout=MINUTE)
    assert "passed" in check.inner_text()

    notebook.keyboard.press("Control+s")
    saved = """async (name) => {
      for (const { name: base } of await indexedDB.databases()) {
        const db = await new Promise((done) => {
          const asked = indexedDB.open(base);
          asked.onsuccess = () => done(asked.result);
        });
        if (!db.objectStoreNames.contains("files")) continue;
        const found = await new Promise((done) => {
          const asked = db.transaction("files").objectStore("files").get(name);
          asked.onsuccess = () => done(asked.result);
        });
        db.close();
        if (JSON.stringify(found ?? "").includes("# mine")) return true;
      }
      return false;
    }"""
    for _ in range(50):
        if notebook.evaluate(saved, f"{SOLVED}.ipynb"):
            break
        notebook.wait_for_timeout(100)
    notebook.reload()
    opened(notebook)
    code(notebook, "# mine").wait_for(timeout=MINUTE)
    assert "passed" in code(notebook, 'check("4.1"').inner_text()

    notebook.locator(".lm-MenuBar-itemLabel", has_text="File").click()
    with notebook.expect_download() as download:
        notebook.locator(".lm-Menu-itemLabel").get_by_text(
            "Download", exact=True
        ).click()
    assert download.value.suggested_filename == "04-backward-pass.ipynb"
    assert "# mine" in Path(download.value.path()).read_text("utf-8")

    files = notebook
    files.goto(f"{address}lite/tree/index.html")
    row = files.locator(".jp-DirListing-item")
    row.filter(has_text="exercises").dblclick(timeout=MINUTE)
    row.filter(has_text="04-backward-pass").click(timeout=MINUTE)
    with files.expect_download() as download:
        files.get_by_text("Download", exact=True).click()
    assert "# mine" in Path(download.value.path()).read_text("utf-8")

    files.get_by_text("Delete", exact=True).click()
    files.locator(".jp-Dialog .jp-mod-accept").click()
    files.locator(".jp-Dialog").wait_for(state="detached")
    files.goto(f"{address}lite/notebooks/index.html?path={SOLVED}.ipynb")
    opened(files)
    code(files, "answer_1 = (").wait_for()
    assert not code(files, "# mine").count()
    assert not lite.refused


NOTEBOOK = f"lite/notebooks/index.html?path={SOLVED}.ipynb"
DARK = "document.body.dataset.jpThemeLight === 'false'"


@pytest.mark.parametrize(
    ("system", "book", "dark"),
    [("dark", None, True), ("light", "dark", True), ("dark", "light", False)],
)
def test_the_theme_is_the_systems_or_the_books(
    chromium, address, system, book, dark
):
    context = chromium.new_context(
        color_scheme=system,
        has_touch=True,
        viewport={"width": 390, "height": 844},
    )
    serve_pyodide(context, reachable=False)
    if book:
        context.add_init_script(f"localStorage.setItem('mode', '{book}')")
    page = context.new_page()
    page.goto(address + NOTEBOOK)
    code(page, IMPORTS).wait_for(timeout=MINUTE)
    page.wait_for_function(f"({DARK}) === {str(dark).lower()}")
    # On a phone, Run is a button that a thumb finds.
    run_button = page.get_by_role("button", name="Run", exact=False).first
    box = run_button.bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    bar = page.locator(".jp-NotebookPanel-toolbar").bounding_box()
    assert box["y"] + box["height"] <= bar["y"] + bar["height"]
    assert box["x"] + box["width"] <= 390
    context.close()


RIGHT_43 = (
    "linear_backward = lambda X, V, dY: (dY @ V, dY.T @ X, dY.sum(axis=0))"
)


def test_the_page_says_what_it_waits_for(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.route("**/bundle.js*", lambda route: None)  # never comes
    page = context.new_page()
    page.goto(address + NOTEBOOK, wait_until="commit")
    said = page.locator("#jupyterlite-loading-indicator")
    said.wait_for(timeout=MINUTE)
    assert "half a minute" in said.inner_text()
    box = said.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_on_a_phone_code_wraps_and_chapters_are_pages(chromium, address):
    context = chromium.new_context(
        has_touch=True, viewport={"width": 390, "height": 844}
    )
    serve_pyodide(context, reachable=False)
    page = context.new_page()
    page.goto(address + NOTEBOOK)
    opened(page)
    assert not page.locator("#jupyterlite-loading-indicator").is_visible()
    cell = code(page, IMPORTS)
    wide = "e => e.scrollWidth - e.clientWidth"
    assert cell.locator(".cm-scroller").evaluate(wide) <= 1
    lines = cell.locator(".cm-line")
    long = lines.filter(has_text="SoftmaxCrossEntropy").bounding_box()
    short = lines.filter(has_text="import numpy").bounding_box()
    assert long["height"] > 1.5 * short["height"]
    chapter = page.get_by_role("link", name="chapter 4", exact=True).first
    with context.expect_page() as other:
        chapter.click()
    other.value.wait_for_load_state()
    assert other.value.url == f"{address}chapters/04-backward-pass.html"
    context.close()


@needs_pyodide
def test_a_cell_that_failed_and_the_links_of_a_pass(lite, address):
    page = lite.new_page()
    page.goto(address + NOTEBOOK)
    opened(page)
    run(page, "%pip install")
    run(page, IMPORTS)
    given = "linear_backward"  # the first cell with it
    run(page, given, RIGHT_43.replace("axis=0", "axis=1"))
    told = code(page, 'check("4.3"').locator(".jp-OutputArea-output")
    run(page, 'check("4.3"')
    told.get_by_text("not yet").wait_for(timeout=3 * MINUTE)
    run(page, given, RIGHT_43[:-1])
    # What waits in the queue when a cell fails is not run.
    page.get_by_text("SyntaxError").first.wait_for(timeout=MINUTE)
    run(page, 'check("4.3"')
    told.get_by_text("cell that makes linear_backward failed").wait_for(
        timeout=MINUTE
    )
    run(page, given, RIGHT_43)
    run(page, 'check("4.3"')
    told.get_by_text("passed").wait_for(timeout=MINUTE)

    following = told.get_by_role("link", name="4.4")
    following.click()
    heading = page.get_by_role("heading", name="4.4").first
    page.wait_for_timeout(500)
    assert 0 <= heading.bounding_box()["y"] < 300
    with lite.expect_page() as other:
        told.get_by_role("link", name="Solutions 4").click()
    other.value.wait_for_load_state()
    assert "chapters/solutions-04.html#4-3-" in other.value.url
    assert other.value.locator("h2", has_text="4.3").count() == 1
    page.close()
