"""How fast the book's pages answer: `make bench-browser` prints it.

Needs the built book and Chromium; Pyodide as `make test-browser` has it.
"""

import statistics
import sys
import threading
import time
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import pyodide_route  # noqa: E402

import conftest  # noqa: E402

STEPS = 100
LONG = 120_000
# From the reader's move until the picture and its words are laid out.
MOVE = """(figure, steps) => {
  const fields = figure.querySelectorAll("input[type=range], select");
  const button = figure.querySelector(".steps-buttons button");
  const arrows = figure.querySelectorAll(".pad-left, .pad-right");
  const times = [];
  for (let k = 0; k < steps; k++) {
    const field = fields[k % fields.length];
    const last = field && Number(field.max || field.options?.length - 1);
    if (field) field.value = (Number(field.value) + 1) % (last + 1);
    const began = performance.now();
    if (field) field.dispatchEvent(new Event("input"));
    else (arrows[k % 2] ?? button).click();
    figure.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return times;
}"""
# The same for a pen on the sheet, with the blame shown.
DRAW = """(figure, steps) => {
  figure.querySelector(".steps-buttons button").click();
  const sheet = figure.querySelector(".digit-sheet");
  const { left, top, width } = sheet.getBoundingClientRect();
  sheet.setPointerCapture = () => {}; // no pointer is down
  const send = (kind, k) => sheet.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1,
    clientX: left + width * (0.5 + 0.4 * Math.cos(k / 5)),
    clientY: top + width * (0.5 + 0.4 * Math.sin(k / 3)),
  }));
  send("pointerdown", 0);
  const times = [];
  for (let k = 0; k < steps; k++) {
    const began = performance.now();
    send("pointermove", k);
    figure.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  send("pointerup", 0);
  return times;
}"""
# The same for a step of the pole, by its last policy.
PUSH = """(figure, steps) => {
  [...figure.querySelectorAll(".pole-who button")].at(-1).click();
  const step = [...figure.querySelectorAll(".pole-hand button")]
    .find((one) => one.textContent === "Step");
  const times = [];
  for (let k = 0; k < steps; k++) {
    const began = performance.now();
    step.click();
    figure.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return times;
}"""
ASK = """async (figure) => {
  const field = figure.querySelector("input");
  const answered = new Promise((done) => new MutationObserver(done)
    .observe(figure.querySelector(".words"), { childList: true }));
  const began = performance.now();
  field.value = (Number(field.value) + 1) % (Number(field.max) + 1);
  field.dispatchEvent(new Event("input"));
  await answered;
  return performance.now() - began;
}"""


def main():
    serve = partial(conftest.BookServer, directory=str(conftest.HTML))
    server = ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    book = f"http://127.0.0.1:{server.server_port}{serve.func.prefix}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=conftest.executable(), args=conftest.FLAGS
        )
        numbered = sorted(conftest.HTML.glob("chapters/[0-9]*.html"))
        for name in ("intro.html", *(path.name for path in numbered)):
            visit(chromium, f"{book}chapters/{name}")
        chromium.close()
    server.shutdown()


def visit(chromium, url):
    """Print a page's weight on the first visit, and its figures' times."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900})
    pyodide_route.serve_pyodide(context)
    page, answers = context.new_page(), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    page_itself, *others = (len(answer.body()) / 1e3 for answer in answers)
    print(
        f"{url.rpartition('/')[2]}: {page_itself:.0f} kB, and "
        f"{len(others)} files with {sum(others):.0f} kB"
    )
    for figure in page.locator(
        "live-figure, live-graph, live-backward, live-net, live-tape, "
        "live-convolution, live-moved, live-unrolled, live-next-letter"
    ).element_handles():
        if figure.query_selector(".note"):
            times(figure, page)
        else:
            told("in the page", figure.evaluate(MOVE, STEPS))
    for sheet in page.locator("live-digit.ready").element_handles():
        told("of the pen", sheet.evaluate(DRAW, STEPS))
    for pole in page.locator("live-pole.ready").element_handles():
        told("of the pole", pole.evaluate(PUSH, STEPS))
    context.close()


def times(figure, page):
    """The figure that asks Python."""
    if pyodide_route.why_not():
        print(f"  not timed: {pyodide_route.why_not()}")
        return
    first = figure.evaluate(ASK)
    print(f"  Python's first answer: {first / 1e3:.1f} s")
    told("asking Python", [figure.evaluate(ASK) for _ in range(STEPS)])


def told(how, milliseconds):
    print(
        f"  a move, {how}: median {statistics.median(milliseconds):.1f} ms, "
        f"largest of {len(milliseconds)} {max(milliseconds):.1f} ms"
    )


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"Measured in {time.monotonic() - began:.0f} s.")
