/** <live-tape>: a formula's tape, written as it is typed, then read. */

import { button, make } from "./make.mjs";
import { dataOf, idle, scrolling } from "./steps_dom.mjs";
import { ORDERS, readingsOf, stateAt, tapeOf } from "./tape.mjs";
import { parsed } from "./tape_formula.mjs";
import { rowsOf, show } from "./tape_table.mjs";
import { wires } from "./tape_wires.mjs";
import { ORDER_WORDS, said } from "./tape_words.mjs";

const PACE = 1200; // ms
const KNOWN = "Known are + - * / ^ exp log tanh relu sigmoid max(a, b), and " +
  "q = 3x; before a use of q.";
const BEGIN = { x: 2, y: -3, w: 0.5 };
let count = 0;

class LiveTape extends HTMLElement {
  connectedCallback() {
    if (this.examples) return;
    this.examples = dataOf(this).examples;
    this.id ||= `live-tape-${++count}`;
    this.values = {};
    [this.order] = ORDERS;
    this.build();
    this.choose(this.examples[0]);
    this.classList.add("ready");
    new ResizeObserver(() => this.wire()).observe(this.table);
  }

  disconnectedCallback() {
    this.pause();
  }

  build() {
    this.note = make("p", { class: "tape-note", id: `${this.id}-note` });
    this.field = make("input", {
      id: `${this.id}-formula`,
      type: "text",
      class: "tape-formula",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: 200,
      "aria-describedby": this.note.id,
      oninput: () => this.write(this.field),
      onchange: () => this.tellTrouble(),
    });
    this.fields = make("div", { class: "steps-fields" });
    this.next = button("Read the next line", () => this.step());
    this.play = button("Play", () => this.toggle());
    this.again = button("Back to the start", () => this.go(0));
    this.said = make("div", { class: "steps-said", role: "status" });
    this.body = make("tbody");
    this.table = this.emptyTable();
    this.wiring = make("div", { class: "tape-wires", "aria-hidden": "true" });
    this.prepend(
      make("div", { class: "steps tape" },
        this.choices(),
        make("label", { class: "tape-label", for: this.field.id }, "Formula"),
        this.field, this.note, this.fields, this.orders(),
        make("div", { class: "steps-buttons" },
          this.next, this.play, this.again),
        this.said,
        make("div", { class: "tape-box" },
          this.wiring, scrolling("The tape", this.table))),
    );
  }

  choices() {
    const buttons = this.examples.map((example) =>
      button(example.title, () => this.choose(example)));
    const label = make("span", { id: `${this.id}-examples` }, "Examples");
    return make("div", { class: "tape-examples", role: "group",
      "aria-labelledby": label.id }, label, ...buttons);
  }

  orders() {
    const radios = ORDERS.map((order) => {
      const radio = make("input", {
        type: "radio",
        name: `${this.id}-order`,
        onchange: () => {
          this.order = order;
          this.begin();
        },
      });
      radio.checked = order === this.order;
      return make("label", {}, radio, ` ${ORDER_WORDS[order][0]}`);
    });
    return make("fieldset", { class: "steps-choice" },
      make("legend", {}, "Its lines are read"), ...radios);
  }

  emptyTable() {
    const heads = [["line"], ["what was done"], ["value", "forward"],
      ["local slopes", "tape-slopes"], ["gradient", "backward"]];
    const row = heads.map(([text, kind = ""]) =>
      make("th", { scope: "col", class: kind }, text));
    this.caption = make("caption");
    return make("table", { class: "table" }, this.caption,
      make("thead", {}, make("tr", {}, ...row)), this.body);
  }

  choose({ formula, values }) {
    this.values = { ...values };
    this.field.value = formula;
    this.fields.replaceChildren();
    this.write(this.field);
  }

  /** Write the tape anew; where that fails, the last one stays. */
  write(changed) {
    try {
      const formula = parsed(this.field.value);
      for (const name of formula.inputs)
        this.values[name] ??= BEGIN[name] ?? 1;
      const blank = formula.inputs.find((n) => Number.isNaN(this.values[n]));
      this.ask(formula.inputs);
      if (blank) throw new RangeError(`Write a number for ${blank}.`);
      this.tape = tapeOf(formula, this.values);
      this.trouble("");
    } catch (error) {
      this.trouble(error.message, changed);
      return;
    }
    this.caption.textContent = `The tape of ${this.field.value.trim()}`;
    this.rows = rowsOf(this.tape, this.body);
    this.begin();
  }

  trouble(text, where) {
    this.note.textContent = text || KNOWN;
    this.troubled = Boolean(text);
    for (const field of this.querySelectorAll("[aria-invalid]"))
      field.removeAttribute("aria-invalid");
    if (text) where.setAttribute("aria-invalid", "true");
  }

  /** Who has finished typing hears what is missing. */
  tellTrouble() {
    if (this.troubled)
      this.tell([`${this.note.textContent} The tape is still the last one.`]);
  }

  /** A field for each input; those that stay keep what is in them. */
  ask(names) {
    const old = new Map([...this.fields.children].map((label) =>
      [label.dataset.name, label]));
    if ([...old.keys()].join() === names.join()) return;
    this.fields.replaceChildren(
      ...names.map((name) => old.get(name) ?? this.numberField(name)));
  }

  numberField(name) {
    const field = make("input", {
      type: "number",
      step: "any",
      value: this.values[name],
      "aria-describedby": this.note.id,
      oninput: () => {
        this.values[name] = field.valueAsNumber;
        this.write(field);
      },
      onchange: () => this.tellTrouble(),
    });
    return make("label", { "data-name": name }, `${name} = `, field);
  }

  begin() {
    try {
      this.readings = readingsOf(this.tape, this.order);
      this.go(0);
    } catch (error) {
      this.readings = [];
      this.go(0);
      this.tell([error.message]);
      for (const one of [this.next, this.play]) idle(one, true);
    }
  }

  tell(sentences) {
    if (this.said.textContent === sentences.join("")) return;
    this.said.replaceChildren(...sentences.map((s) => make("p", {}, s)));
  }

  step() {
    this.pause();
    this.go(this.position + 1);
  }

  toggle() {
    if (this.timer) {
      this.pause();
      return;
    }
    const again = this.position === this.state.length;
    this.go(again ? 0 : this.position + 1);
    if (this.position === this.state.length) return;
    this.timer = setInterval(() => {
      this.go(this.position + 1, true);
      if (this.position === this.state.length) this.pause();
    }, PACE);
    this.play.textContent = "Pause";
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.play.textContent = "Play";
  }

  go(position, playing = false) {
    if (!playing) this.pause();
    this.state = stateAt(this.tape, this.readings, position);
    this.position = Math.min(position, this.state.length);
    const { length } = this.state;
    this.tell(said(this.tape, this.readings, this.state, this.order));
    show(this.tape, this.rows, this.state);
    this.wire();
    idle(this.next, this.position === length);
    idle(this.play, false);
    idle(this.again, this.position === 0);
  }

  wire() {
    this.wiring.replaceChildren(
      wires(this.tape, this.rows, this.state, this.wiring));
  }
}

/** Wake every <live-tape> on the page, now and later. */
export function define() {
  if (!customElements.get("live-tape"))
    customElements.define("live-tape", LiveTape);
}
