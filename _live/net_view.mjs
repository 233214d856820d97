/** <live-net>: the running net, to change and to step through. */

import { run } from "./backward.mjs";
import { dragged } from "./drag.mjs";
import { meant } from "./finger.mjs";
import { button, make } from "./make.mjs";
import * as model from "./net.mjs";
import { arraysOf } from "./net_arrays.mjs";
import { NetDrawing } from "./net_drawing.mjs";
import { brief, changeWords, choiceWords, stepWords, WELCOME } from
  "./net_words.mjs";
import { Player, still } from "./play.mjs";
import { dataOf, idle, inSight, scrolling } from "./steps_dom.mjs";

const { AT_THE_LOSS, LEAST, MOST, PASS } = model;
const PACE = 6000; // ms: three sentences are read
const START = 14; // W₂[1, 1]
const PULL = 8; // pixels for a tenth
let count = 0;

class LiveNet extends HTMLElement {
  connectedCallback() {
    if (this.given) return;
    this.given = this.begun = dataOf(this);
    this.id ||= `live-net-${++count}`;
    this.row = 0;
    this.place = START; // which number is being changed
    this.position = PASS.length;
    this.welcome = true;
    this.net = this.before = run(this.given, Math.E);
    this.build();
    this.show();
    this.classList.add("ready");
  }

  disconnectedCallback() {
    this.player.pause();
  }

  get spot() {
    return model.spotsOf(this.given, this.row)[this.place];
  }

  build() {
    this.drawing = new NetDrawing(model.spotsOf(this.given, 0));
    this.drawing.spots.forEach(({ group }, k) => this.pulled(group, k));
    this.player = new Player(() => this.onward(), PACE);
    this.next = button("Step", () => {
      this.player.pause();
      this.onward();
      inSight(this.drawn, this.arrays);
    });
    this.back = button("Back", () => {
      this.go(this.position - 1);
      inSight(this.drawn, this.arrays);
    });
    this.all = button("End", () => this.go(PASS.length));
    const buttons = make("div", { class: "steps-buttons" }, this.next);
    if (!still()) buttons.append(this.player.button);
    buttons.append(this.back, this.all);
    this.said = make("div", { class: "steps-said", role: "status" });
    this.arrays = make("div", { class: "net-arrays" });
    this.drawn = make("div", { class: "net-drawn" },
      this.drawing.svg, this.rows());
    this.prepend(make("div", { class: "steps net" },
      this.controls(),
      this.drawn,
      make("div", { class: "net-told" }, buttons, this.said),
      scrolling("The arrays of this step", this.arrays)));
  }

  /** Which number, and what it is: all that dragging does, without it. */
  controls() {
    const id = `${this.id}-which`;
    this.which = make("select", {
      id, onchange: () => this.choose(Number(this.which.value)),
    });
    this.field = make("input", {
      type: "number", step: 0.1, min: LEAST, max: MOST,
      oninput: () => this.typed(),
      onchange: () => this.fill(),
    });
    this.slider = make("input", { type: "range" });
    meant(this.slider, () => this.set(Number(this.slider.value)));
    this.again = button("As it was", () => this.reset());
    this.note = make("p", { class: "net-note" });
    return make("div", { class: "net-set" },
      make("label", { for: id }, "Change"), this.which, this.field,
      this.slider, this.again, this.note);
  }

  /** The rows: which one is drawn, and what each says of the number. */
  rows() {
    this.shares = make("legend");
    const rows = this.given.X.map((_, n) => {
      const radio = make("input", {
        type: "radio",
        name: `${this.id}-row`,
        onchange: () => this.choose(this.place, n),
      });
      radio.checked = n === 0;
      const share = make("span", { class: "net-share" });
      return make("label", {}, radio,
        make("span", {}, `row ${n + 1}`), share);
    });
    return make("fieldset", { class: "net-rows" }, this.shares, ...rows);
  }

  /** A finger or the mouse pulls a number to the side. */
  pulled(group, place) {
    let from, chosen;
    dragged(group, {
      press: () => {
        this.player.pause();
        chosen = this.place;
        this.choose(place);
        from = model.valueAt(this.given, this.spot);
      },
      move: (_, dx) => {
        const value = from + Math.round(dx / PULL) / 10;
        this.set(Math.min(Math.max(value, LEAST), MOST));
      },
      cancel: () => {
        this.set(from);
        this.choose(chosen);
      },
    });
  }

  choose(place, row = this.row) {
    this.welcome = false;
    this.stepping = false;
    this.place = place;
    this.row = row;
    this.before = this.net; // changes are counted from here
    this.moved = false;
    this.show();
  }

  /** The number that was typed, if it is one. */
  typed() {
    const value = this.field.valueAsNumber;
    const fits = value >= LEAST && value <= MOST;
    this.field.setAttribute("aria-invalid", String(!fits));
    this.note.textContent = fits
      ? "" : "Write a number from −10 to 10. The net keeps the last one.";
    if (fits) this.set(value, true);
  }

  set(value, typing = false) {
    this.player.pause();
    this.welcome = false;
    this.stepping = false;
    const exact = Number(value.toFixed(12)); // 0.1 + 0.2 is 0.3
    this.given = model.changed(this.given, this.spot, exact);
    this.net = run(this.given, Math.E);
    this.moved = true;
    this.show(typing);
  }

  reset() {
    this.given = this.begun;
    this.net = run(this.given, Math.E);
    this.choose(this.place);
  }

  onward() {
    const end = this.position === PASS.length;
    this.go(end ? AT_THE_LOSS : this.position + 1, true);
    return this.position < PASS.length;
  }

  go(position, playing = false) {
    if (!playing) this.player.pause();
    this.position = Math.min(Math.max(0, position), PASS.length);
    this.welcome = this.moved = false;
    this.stepping = true;
    this.before = this.net;
    this.show();
  }

  known(key) {
    const made = PASS.findIndex((step) => step.key === key);
    return made < this.position;
  }

  show(typing = false) {
    const { net, row, position, spot } = this;
    const step = this.stepping ? PASS[position - 1] : undefined;
    this.drawing.paint(net, row, (key) => this.known(key), step);
    this.drawing.choose(this.place);
    this.arrays.replaceChildren(...this.beside(step));
    this.tell();
    this.share(net, spot);
    this.fill(typing);
    idle(this.all, position === PASS.length);
    idle(this.back, position === 0);
    idle(this.again, this.given === this.begun);
  }

  /** The arrays of the step, or of the chosen number's gradient. */
  beside(step) {
    const made = PASS.find(({ key }) => key === `d${this.spot.key}`);
    if (step) return arraysOf(this.net, step, this.row);
    return this.known(made.key) ? arraysOf(this.net, made, this.row) : [];
  }

  tell() {
    const { net, row, spot, before } = this;
    const made = this.known(`d${spot.key}`);
    const [count, formula, ...others] = stepWords(net, this.position, row);
    const said = this.welcome ? WELCOME
      : this.moved ? changeWords(before, net, spot, made)
        : this.stepping ? others : choiceWords(net, spot, made);
    const head = [make("p", { class: "steps-count" }, count),
      make("p", { class: "steps-formula" }, formula)];
    this.said.replaceChildren(
      ...(this.stepping ? head : []),
      ...said.map((line) => make("p", {}, line)));
    const loss = brief(model.meanOf(net));
    this.drawing.svg.setAttribute("aria-label",
      `The running net with row ${row + 1}: four inputs, two hidden units, ` +
      `three classes. The mean loss is ${loss}.`);
  }

  /** Beside each row its share of the chosen number's gradient. */
  share(net, spot) {
    const known = this.known(`d${spot.key}`);
    const parts = known ? model.sharesOf(net, spot) : [];
    const name = `d${spot.name}`;
    const sum = known ? ` = ${brief(model.gradientAt(net, spot))}`
      : " has not been made yet";
    this.shares.textContent = known && spot.key !== "X"
      ? `${name}${sum}, in five shares` : `${name}${sum}`;
    this.querySelectorAll(".net-share").forEach((place, n) => {
      place.textContent = parts[n] === undefined || parts[n] === null
        ? "" : brief(parts[n]);
    });
  }

  /** The controls say what is chosen and what it is. */
  fill(typing = false) {
    const { given, row, spot } = this;
    if (this.filled !== row) {
      this.filled = row;
      const options = model.spotsOf(given, row).map(({ name }, k) =>
        make("option", { value: k }, name));
      this.which.replaceChildren(...options);
    }
    this.which.value = this.place;
    const value = model.valueAt(given, spot);
    if (!typing) {
      this.field.value = Number(value.toFixed(3));
      this.field.removeAttribute("aria-invalid");
      this.note.textContent = "";
    }
    // Tenths, counted from where the number began.
    const start = model.valueAt(this.begun, spot);
    Object.assign(this.slider, {
      min: start - 4, max: start + 4, step: 0.1, value,
    });
    this.slider.setAttribute("aria-label", spot.name);
    this.slider.setAttribute("aria-valuetext", brief(value));
    this.field.setAttribute("aria-label", `${spot.name}, typed`);
  }
}

/** Wake every <live-net> on the page, now and later. */
export function define() {
  if (!customElements.get("live-net"))
    customElements.define("live-net", LiveNet);
}
