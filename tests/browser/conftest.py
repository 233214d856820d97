"""The built book in a real Chromium: `make test-browser`, and only then."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "chrome"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

NOTE_WHEN = """(() => {
  const note = () => (window.lastPut = performance.now());
  addEventListener("resize", note);
  new MutationObserver(note)
    .observe(document, { subtree: true, childList: true });
})()"""


def pytest_ignore_collect(collection_path, config):
    """Other runs of pytest do not need a browser."""
    asked = any("browser" in str(arg) for arg in config.invocation_params.args)
    return None if asked else True


def executable():
    """The path of this machine's Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@pytest.fixture(scope="session")
def chromium():
    found = executable()
    if not found:
        pytest.exit(
            "These tests need Chromium on PATH (for instance: "
            "apt-get install chromium).",
            returncode=1,
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class BookServer(SimpleHTTPRequestHandler):
    """Serves the book below /some/course/ and nothing anywhere else."""

    prefix = "/some/course/"
    protocol_version = "HTTP/1.1"

    def translate_path(self, path):
        if not path.startswith(self.prefix):
            return str(HTML / "not" / "there")
        return super().translate_path(path[len(self.prefix) - 1 :])

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def address():
    """Where the book is served: not at the root of its host."""
    handler = partial(BookServer, directory=str(HTML))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BookServer.prefix}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def contexts(chromium):
    """One browser profile a theme, so that the cache serves later pages."""
    made = {
        theme: chromium.new_context(color_scheme=theme)
        for theme in ("light", "dark")
    }
    for context in made.values():
        context.add_init_script(NOTE_WHEN)
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def reader(chromium, address):
    """reader(name) is a Reader on that page, in a profile of its own."""
    from reader import Reader

    made = []

    def open_page(name, **options):
        made.append(Reader(chromium, address, name, **options))
        return made[-1]

    yield open_page
    for one in made:
        one.context.close()


@pytest.fixture
def visit(contexts):
    """visit(url, theme, width) opens a page; trouble ends up in its .trouble.

    That is: requests to other hosts (which the browser refuses), requests
    that fail, errors in the console, and exceptions.
    """
    pages = []

    def open_page(url, theme="light", width=1280):
        page = contexts[theme].new_page()
        pages.append(page)
        page.set_viewport_size(
            {"width": width, "height": 900 if width > 600 else 740}
        )
        page.trouble = trouble = []
        own = url.split("/some/")[0] if url.startswith("http") else "file://"

        def asks(request):
            if not request.url.startswith((own, "data:", "blob:")):
                trouble.append(f"asks another host: {request.url}")

        def answered(response):
            if response.status >= 400:
                trouble.append(f"{response.status}: {response.url}")

        def said(message):
            if message.type == "error":
                trouble.append(f"console: {message.text}")

        page.on("request", asks)
        page.on("response", answered)
        page.on("console", said)
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on(
            "requestfailed",
            lambda request: trouble.append(f"failed: {request.url}"),
        )
        page.goto(url, wait_until="load")
        return page

    yield open_page
    for page in pages:
        page.close()
