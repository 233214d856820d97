/** <live-convolution>: a kernel slid over an image, forward and back. */

import { factor, short } from "./answers.mjs";
import { between } from "./between.mjs";
import {
  allPlaces, gathered, outputOf, placesOf, shapeOf, stamped, usesOf,
} from "./convolution.mjs";
import { Grid, windowPicture } from "./convolution_grid.mjs";
import { givenIn, textOf } from "./convolution_typed.mjs";
import { called, lines, MODES, said } from "./convolution_words.mjs";
import { dragged } from "./finger.mjs";
import { button, make } from "./make.mjs";
import { arrows, pad, steered } from "./pad.mjs";
import { dataOf, idle } from "./steps_dom.mjs";

const PACE = 900; // ms
const HINT = "A row of numbers a line. The image may have up to ten rows and " +
  "columns, and the kernel any size that fits.";
let count = 0;

class LiveConvolution extends HTMLElement {
  connectedCallback() {
    if (this.given) return;
    const { mode, ...given } = dataOf(this);
    this.given = given;
    this.id ||= `live-convolution-${++count}`;
    this.begin();
    this.build();
    this.write();
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
    this.panel = make("section",
      { class: "steps conv", "aria-label": "A kernel on an image" },
      make("div", { class: "conv-modes", role: "group",
        "aria-label": "Direction" }, ...this.modes),
      make("div", { class: "conv-room" },
        make("div", { class: "conv-grids" },
          this.pad, middle.element, right.element)),
      make("div", { class: "steps-buttons" },
        this.play, ...arrows((way) => this.move(way)), this.clear),
      this.said, this.sum, this.numbers());
    steered(this.panel, (way) => this.move(way));
    this.prepend(this.panel);
  }

  numbers() {
    this.note = make("p", { class: "conv-note", id: `${this.id}-note` }, HINT);
    this.fields = Object.fromEntries(["X", "K", "b", "dY"].map((name) =>
      [name, make("textarea", {
        spellcheck: "false",
        autocapitalize: "off",
        autocomplete: "off",
        "aria-describedby": this.note.id,
        oninput: () => this.typed(name),
        onchange: () => this.tellTrouble(),
      })]));
    const labels = Object.entries(this.fields).map(([name, field]) =>
      make("label", { class: `conv-field-${name}` }, name, field));
    return make("details", {},
      make("summary", {}, "Change the numbers"), this.note,
      make("div", { class: "conv-fields" }, ...labels));
  }

  /** Write the numbers into their fields, but for the one that is typed in. */
  write(except) {
    const { X, K, b, dY } = this.given;
    const all = { X, K, b: [[b]], dY };
    for (const [name, field] of Object.entries(this.fields)) {
      if (name !== except) field.value = textOf(all[name]);
      field.rows = all[name].length;
      field.style.setProperty("--columns", longest(all[name]));
    }
  }

  /** Where what is typed does not fit, the last numbers stay. */
  typed(changed) {
    const texts = Object.fromEntries(Object.entries(this.fields)
      .map(([name, field]) => [name, field.value]));
    let trouble = ["", { message: "" }];
    try {
      this.given = givenIn(texts, changed);
    } catch (error) {
      if (!Array.isArray(error)) throw error;
      trouble = error;
    }
    const [name, { message }] = trouble;
    this.note.textContent = message || HINT;
    this.troubled = Boolean(message);
    for (const [key, field] of Object.entries(this.fields))
      field.setAttribute("aria-invalid", String(key === name));
    if (message) return;
    this.write(changed);
    this.pressed.clear();
    this.look(this.mode);
  }

  tellTrouble() {
    if (this.troubled)
      this.said.textContent =
        `${this.note.textContent} The figure keeps the last numbers.`;
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
    if (spot.join() !== this.spot.join()) this.go(spot);
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
    if (!this.next()) {
      this.pressed.clear();
      this.go([0, 0]);
    } else next();
    if (!this.next()) return;
    this.timer = setInterval(next, PACE);
    this.play.textContent = "Pause";
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.play) this.play.textContent = "Play";
  }

  /** The next in the order of reading; with stamps, that is not pressed. */
  next() {
    const [rows, columns] = this.room;
    const [i, j] = this.spot;
    const now = i * columns + j;
    const order = Array.from({ length: rows * columns }, (_, k) => k);
    const later = [...order.slice(now + 1), ...order.slice(0, now + 1)];
    const where = (k) => [Math.floor(k / columns), k % columns];
    if (this.mode !== "stamps") return later[0] && where(later[0]);
    const free = later.find((k) => !this.pressed.has(where(k).join()));
    return free === undefined ? undefined : where(free);
  }

  draw() {
    const { given, mode, spot } = this;
    const [H, W] = shapeOf(given.X);
    const [kh, kw] = shapeOf(given.K);
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
    ({ forward: () => this.drawForward(),
      stamps: () => this.drawStamps(),
      pixel: () => this.drawPixel() })[mode]();
    this.said.textContent = said(given, mode, spot, this.pressed.size);
    this.panel.classList.toggle("flat", H === 1);
    this.clear.hidden = mode !== "stamps";
    idle(this.clear, this.pressed.size === 0);
  }

  drawForward() {
    const { given, place } = this;
    const inside = this.inside(place);
    this.left.show(called(given, "X"), given.X, (r, c) => {
      const weight = inside(r, c);
      return weight === undefined ? {}
        : { at: true, small: `·${factor(weight)}` };
    }, { at: place, size: shapeOf(given.K) });
    this.right.show(called(given, "Y"), outputOf(given), () => ({}),
      { at: place, size: [1, 1] });
    this.sum.replaceChildren(sumTable(lines(given, "forward", place)));
  }

  drawStamps() {
    const { given, place, pressed } = this;
    const [i, j] = place;
    const inside = this.inside(place);
    const on = pressed.has(place.join());
    const places = allPlaces(given).filter((p) => pressed.has(p.join()));
    const left = called(given, "dX");
    const caption = places.length < allPlaces(given).length
      ? `${left} so far` : left;
    this.left.show(caption, stamped(given, places), (r, c) => {
      const weight = inside(r, c);
      return weight === undefined || !on ? {}
        : { at: true, small: signed(given.dY[i][j] * weight) };
    }, on && { at: place, size: shapeOf(given.K) });
    this.right.show(called(given, "dY"), given.dY,
      (r, c) => ({ at: pressed.has(`${r},${c}`),
        small: pressed.has(`${r},${c}`) ? "✓" : "" }),
      on && { at: place, size: [1, 1] });
    this.sum.replaceChildren(
      on ? sumTable(lines(given, "stamps", place)) : "");
  }

  drawPixel() {
    const { given, pixel } = this;
    const uses = usesOf(given, pixel);
    const all = uses.flat().filter(Boolean);
    const of = new Map(all.map((use) => [use.place.join(), use]));
    const [first, last] = [all[0].place, all.at(-1).place];
    this.left.show(called(given, "dX"), gathered(given), () => ({}),
      { at: pixel, size: [1, 1] });
    this.right.show(called(given, "dY"), given.dY, (i, j) => {
      const use = of.get(`${i},${j}`);
      return use ? { at: true, small: `·${factor(use.weight)}` } : {};
    }, { at: first, size: [last[0] - first[0] + 1, last[1] - first[1] + 1] });
    const windows = uses.flat().map((use) => make("div",
      { class: use ? "conv-use" : "conv-use none" },
      ...(use ? this.use(use) : [])));
    const [, kw] = shapeOf(given.K);
    this.sum.replaceChildren(
      make("div", { class: "conv-uses", "aria-hidden": "true",
        style: `--kw: ${kw}` }, ...windows),
      sumTable(lines(given, "pixel", pixel)));
  }

  /** One window: a picture, and weight · blame = share below it. */
  use({ place, weight, blame, share }) {
    const { X, K } = this.given;
    return [
      windowPicture(shapeOf(X), shapeOf(K), place, this.pixel),
      make("p", {}, `${factor(weight)} · ${factor(blame)} = ${short(share)}`),
    ];
  }

  /** (r, c) → the weight that lies on that pixel, or undefined. */
  inside([i, j]) {
    return (r, c) => this.given.K[r - i]?.[c - j];
  }
}

const signed = (value) => (value < 0 ? short(value) : `+${short(value)}`);

const longest = (rows) =>
  Math.max(...rows.map((row) => textOf([row]).length));

function sumTable(all) {
  const rows = all.map(({ name, parts, value, total }) =>
    make("tr", { class: total ? "total" : false },
      make("th", { scope: "row" }, name),
      make("td", {}, parts && `${parts} `, make("b", {}, `= ${value}`))));
  return make("table", { class: "conv-lines" }, make("tbody", {}, ...rows));
}

/** Wake every <live-convolution> on the page, now and later. */
export function define() {
  if (!customElements.get("live-convolution"))
    customElements.define("live-convolution", LiveConvolution);
}
