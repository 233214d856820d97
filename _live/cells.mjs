// The page's code cells, editable: run in order, one at a time.

import { Cell, HELP } from "./cell.mjs";
import { button, make } from "./make.mjs";
import { Pace } from "./pace.mjs";
import { python } from "./python.mjs";

const STOPPED = "Stopped. Python was ended, and what the cells had computed "
  + "is gone. The next Run starts it again, with the cells above first.";

/** The page's cells as the notebook has them: those in the fold below a
    picture (_ext/folds.py) come before the cell that draws it. */
function inOrder() {
  const found = [...document.querySelectorAll(".cell[id^=cell-]")];
  const inside = (e) => e.parentElement.closest(".cell");
  return found.filter((e) => !inside(e))
    .flatMap((e) => [...found.filter((other) => inside(other) === e), e]);
}

class Cells {
  #queue = Promise.resolve();
  #round = 0; // counts the stops: what was asked before one is dropped
  #asked; // the cell whose button was pressed

  constructor(bar) {
    const acts = {
      run: (cell, moveOn) => this.run(cell, moveOn),
      above: (cell) => this.#ask(this.cells.slice(0, cell.number - 1), cell),
    };
    this.cells = inOrder().filter((e) => e.querySelector(".cell_input pre"))
      .map((element, k) => new Cell(element, k + 1, acts));
    this.status = make("p", { class: "live-line" });
    this.heard = make("p", { class: "live-heard", role: "status" });
    this.stopper = button("Stop", () => this.stop(), { class: "live-stop" });
    this.ender = button("Stop all", () => this.stop(),
      { class: "live-stop", hidden: "" });
    this.progress = make("progress",
      { max: this.cells.length, "aria-label": "Cells that have run", hidden: "" });
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Code on this page");
    bar.prepend(
      make("p", { id: HELP },
        "Shift+Enter runs a cell and moves on. Tab leaves its text; "
        + "Control+] and Control+[ indent. This browser keeps your edits."),
      make("div", { class: "live-tools" },
        button("Run all", () => this.#ask(this.cells, this.cells.at(-1))),
        this.ender,
        button("Reset all", () => this.reset()), this.progress),
      this.status, this.heard,
    );
    python.onStatus((line, important) => this.#say(line, important));
    python.onEnd = () => this.cells.forEach((cell) => (cell.ran = undefined));
  }

  /** At the top: how far a run of several cells is, and a way to end it. */
  #show(done) {
    const focused = document.activeElement === this.ender;
    this.ender.hidden = this.progress.hidden = done === undefined;
    this.progress.value = done ?? 0;
    if (focused && this.ender.hidden)
      this.ender.previousElementSibling.focus();
  }

  /** One line at the top and at the cell that was asked for. */
  #say(line, important = true) {
    this.status.textContent = line;
    if (this.#asked) this.#asked.say(line);
    if (important) this.heard.textContent = line;
  }

  /** Run a cell, after those above it that have not been run as they are. */
  run(cell, moveOn = false) {
    const above = () => this.cells.slice(0, cell.number - 1)
      .filter((c) => c.ran !== c.text);
    this.#ask(() => [...above(), cell], cell);
    if (!moveOn) return;
    const next = this.cells.slice(cell.number)
      .find((c) => c.editor.area.checkVisibility());
    next?.editor.area.focus();
  }

  #ask(cells, asked) {
    const round = this.#round;
    this.heard.textContent = ""; // so that the same words are said again
    asked.say("Waiting for its turn …");
    this.#queue = this.#queue.then(async () => {
      if (round !== this.#round) return asked.say("");
      const list = typeof cells === "function" ? cells() : cells;
      return this.#go(list, asked);
    });
  }

  /** Run these, in order, until one of them fails. */
  async #go(list, asked) {
    this.#asked = asked;
    asked.status.before(this.stopper);
    const others = list.filter((cell) => cell !== asked).length;
    const pace = new Pace(asked.status, (...said) => this.#say(...said));
    try {
      await python.start();
      this.progress.max = list.length;
      for (const [done, cell] of list.entries()) {
        if (others) this.#show(done);
        const line = cell === asked ? "Running"
          : `Running ${cell.name}, of ${others} above`;
        if (cell !== asked) this.#say(`${line} …`, false);
        pace.next(cell.name, line);
        if (!(await cell.run(python, pace))) return this.#failed(cell, asked);
      }
      this.#asked = undefined;
      const first = others && list.includes(asked)
        ? ` after ${others} above` : "";
      const took = asked.status.textContent.slice(0, -1);
      if (first) asked.say(`${took},${first}.`);
      this.#say(`Cell ${asked.number}: done${first}.`);
    } catch (error) {
      if (error.stopped) this.#say(STOPPED);
      else if (!error.told) // by Python itself, when it could not start
        this.#say(`Python has ended: ${error.message}. The next Run starts it `
          + "again, with the cells above first.");
    } finally {
      this.#asked = undefined;
      pace.end();
      this.#show();
      this.#hideStop(asked);
    }
    return undefined;
  }

  #failed(cell, asked) {
    const { name, words } = cell.failed;
    this.#asked = undefined;
    const where = `Cell ${cell.number} ended with an error`;
    if (cell !== asked)
      asked.say(`Not run: ${where.toLowerCase()}; see there.`);
    this.#say(`${where}. ${name}: ${words}`);
  }

  #hideStop(asked) {
    const focused = document.activeElement === this.stopper;
    this.stopper.remove();
    if (focused) asked.runner.focus();
  }

  /** Everything as in the book; the reader's edits only when told twice. */
  reset() {
    const edited = this.cells.filter((cell) => cell.edited).length;
    if (edited && !confirm(`Forget your edits (cells: ${edited})?`)) return;
    for (const cell of this.cells) cell.reset();
    this.#say("Every cell is as in the book.");
  }

  stop() {
    this.#round += 1;
    python.stop();
  }
}

/** Turn the page's cells into editors. */
export function openCells(bar) {
  return new Cells(bar);
}
