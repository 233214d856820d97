// How far the training of a long cell is: a bar, and words now and then.

import { make } from "./make.mjs";

const LATE = 2000; // ms; a cell that ends before has no bar
const APART = 10_000; // ms between two announcements, at least

export class Pace {
  #began = Infinity;
  #said = -APART;

  /** For the cells of one run.
      @param {Element} place what the bar stands before
      @param {function} say takes a line, and whether it is announced */
  constructor(place, say) {
    this.say = say;
    this.bar = make("progress", { hidden: "" });
    place.before(this.bar);
  }

  /** The next cell's name, and the line that says that it runs. */
  next(name, line) {
    this.line = line;
    this.#began = Infinity;
    this.bar.hidden = true;
    this.bar.setAttribute("aria-label", `Epochs done in ${name}`);
  }

  begin() {
    this.#began = performance.now();
  }

  /** What page_training.py reports. */
  hear({ training, epoch, epochs }) {
    const now = performance.now();
    if (now - this.#began < LATE) return;
    const counted = training > 1 ? `training ${training}, ` : "";
    const important = now - this.#said >= APART;
    if (important) this.#said = now;
    this.say(`${this.line}: ${counted}epoch ${epoch} of ${epochs} …`,
      important);
    this.bar.hidden = epochs === 1; // full at once, it would say nothing
    this.bar.max = epochs;
    this.bar.value = epoch;
  }

  end() {
    this.bar.remove();
  }
}
