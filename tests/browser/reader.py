"""A reader of one page, who may start Python in it."""

import time

from pyodide_route import serve_pyodide

OPEN = "Edit and run the code on this page"
LONG = 120_000  # ms, for Python to start on a busy machine
FAST = 15_000


class Reader:
    """A page with its trouble, and what a reader does on it."""

    def __init__(self, browser, address, name, *, reachable=True, **look):
        self.context = browser.new_context(**look)
        self.refused = serve_pyodide(self.context, reachable=reachable)
        self.page = self.context.new_page()
        self.page.set_default_timeout(FAST)
        self.trouble, self.asked = [], []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda e: self.trouble.append(str(e)))
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.goto(address + name)
        self.page.wait_for_selector(".live-bar button")

    def _said(self, message):
        if message.type == "error":
            self.trouble.append(message.text)

    def open(self):
        self.page.get_by_role("button", name=OPEN).click()
        self.page.wait_for_selector(".live-tools", state="attached")
        self.page.evaluate(
            "document.querySelectorAll('details')"
            ".forEach((d) => Object.assign(d, {open: true, hidden: false}))"
        )

    def code(self, number):
        label = f"Code of cell {number}"
        return self.page.get_by_role("textbox", name=label, exact=True)

    def press(self, what, number):
        name = f"{what} cell {number}"
        self.page.get_by_role("button", name=name, exact=True).click()

    def cell(self, number):
        return self.page.locator(
            f".cell:has(textarea[aria-label='Code of cell {number}'])"
        ).last  # a cell below a picture lies in the cell that draws it

    def output(self, number):
        return self.cell(number).locator(".cell_output").inner_text()

    def heard(self, words, timeout=FAST):
        """Wait until the page says so, to screen readers too."""
        self.page.wait_for_function(
            "w => document.querySelector('.live-heard').innerText.includes(w)",
            arg=words,
            timeout=timeout,
        )

    def run(self, number, says="done", timeout=FAST):
        """Run a cell; returns the seconds that took."""
        began = time.monotonic()
        self.press("Run", number)
        self.heard("Cell ", timeout)
        heard = self.page.locator(".live-heard").inner_text()
        assert heard.startswith(f"Cell {number}: {says}")
        return time.monotonic() - began

    def number(self, text):
        """The number of the first cell with this text in it."""
        areas = self.page.locator(".live-editor textarea").all()
        return min(
            int(area.get_attribute("aria-label").rpartition(" ")[2])
            for area in areas
            if text in area.input_value()
        )
