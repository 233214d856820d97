/** <live-attention>: whom a letter looks at, and who is blamed. */

import { MASKS, MOST, netOf, run, size } from "./attention.mjs";
import {
  blamedSaid, lookedSaid, named, sentSaid, weightWords, written,
} from "./attention_words.mjs";
import { between } from "./between.mjs";
import { button, make } from "./make.mjs";
import { lettersIn } from "./next_letter.mjs";
import { dataOf } from "./steps_dom.mjs";

const MASK_WORDS = {
  before: "before the softmax", after: "after the softmax", none: "none",
};
const WAYS = ["Q", "K", "V"];
let count = 0;

class LiveAttention extends HTMLElement {
  connectedCallback() {
    if (this.net) return;
    const { letters, step, head, ...stored } = dataOf(this);
    Object.assign(this, { letters, step, head, mask: "before", sent: false });
    this.net = netOf(stored);
    this.id ||= `live-attention-${++count}`;
    this.build();
    this.field.value = letters;
    this.show();
    this.classList.add("ready");
  }

  build() {
    this.field = make("input", { type: "text", maxlength: MOST,
      autocapitalize: "off", autocomplete: "off", spellcheck: "false",
      oninput: () => this.type() });
    this.rows = Array.from({ length: MOST + 1 }, (_, t) => this.row(t));
    this.send = button("", () => {
      this.sent = !this.sent;
      this.show();
    });
    this.note = make("p", { class: "attention-note" });
    this.said = make("div", { class: "steps-said", role: "status" });
    const heads = Array.from({ length: this.net.heads }, (_, h) => h);
    this.prepend(make("section",
      { class: "steps attention", "aria-label": "Attention in a name" },
      make("div", { class: "attention-ask" },
        make("label", {}, "Name of up to 8 letters", this.field),
        this.choice("Head", "head", heads.map((h) => [h, String(h + 1)]))),
      this.table(),
      this.choice("Mask", "mask", MASKS.map((m) => [m, MASK_WORDS[m]])),
      make("div", { class: "steps-buttons" }, this.send),
      this.note, this.said));
  }

  /** Radio buttons that set this[name]. */
  choice(legend, name, options) {
    const labels = options.map(([value, words]) => {
      const radio = make("input", { type: "radio", name: `${this.id}-${name}`,
        onchange: () => {
          this[name] = value;
          this.show();
        } });
      radio.checked = value === this[name];
      return make("label", {}, radio, words);
    });
    return make("fieldset", { class: "steps-choice" },
      make("legend", {}, legend), ...labels);
  }

  table() {
    const head = (words, attributes = {}) =>
      make("th", { scope: "col", ...attributes }, words);
    const table = make("table", { class: "attention-rows" },
      make("thead", {},
        make("tr", {}, head("step", { rowspan: 2 }),
          head("looks at", { rowspan: 2, class: "forward" }),
          head("blamed", { rowspan: 2, class: "backward" }),
          head("through", { colspan: 3, scope: "colgroup",
            class: "backward" })),
        make("tr", {}, ...WAYS.map((way) => head(way, { class: "backward" })))),
      make("tbody", {}, ...this.rows.map(({ element }) => element)));
    table.addEventListener("keydown", (event) => this.key(event));
    return make("div", { class: "attention-room" }, table);
  }

  row(t) {
    const pick = button("", () => this.go(t));
    const weight = make("td", { class: "attention-weight" });
    const blame = make("td", { class: "attention-blame" });
    const parts = WAYS.map(() => make("td", { class: "attention-part" }));
    const element = make("tr", {}, make("th", { scope: "row" }, pick),
      weight, blame, ...parts);
    return { element, pick, weight, blame, parts };
  }

  /** What is no letter does not stay in the field. */
  type() {
    const letters = lettersIn(this.field.value).slice(0, MOST);
    if (this.field.value !== letters) this.field.value = letters;
    this.letters = letters;
    this.go(this.step);
  }

  /** The cursor keys go from letter to letter. */
  key(event) {
    const { key, altKey, ctrlKey, metaKey } = event;
    const way = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!way || altKey || ctrlKey || metaKey) return;
    this.go(this.step + way);
    this.rows[this.step].pick.focus();
    event.preventDefault();
  }

  go(step) {
    this.step = between(0, step, this.letters.length);
    this.show();
  }

  show() {
    const { net, letters, step, head, mask, sent } = this;
    const found = run(net, letters, step, head, mask);
    const sizes = found.all.map(size);
    const most = Math.max(...sizes) || 1;
    this.rows.forEach(({ element, pick, weight, blame, parts }, t) => {
      const there = t <= letters.length;
      element.hidden = !there;
      if (!there) return;
      pick.textContent = named(letters, t);
      pick.setAttribute("aria-pressed", String(t === step));
      element.className = t === step ? "now" : t > step ? "later" : "";
      fill(weight, found.A[t], weightWords(found, t, step, mask));
      fill(blame, sizes[t] / most, sent ? written(sizes[t]) : "");
      parts.forEach((part, k) => {
        const value = size(found[WAYS[k]][t]);
        fill(part, value / most, sent ? written(value) : "");
      });
    });
    this.send.textContent = sent ? "Take the blame away" : "Send blame back";
    this.note.textContent = sentSaid(net.dim / net.heads, letters, step);
    const words = [lookedSaid(found, letters, step, head, mask),
      ...(sent ? [blamedSaid(found, letters, step, mask)] : [])];
    if (this.said.textContent !== words.join(""))
      this.said.replaceChildren(...words.map((s) => make("p", {}, s)));
  }
}

/** A cell's number, and its bar's share of the cell. */
function fill(cell, share, words) {
  cell.textContent = words;
  cell.style.setProperty("--share", words ? share : 0);
  cell.classList.toggle("some", Boolean(words) && share > 0);
}

/** Wake every <live-attention> on the page, now and later. */
export function define() {
  if (!customElements.get("live-attention"))
    customElements.define("live-attention", LiveAttention);
}
