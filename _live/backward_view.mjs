/** <live-backward>: the running net's pass, an array at a time. */

import { run, STEPS } from "./backward.mjs";
import { cell, lines, text } from "./backward_words.mjs";
import { button, make } from "./make.mjs";
import { dataOf, idle, scrolling } from "./steps_dom.mjs";

class LiveBackward extends HTMLElement {
  connectedCallback() {
    if (this.net) return;
    this.net = run(dataOf(this));
    this.places = this.found();
    this.build();
    this.go(0);
    this.classList.add("ready");
  }

  /** Of each array: its heading, and its cells with their numbers. */
  found() {
    const places = {};
    for (const heading of this.querySelectorAll("[data-array]")) {
      const key = heading.dataset.array;
      const whole = heading.tagName === "TABLE";
      const rows = whole
        ? [...heading.tBodies[0].rows]
        : [...heading.closest("table").tBodies[0].rows];
      const cells = whole
        ? rows.flatMap((row) => [...row.cells])
        : rows.map((row) => row.cells[heading.cellIndex]);
      const values = whole ? this.net[key].flat() : this.net[key];
      const write = whole ? text : cell;
      cells.forEach((one, i) => {
        one.replaceChildren(make("span", {}, write(values[i])));
      });
      const head = whole ? heading.caption : heading;
      const name = head.textContent;
      const mark = make("span", { class: "step-mark" });
      head.append(mark);
      places[key] = { name, head, mark, cells };
    }
    return places;
  }

  build() {
    this.count = make("p", { class: "steps-count" });
    this.formula = make("p", { class: "steps-formula" });
    this.said = make("div", { class: "steps-said", role: "status" });
    this.said.append(this.count, this.formula);
    this.says = make("p", {});
    this.said.append(this.says);
    this.list = make("ul", {});
    this.fold = make("details", {});
    this.summary = make("summary", {}, "Row 1, product by product");
    this.fold.append(this.summary, scrolling("The products", this.list));
    this.next = button("Step", () => this.go(this.position + 1));
    this.back = button("Back", () => this.go(this.position - 1));
    this.again = button("Restart", () => this.go(0));
    this.all = button("To the end", () => this.go(STEPS.length));
    const buttons = make("div", { class: "steps-buttons" });
    buttons.append(this.next, this.back, this.again, this.all);
    this.bar = make("div", { class: "steps steps-bar" }, this.said, buttons);
    this.prepend(
      this.bar,
      make("div", { class: "steps" }, this.fold),
    );
    let row;
    for (const table of [...this.querySelectorAll("table")]) {
      if ("trace" in table.dataset) {
        row = make("div", { class: "steps-arrays" });
        const box = scrolling(table.caption.textContent, table.cloneNode());
        table.replaceWith(box, row);
        box.replaceChildren(table);
      } else row.append(table);
    }
  }

  go(position) {
    this.position = Math.min(Math.max(0, position), STEPS.length);
    const made = STEPS.slice(0, this.position).map((s) => s.key);
    const step = STEPS[this.position - 1];
    for (const [key, place] of Object.entries(this.places)) {
      const later = STEPS.some((s) => s.key === key) && !made.includes(key);
      const now = step?.key === key;
      const used = Boolean(step?.uses.includes(key));
      place.mark.textContent = now ? "now" : used ? "used" : "";
      for (const part of [place.head, ...place.cells]) {
        part.classList.toggle("now", now);
        part.classList.toggle("used", used);
      }
      for (const one of place.cells)
        one.firstChild.classList.toggle("later", later);
    }
    this.tell(step);
    idle(this.next, this.position === STEPS.length);
    idle(this.all, this.position === STEPS.length);
    idle(this.back, this.position === 0);
    idle(this.again, this.position === 0);
    if (step) this.follow(this.places[step.key]);
  }

  /** Bring a new array into view, below the bar; mostly it is there. */
  follow({ head, cells }) {
    this.style.setProperty("--bar", `${this.bar.offsetHeight}px`);
    for (const part of [cells.at(-1), head])
      part.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  tell(step) {
    this.fold.classList.toggle("off", !step);
    this.count.textContent = `Step ${this.position} of ${STEPS.length}`;
    if (!step) {
      this.formula.textContent = "X, t, W₁, b₁, W₂ and b₂ are given.";
      this.says.textContent = "Step forward to the first array.";
      this.list.replaceChildren();
      return;
    }
    const { key, formula, says } = step;
    const { loss } = this.net;
    const mean = loss.reduce((a, b) => a + b, 0) / loss.length;
    const end = key === "loss" ? ` Their mean is ${text(mean)}.` : "";
    this.formula.textContent = formula;
    this.says.textContent = says + end;
    this.list.replaceChildren(
      ...lines(this.net, key, this.places[key].name).map((line) =>
        make("li", {}, line)));
  }
}

/** Wake every <live-backward> on the page, now and later. */
export function define() {
  if (!customElements.get("live-backward"))
    customElements.define("live-backward", LiveBackward);
}
