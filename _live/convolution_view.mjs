/** <live-convolution>: a kernel slid over an image, forward and back. */

import { short } from "./answers.mjs";
import { between } from "./between.mjs";
import { allPlaces, filled, placesOf, shapeOf } from "./convolution.mjs";
import { DRAW } from "./convolution_draw.mjs";
import { Fields } from "./convolution_fields.mjs";
import { Grid } from "./convolution_grid.mjs";
import { called, MODES, said } from "./convolution_words.mjs";
import { dragged } from "./finger.mjs";
import { button, make } from "./make.mjs";
import { arrows, pad, steered } from "./pad.mjs";
import { dataOf, idle } from "./steps_dom.mjs";

const PACE = 900; // ms
let count = 0;

class LiveConvolution extends HTMLElement {
  connectedCallback() {
    if (this.given) return;
    const { mode, ...given } = dataOf(this);
    this.given = given;
    this.id ||= `live-convolution-${++count}`;
    this.begin();
    this.build();
    this.fields.write(given);
    this.look(mode);
    this.classList.add("ready");
  }

  disconnectedCallback() {
    this.pause();
  }

  /** Where it starts: the first place that is blamed most. */
  begin() {
    const { dY, K } = this.given;
    const most = Math.max(...dY.flat().map(Math.abs));
    const [i, j] = allPlaces(this.given)
      .find(([a, d]) => Math.abs(dY[a][d]) === most);
    const [kh, kw] = shapeOf(K);
    this.place = [i, j];
    this.pixel = [i + kh - 1, j + kw - 1];
    this.pressed = new Set();
  }

  build() {
    this.modes = Object.entries(MODES).map(([mode, { button: text }]) =>
      button(text, () => this.look(mode), { "data-mode": mode }));
    const [left, middle, right] = ["left", "kernel", "right"].map((name) =>
      new Grid(`${this.id}-${name}`));
    Object.assign(this, { left, middle, right });
    this.pad = pad("", left.element);
    dragged(left.box, (event) => this.point(left.under(event)));
    dragged(right.box, (event) => this.choose(right.under(event)));
    this.play = button("Play", () => this.toggle());
    this.clear = button("Take the stamps off", () => this.takeOff());
    this.said = make("p", { class: "steps-said", role: "status" });
    this.sum = make("div", { class: "conv-sum" });
    this.fields = new Fields(this.id, (given) => this.change(given),
      (words) => {
        this.said.textContent = words;
      });
    this.panel = make("section",
      { class: "steps conv", "aria-label": "A kernel on an image" },
      make("div", { class: "conv-modes", role: "group",
        "aria-label": "Direction" }, ...this.modes),
      make("div", { class: "conv-room" },
        make("div", { class: "conv-grids" },
          this.pad, middle.element, right.element)),
      make("div", { class: "steps-buttons" },
        this.play, ...arrows((way) => this.move(way)), this.clear),
      this.said, this.sum, this.fields.element);
    steered(this.panel, (way) => this.move(way));
    this.prepend(this.panel);
  }

  change(given) {
    this.given = given;
    this.pressed.clear();
    this.look(this.mode);
  }

  /** The array that is moved over, in this mode, and where we are in it. */
  get spot() {
    return this.mode === "pixel" ? this.pixel : this.place;
  }

  get room() {
    const { X, K } = this.given;
    return this.mode === "pixel" ? shapeOf(X) : placesOf(X, K);
  }

  look(mode) {
    this.mode = mode;
    this.pause();
    this.go(this.spot);
  }

  /** A step by key or button; false where there is no room that way. */
  move([down, right]) {
    const [rows, columns] = this.room;
    if ((down && rows === 1) || (right && columns === 1)) return false;
    this.pause();
    this.go([this.spot[0] + down, this.spot[1] + right]);
    return true;
  }

  /** A pointer on the left array: the window's middle goes there. */
  point([r, c]) {
    const [kh, kw] = shapeOf(this.given.K);
    const corner = this.mode !== "pixel";
    this.choose(corner ? [r - (kh - 1) / 2, c - (kw - 1) / 2] : [r, c]);
  }

  choose([r, c]) {
    const spot = this.within([Math.floor(r), Math.floor(c)]);
    this.pause();
    const free = this.mode === "stamps" && !this.pressed.has(spot.join());
    if (free || spot.join() !== this.spot.join()) this.go(spot);
  }

  within([r, c]) {
    const [rows, columns] = this.room;
    return [between(0, r, rows - 1), between(0, c, columns - 1)];
  }

  go(spot) {
    const here = this.within(spot);
    if (this.mode === "pixel") this.pixel = here;
    else this.place = here;
    if (this.mode === "stamps") this.pressed.add(here.join());
    this.draw();
  }

  takeOff() {
    this.pause();
    this.pressed.clear();
    this.draw();
    this.said.textContent = "No stamp is pressed. The next place that you " +
      "go to presses the first.";
  }

  toggle() {
    if (this.timer) {
      this.pause();
      return;
    }
    const next = () => {
      const spot = this.next();
      if (spot) this.go(spot);
      if (!this.next()) this.pause();
    };
    if (this.next()) next();
    else {
      if (this.mode === "stamps") this.pressed.clear();
      this.go([0, 0]);
    }
    if (!this.next()) return;
    this.timer = setInterval(next, PACE);
    this.play.textContent = "Pause";
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.play) this.play.textContent = "Play";
  }

  /**
   * The next in the order of reading, if there is one: with stamps the next
   * that is not pressed, after the last one the first.
   */
  next() {
    const [rows, columns] = this.room;
    const order = filled([rows, columns], (r, c) => [r, c]).flat();
    const later = this.spot[0] * columns + this.spot[1] + 1;
    if (this.mode !== "stamps") return order[later];
    return [...order.slice(later), ...order.slice(0, later)]
      .find((place) => !this.pressed.has(place.join()));
  }

  draw() {
    const { given, mode, spot } = this;
    const [, W] = shapeOf(given.X);
    const [, kw] = shapeOf(given.K);
    const places = placesOf(given.X, given.K);
    this.panel.dataset.mode = mode;
    this.panel.style.setProperty("--all", W + kw + places[1]);
    this.panel.style.setProperty("--widest", Math.max(W, kw + places[1]));
    for (const one of this.modes)
      one.setAttribute("aria-pressed", String(one.dataset.mode === mode));
    const keys = mode === "pixel" ? "the pixel" : "the window";
    this.pad.setAttribute("aria-label", `${called(given, MODES[mode].left)}: ` +
      `the cursor keys move ${keys}`);
    const b = mode === "forward" ? `, b = ${short(given.b)}` : "";
    this.middle.show(`${called(given, "K")}${b}`, given.K);
    this.sum.replaceChildren(...DRAW[mode](this));
    this.said.textContent = said(given, mode, spot, this.pressed.size);
    this.panel.classList.toggle("flat", this.room[0] === 1);
    this.clear.hidden = mode !== "stamps";
    idle(this.clear, this.pressed.size === 0);
  }
}

/** Wake every <live-convolution> on the page, now and later. */
export function define() {
  if (!customElements.get("live-convolution"))
    customElements.define("live-convolution", LiveConvolution);
}
