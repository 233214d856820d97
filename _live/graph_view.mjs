/** <live-graph>: step through a computational graph, forward and back. */

import { advice, agrees, numberIn, short } from "./answers.mjs";
import { slopesOf, stateAt } from "./graph.mjs";
import { drawing } from "./graph_drawing.mjs";
import { lastStep, question, sumText, summary } from "./graph_words.mjs";
import { button, make } from "./make.mjs";
import { dataOf, idle, scrolling } from "./steps_dom.mjs";

let count = 0;

class LiveGraph extends HTMLElement {
  connectedCallback() {
    if (this.graphs) return;
    this.graphs = dataOf(this).graphs;
    this.tables = [...this.querySelectorAll("table")];
    this.id ||= `live-graph-${++count}`;
    this.build();
    this.choose(0);
    this.classList.add("ready");
  }

  build() {
    this.fields = make("div", { class: "steps-fields" });
    this.picture = make("div", {});
    this.box = scrolling("The graph", this.picture);
    this.said = make("p", { class: "steps-said", role: "status" });
    this.question = make("label", { for: `${this.id}-answer` });
    this.answer = make("input", {
      id: `${this.id}-answer`,
      type: "text",
      inputmode: "text",
      autocomplete: "off",
      size: 8,
    });
    this.form = make(
      "form",
      { class: "steps-ask", onsubmit: (event) => this.check(event) },
      this.question,
      make("div", {}, this.answer, make("button", {}, "Check"),
        button("Show it", () => this.go(this.position + 1))),
    );
    this.next = button("Step", () => this.go(this.position + 1));
    this.back = button("Back", () => this.go(this.position - 1));
    this.again = button("Restart", () => this.go(0));
    const buttons = make("div", { class: "steps-buttons" });
    buttons.append(this.next, this.back, this.again);
    const tables = make("div", {}, ...this.tables);
    this.prepend(
      make("div", { class: "steps" }, this.choices(), this.fields, this.box,
        this.said, this.form, buttons),
      scrolling("All values and gradients", tables),
    );
  }

  /** One radio button a graph. */
  choices() {
    const set = make("fieldset", { class: "steps-choice" });
    set.append(make("legend", {}, "Graph"));
    this.graphs.forEach(({ title }, i) => {
      const radio = make("input", {
        type: "radio",
        name: `${this.id}-graph`,
        onchange: () => this.choose(i),
      });
      radio.checked = i === 0;
      set.append(make("label", {}, radio, ` ${title}`));
    });
    return set;
  }

  choose(i) {
    this.graph = this.graphs[i];
    this.tables.forEach((t, k) => t.classList.toggle("off", k !== i));
    this.table = this.tables[i];
    this.inputs = {};
    const given = this.graph.nodes.filter((n) => n.given);
    this.fields.replaceChildren(
      ...given.map((node) => {
        const field = make("input", {
          type: "number",
          step: "any",
          value: node.value,
          oninput: () => this.edit(node.name, field),
        });
        return make("label", {}, `${node.name} = `, field);
      }),
    );
    this.go(0);
  }

  /** A changed input starts the graph again, if it has a value there. */
  edit(name, field) {
    const value = field.valueAsNumber;
    const before = this.inputs;
    this.inputs = { ...before, [name]: value };
    let trouble = Number.isFinite(value) ? "" : `Write a number for ${name}.`;
    try {
      if (!trouble) this.go(0);
    } catch (error) {
      trouble = error.message;
    }
    field.setAttribute("aria-invalid", String(Boolean(trouble)));
    if (!trouble) return;
    this.inputs = before;
    this.said.textContent = `${trouble} The graph keeps the value it had.`;
  }

  go(position, remark = "") {
    const { nodes } = this.graph;
    const state = stateAt(nodes, this.inputs, Math.max(0, position));
    this.position = Math.min(Math.max(0, position), state.length);
    this.state = state;
    const finished = this.position === state.length;
    this.said.textContent = remark + lastStep(nodes, state, finished);
    const words = summary(this.graph.title, nodes, state, finished);
    this.picture.replaceChildren(drawing(this.graph, state, words));
    this.fill();
    idle(this.next, finished || Boolean(state.asks));
    idle(this.back, this.position === 0);
    idle(this.again, this.position === 0);
    this.ask(finished);
    this.follow();
  }

  ask(finished) {
    const { nodes } = this.graph;
    const { asks } = this.state;
    if (!asks && this.form.contains(document.activeElement))
      (finished ? this.again : this.next).focus();
    this.form.classList.toggle("off", !asks);
    this.answer.value = "";
    this.answer.removeAttribute("aria-invalid");
    if (!asks) return;
    this.question.textContent = question(nodes, this.state);
    // Who steps by key answers next; a finger would call up its keyboard.
    if (this.next.matches(":focus-visible")) this.answer.focus();
  }

  check(event) {
    event.preventDefault();
    if (!this.state.asks) return;
    const { child, k } = this.state.asks;
    const truth = slopesOf(this.graph.nodes, this.state.values, child)[k];
    const answer = numberIn(this.answer.value);
    if (agrees(answer, truth)) return this.go(this.position + 1, "Right. ");
    const wrote = this.answer.value.trim();
    const said = Number.isNaN(answer) ? "" : `Not ${wrote}. `;
    const hint = advice(this.graph.nodes, this.state, answer);
    this.said.textContent = said + hint;
    this.answer.setAttribute("aria-invalid", "true");
    this.answer.select();
  }

  /** The table: on the screen as far as we are, on paper to the end. */
  fill() {
    const { nodes } = this.graph;
    const end = stateAt(nodes, this.inputs, this.state.length);
    const drawn = nodes.flatMap((n, i) => (n.op || n.given ? [i] : []));
    [...this.table.tBodies[0].rows].forEach((row, r) => {
      const i = drawn[r];
      const [, , value, gradient] = row.cells;
      value.textContent = short(end.values[i]);
      value.classList.toggle("later", !this.state.known(i));
      gradient.replaceChildren(
        make("span", { class: "so-far" }, sumText(this.state, i)),
        make("span", { class: "complete" }, sumText(end, i)),
      );
    });
  }

  /** Scroll a wide drawing to where the step is; nothing else moves. */
  follow() {
    const now = this.picture.querySelector(".now");
    if (!now || this.box.scrollWidth <= this.box.clientWidth) return;
    const { left, width } = now.getBoundingClientRect();
    const here = this.box.getBoundingClientRect();
    this.box.scrollLeft += left + width / 2 - here.left - here.width / 2;
  }
}

/** Wake every <live-graph> on the page, now and later. */
export function define() {
  if (!customElements.get("live-graph"))
    customElements.define("live-graph", LiveGraph);
}
