// One code cell of the page: its editor, its buttons, what is said of it.

import { editor } from "./editor.mjs";
import { keep, kept } from "./kept.mjs";
import { button, make } from "./make.mjs";
import { Outputs } from "./outputs.mjs";

export const HELP = "live-help";

/** Unfold what hides an element. */
function reveal(element) {
  for (let at = element; at; at = at.parentElement?.closest("details"))
    if (at.tagName === "DETAILS") at.open = true;
}

/** A part of a cell, and not of a cell inside it. */
function part(cell, selector) {
  return [...cell.querySelectorAll(selector)]
    .find((e) => e.closest(".cell") === cell);
}

export class Cell {
  ran; // the text that Python has run; nothing, if it has not

  /**
   * @param {Element} element the cell, with its id from _ext/live.py
   * @param {number} number as the reader counts, from 1
   * @param {object} acts run(cell, moveOn), above(cell)
   */
  constructor(element, number, acts) {
    this.element = element;
    this.number = number;
    this.name = `cell ${number}`;
    this.input = part(element, ".cell_input");
    const printed = this.input.firstElementChild;
    const book = printed.querySelector("pre");
    this.original = book.textContent.replace(/\n$/, "");
    printed.hidden = true;
    const found = kept(element.id, this.original);
    this.editor = editor(
      {
        label: `Code of ${this.name}`,
        help: HELP,
        text: found?.fits ? found.text : this.original,
      },
      {
        change: () => this.#changed(),
        run: (moveOn) => acts.run(this, moveOn),
      },
    );
    this.editor.box.style.cssText = book.style.cssText; // as small letters
    this.runner = button("Run", () => acts.run(this),
      { "aria-label": `Run ${this.name}` });
    this.status = make("span", { class: "live-status" });
    this.tools = make("div", { class: "live-tools" }, this.runner);
    if (number > 1)
      this.tools.append(button("Run all above", () => acts.above(this),
        { "aria-label": `Run all cells above ${this.name}` }));
    this.tools.append(button("Reset", () => this.reset(),
      { "aria-label": `Reset ${this.name}` }), this.status);
    this.box = make("div", {}, this.editor.box, this.tools);
    this.input.append(this.box);
    this.say(found?.fits ? "Your edit, kept from before." : "");
    if (found && !found.fits) this.#offer(found.text);
  }

  get text() {
    return this.editor.area.value;
  }

  get edited() {
    return this.text !== this.original;
  }

  /** One line beside the buttons. */
  say(line) {
    this.status.textContent = line || `Cell ${this.number}`;
  }

  #changed() {
    const done = keep(this.element.id, this.original, this.text);
    if (!done) this.say("This browser does not keep edits.");
    else if (!this.edited) this.say("As in the book.");
    else this.say("Edited.");
  }

  /** An edit of what stood here in an earlier edition is not imposed. */
  #offer(text) {
    const settle = (chosen) => {
      if (chosen !== this.original) this.editor.write(chosen);
      this.#changed();
      offer.remove();
      this.editor.area.focus();
    };
    const offer = make("p", { class: "live-offer" },
      "You edited an earlier version of this cell. ",
      button("Take my edit", () => settle(text)),
      button("Forget it", () => settle(this.text)));
    this.box.append(offer);
  }

  /** Text and output as in the book. */
  reset() {
    this.editor.write(this.original);
    keep(this.element.id, this.original, this.original);
    if (this.printed) this.#outputs().replaceChildren(...this.printed);
    this.say("As in the book.");
  }

  /** Where outputs go; made where the book would have put it. */
  #outputs() {
    let box = part(this.element, ".cell_output");
    if (!box) {
      box = make("div", { class: "cell_output docutils container" });
      this.element.append(box);
    }
    return box;
  }

  /** Run it in the given Python; whether it went well. A Pace hears that it
      begins, and how far its training is. */
  async run(python, pace) {
    const { text } = this;
    const box = this.#outputs();
    const asked = box.closest("details.predict");
    if (asked) {
      asked.hidden = false; // who runs it has asked for what it prints
      asked.open = true;
    }
    this.printed ??= [...box.childNodes];
    const outputs = new Outputs(box);
    let began = performance.now();
    box.setAttribute("aria-busy", "true");
    try {
      const { ok } = await python.run(this.name, text,
        (output) => {
          if (output.training) return pace.hear(output);
          outputs.add(output);
          if (output.error) this.failed = output.error;
          return undefined;
        },
        () => {
          began = performance.now();
          this.say("Running …");
          pace.begin();
        });
      outputs.end();
      const ms = performance.now() - began;
      const took = ms < 1000
        ? `${Math.ceil(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
      this.ran = ok ? text : undefined;
      this.say(ok ? `Ran in ${took}.` : "It ended with an error.");
      if (!ok) reveal(box);
      return ok;
    } catch (error) {
      outputs.leave();
      throw error;
    } finally {
      box.removeAttribute("aria-busy");
    }
  }
}
