"""How soon a page is there on a slow line: `make bench-browser` prints it.

    python benchmarks/on_a_slow_line.py [pages] [--before folder] [--rounds 5]

The line: 562.5 ms of latency, 1,440 kb/s, files compressed, nothing in the
cache; the reader: 390 × 844 pixels at ratio 2, a processor slowed four times.
With --before, another build of the book (its _build/html) is measured in
turns with this one. The figures are medians of the rounds.
"""

import argparse
import gzip
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import conftest  # noqa: E402

LINE = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1_440_000 / 8,
    "uploadThroughput": 1_440_000 / 8,
}
CHAPTER = "chapters/04-backward-pass"
TEXT = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".py"}
# When the first formula and the first picture were painted.
WATCH = """() => {
  const seen = (window.seen = { shift: 0 });
  new PerformanceObserver((list) => {
    for (const e of list.getEntries())
      if (!e.hadRecentInput) seen.shift += e.value;
  }).observe({ type: "layout-shift", buffered: true });
  // What is there when a frame begins is painted with it.
  const look = () => {
    const formula = document.querySelector("article .math");
    const set = formula?.querySelector("math, mjx-container svg");
    const picture = document.querySelector("article img");
    if (set?.getBoundingClientRect().height)
      seen.formula ??= performance.now();
    if (picture?.complete && picture.naturalWidth)
      seen.picture ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
TIMES = """() => {
  const { startTime: painted } =
    performance.getEntriesByName("first-contentful-paint")[0];
  const { loadEventEnd, navigationStart } = performance.timing;
  return {
    "first paint, s": painted / 1e3,
    "first formula, s": Math.max(painted, seen.formula) / 1e3,
    "first picture, s": Math.max(painted, seen.picture) / 1e3,
    "load, s": (loadEventEnd - navigationStart) / 1e3,
    "layout shift": seen.shift,
  };
}"""


class Compressed(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    made = {}

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        if path not in self.made:
            body = path.read_bytes()
            small = path.suffix in TEXT
            self.made[path] = gzip.compress(body) if small else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self.made[path])))
        self.end_headers()
        self.wfile.write(self.made[path])

    def log_message(self, *args):
        pass


def serve(folder):
    handler = partial(Compressed, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def visit(browser, url):
    """What one reader sees who comes for the first time."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    loaded = []
    line.on(
        "Network.loadingFinished",
        lambda done: loaded.append(done["encodedDataLength"]),
    )
    page.add_init_script(f"({WATCH})()")
    page.goto(url, wait_until="networkidle", timeout=120_000)
    page.wait_for_timeout(2000)
    seen = page.evaluate(TIMES) | {"bytes, kB": sum(loaded) / 1e3}
    context.close()
    return seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="*", default=[CHAPTER])
    parser.add_argument("--before", type=Path)
    parser.add_argument("--now", type=Path, default=conftest.HTML)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    builds = {"before": asked.before, "now": asked.now}
    books = {name: serve(x) for name, x in builds.items() if x}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=conftest.executable(), args=conftest.FLAGS
        )
        for name in asked.pages:
            print(f"{name}, median of {asked.rounds}")
            rounds = [
                {
                    b: visit(browser, f"{u}{name}.html")
                    for b, u in books.items()
                }
                for _ in range(asked.rounds)
            ]
            for what in rounds[0]["now"]:
                line = f"  {what:18}"
                for book in books:
                    each = [one[book][what] for one in rounds]
                    line += f"  {book} {statistics.median(each):8.2f}"
                    line += f" ({min(each):.2f} to {max(each):.2f})"
                print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
