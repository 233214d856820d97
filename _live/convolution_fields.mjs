/** The fields where a reader types the numbers of <live-convolution>. */

import { givenIn, textOf } from "./convolution_typed.mjs";
import { make } from "./make.mjs";

const HINT = "A row of numbers a line. The image may have up to ten rows and " +
  "columns, and the kernel any size that fits.";

export class Fields {
  /**
   * @param {string} id of the figure
   * @param changed called with {X, K, b, dY} whenever they fit
   * @param tell called with words, for who has typed what does not fit
   */
  constructor(id, changed, tell) {
    Object.assign(this, { changed, tell });
    this.note = make("p", { class: "conv-note", id: `${id}-note` }, HINT);
    this.fields = Object.fromEntries(["X", "K", "b", "dY"].map((name) =>
      [name, make("textarea", {
        spellcheck: "false",
        autocapitalize: "off",
        autocomplete: "off",
        "aria-describedby": this.note.id,
        oninput: () => this.read(name),
        onchange: () => this.tellTrouble(),
      })]));
    const labels = Object.entries(this.fields).map(([name, field]) =>
      make("label", {}, name, field));
    this.element = make("details", {},
      make("summary", {}, "Change the numbers"), this.note,
      make("div", { class: "conv-fields" }, ...labels));
  }

  /** Write the numbers, but into the field that is typed in. */
  write({ X, K, b, dY }, except) {
    const all = { X, K, b: [[b]], dY };
    for (const [name, field] of Object.entries(this.fields)) {
      const text = textOf(all[name]);
      if (name !== except) field.value = text;
      const lines = text.split("\n");
      field.rows = lines.length;
      field.style.setProperty("--columns",
        Math.max(...lines.map((line) => line.length)));
    }
  }

  /** Where what is typed does not fit, the figure keeps what it has. */
  read(typed) {
    const texts = Object.fromEntries(Object.entries(this.fields)
      .map(([name, field]) => [name, field.value]));
    let given;
    let [where, message] = ["", ""];
    try {
      given = givenIn(texts, typed);
    } catch (error) {
      if (!Array.isArray(error)) throw error;
      [where, { message }] = error;
    }
    this.note.textContent = message || HINT;
    this.troubled = Boolean(message);
    for (const [name, field] of Object.entries(this.fields))
      field.setAttribute("aria-invalid", String(name === where));
    if (!given) return;
    this.write(given, typed);
    this.changed(given);
  }

  tellTrouble() {
    if (this.troubled)
      this.tell(`${this.note.textContent} The figure keeps the last numbers.`);
  }
}
