"""A training in the page: a bar beside Stop, words, and chapter 10's names.

Python starts twice, because Stop ends it.
"""

import re

from pyodide_route import needs_pyodide
from reader import LONG
from test_pages import violations

PAGE = "chapters/10-sequences.html"
SLOW = """
import time

import numpy as np
from backprop import Linear, MeanSquaredError, SGD, Sequential, fit

class Late(MeanSquaredError):
    def forward(self, prediction, target):
        time.sleep(pause)
        return super().forward(prediction, target)

def train(epochs):
    net = Sequential(Linear(1, 1, np.random.default_rng(0)))
    fit(net, Late(), SGD(0.1), np.ones((2, 1)), np.ones((2, 1)),
        epochs=epochs, batch_size=2, rng=np.random.default_rng(0))

"""
# Every state of the bar in the first cell, with what the page says then.
WATCH = """() => {
  window.seen = [];
  const note = () => {
    const bar = document.querySelector(".cell .live-tools progress");
    if (!bar || bar.hidden) return;
    seen.push([bar.value, bar.max, bar.ariaLabel,
      bar.parentElement.querySelector(".live-status").innerText,
      document.querySelector(".live-heard").innerText]);
  };
  new MutationObserver(note).observe(document.body,
    { attributes: true, attributeFilter: ["value"], subtree: true });
}"""


def seconds(status):
    return float(re.search(r"Ran in ([\d.]+) s", status)[1])


@needs_pyodide
def test_a_long_training_has_a_bar_and_can_be_stopped(reader):
    it = reader(PAGE, viewport={"width": 360, "height": 740})
    it.open()
    it.page.evaluate(WATCH)
    bars = it.page.locator(".cell .live-tools progress")
    status = it.cell(1).locator(".live-status")

    # A cell that has ended before two seconds has shown none.
    it.code(1).fill(f"{SLOW}pause = 0.1\ntrain(5)")
    it.run(1, timeout=LONG)
    assert not it.page.evaluate("seen")
    assert not bars.count()

    # A longer one: where it is, on a bar and in words, which are announced
    # every ten seconds and not at each epoch.
    it.code(1).fill(f"{SLOW}pause = 0.2\ntrain(5)\ntrain(65)")
    it.run(1, timeout=LONG)
    seen = it.page.evaluate("seen")
    assert len(seen) > 40
    for value, most, label, line, _ in seen:
        assert (most, label) == (65, "Epochs done in cell 1")
        assert line == f"Running: training 2, epoch {value} of 65 …"
    values = [value for value, *_ in seen]
    assert values == sorted(values)
    assert len({heard for *_, heard in seen}) == 2
    assert re.match(r"Running: training 2, epoch \d+ of 65", seen[0][-1])
    assert not bars.count()
    assert status.inner_text().startswith("Ran in 1")

    # Trainings of one epoch: a count, and no bar that is always full.
    it.page.evaluate("seen.length = 0")
    it.code(1).fill(f"{SLOW}pause = 0.2\nfor _ in range(40):\n    train(1)")
    it.press("Run", 1)
    it.heard("epoch 1 of 1")
    assert re.search(r"training \d\d, epoch 1 of 1", status.inner_text())
    assert not bars.filter(visible=True).count()
    it.heard("Cell 1: done")

    # Stop stands beside the bar.
    it.code(1).fill(f"{SLOW}pause = 0.2\ntrain(1000)")
    it.press("Run", 1)
    bars.wait_for()
    assert not violations(it.page)
    assert it.page.evaluate("document.documentElement.scrollWidth") <= 360
    tools = it.cell(1).locator(".live-tools")
    assert tools.locator("progress").count() == 1
    tools.get_by_role("button", name="Stop").click()
    it.heard("Stopped.")
    assert not bars.count()
    it.press("Reset", 1)

    # Chapter 10's net learns the names within 40 seconds.
    names = it.number("train_names(speller, 0)")
    it.run(names, timeout=LONG)
    took = seconds(it.cell(names).locator(".live-status").inner_text())
    assert "nats a letter" in it.output(names)
    assert took < 40
    assert any(
        label == f"Epochs done in cell {names}" and most == 20
        for _, most, label, *_ in it.page.evaluate("seen")
    )
    assert not it.refused
    assert not it.trouble
    print(f"\nThe names took {took} s.")
