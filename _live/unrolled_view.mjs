/** <live-unrolled>: a recurrent net, forward through time and back. */

import { short } from "./answers.mjs";
import { between } from "./between.mjs";
import { button, make } from "./make.mjs";
import { dataOf, idle } from "./steps_dom.mjs";
import { at, countOf, run } from "./unrolled.mjs";
import { canvas, draw } from "./unrolled_draw.mjs";
import { lines, said, unit } from "./unrolled_words.mjs";

const SUMS = ["dWh", "dWx", "db"];
let count = 0;

class LiveUnrolled extends HTMLElement {
  connectedCallback() {
    if (this.given) return;
    const { counts, ...given } = dataOf(this);
    Object.assign(this, { given, counts });
    this.id ||= `live-unrolled-${++count}`;
    this.end = 2 * given.X.length;
    this.pass = run(given, counts);
    this.build();
    this.go(0);
    this.classList.add("ready");
  }

  build() {
    this.drawing = canvas();
    this.count = make("p", { class: "steps-count" });
    this.words = make("p", {});
    this.said = make("div", { class: "steps-said", role: "status" },
      this.count, this.words);
    this.next = button("Step", () => this.go(this.position + 1));
    this.back = button("Back", () => this.go(this.position - 1));
    this.again = button("Restart", () => this.go(0));
    this.all = button("To the end", () => this.go(this.end));
    this.sum = make("tbody", {});
    this.unit = make("p", { class: "unrolled-unit" });
    this.tables = Object.fromEntries(SUMS.map(
      (name) => [name, this.table(name, this.pass.first[name])]));
    const panel = make("section",
      { class: "steps unrolled", "aria-label": "A recurrent net, unrolled" },
      this.choice(), this.drawing,
      make("div", { class: "steps-buttons" },
        this.next, this.back, this.again, this.all),
      this.said,
      make("table", { class: "unrolled-lines" }, this.sum),
      this.unit,
      make("div", { class: "unrolled-sums" },
        ...Object.values(this.tables).map(({ element }) => element)));
    panel.addEventListener("keydown", (event) => this.key(event));
    this.prepend(panel);
  }

  /** A button for each step: whether its label counts. */
  choice() {
    this.labels = this.given.labels.map((label, t) =>
      button(`label ${label}`, () => this.toggle(t),
        { "aria-label": `label ${label} of step ${t + 1} counts` }));
    const id = `${this.id}-labels`;
    return make("div", { role: "group", "aria-labelledby": id },
      make("p", { class: "unrolled-head", id }, "Labels that count"),
      make("div", { class: "unrolled-choice" }, ...this.labels));
  }

  /** A gradient: each entry so far, and below it what this step adds. */
  table(caption, rows) {
    const cells = [];
    const body = make("tbody", {}, ...rows.map((row) =>
      make("tr", {}, ...row.map(() => {
        const cell = { total: make("span", {}), share: make("small", {}) };
        cells.push(cell);
        return make("td", {}, cell.total, cell.share);
      }))));
    const element = make("table", {}, make("caption", {}, caption), body);
    return { element, cells };
  }

  /** The cursor keys go through time. */
  key(event) {
    const { key, altKey, ctrlKey, metaKey } = event;
    const way = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!way || altKey || ctrlKey || metaKey) return;
    this.go(this.position + way);
    event.preventDefault();
  }

  /** The mean is over the labels that count, so one has to stay. */
  toggle(t) {
    const counts = this.counts.map((one, k) => (k === t ? !one : one));
    if (!countOf(counts)) {
      this.words.textContent = "One label has to count: a mean over none is " +
        "not defined.";
      return;
    }
    this.counts = counts;
    this.pass = run(this.given, counts);
    this.go(this.position);
  }

  go(position) {
    const { given, counts, pass, end } = this;
    this.position = between(0, position, end);
    const { way, t } = at(this.position, given.X.length);
    this.labels.forEach((one, k) =>
      one.setAttribute("aria-pressed", String(counts[k])));
    draw(this.drawing, given, counts, pass, this.position);
    this.count.textContent = `Step ${this.position} of ${end}`;
    this.words.textContent = said(given, counts, pass, this.position);
    this.sum.replaceChildren(...lines(given, pass, this.position).map((line) =>
      make("tr", { "data-way": way }, make("th", { scope: "row" }, line.name),
        make("td", {}, `= ${line.parts} = `, make("b", {}, line.value)))));
    this.unit.textContent =
      `Gradients in ${unit(counts)}. So far, and what this step adds:`;
    const step = way === "backward" ? pass.steps[t] : undefined;
    for (const [name, { cells }] of Object.entries(this.tables)) {
      const totals = (step ? step.sofar : pass.first)[name].flat();
      const shares = step?.adds[name].flat();
      cells.forEach(({ total, share }, k) => {
        total.textContent = short(totals[k]);
        const sign = shares?.[k] > 0 ? "+" : "";
        share.textContent = shares ? sign + short(shares[k]) : "";
      });
    }
    for (const one of [this.next, this.all])
      idle(one, this.position === end);
    for (const one of [this.back, this.again]) idle(one, !this.position);
  }
}

/** Wake every <live-unrolled> on the page, now and later. */
export function define() {
  if (!customElements.get("live-unrolled"))
    customElements.define("live-unrolled", LiveUnrolled);
}
