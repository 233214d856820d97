/** <live-moved>: a digit that is moved, and nets that are asked about it. */

import { dragged } from "./finger.mjs";
import { button, make, svg } from "./make.mjs";
import { askedAt, rightOf, said, shifted, within } from "./moved.mjs";
import { arrows, pad, steered } from "./pad.mjs";
import { dataOf } from "./steps_dom.mjs";

let count = 0;

class LiveMoved extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = dataOf(this);
    this.id ||= `live-moved-${++count}`;
    this.build();
    this.choose(0);
    this.classList.add("ready");
  }

  build() {
    this.digits = this.data.digits.map(({ label, pixels }, k) => {
      const made = button("", () => this.choose(k),
        { "aria-label": `a ${label}`, class: "moved-digit" });
      made.append(this.picture(pixels));
      return made;
    });
    this.pixels = this.picture([]);
    this.stage = pad("The digit: the cursor keys move it", this.pixels);
    this.stage.classList.add("moved-stage");
    dragged(this.stage, (event, began) => this.drag(event, began));
    this.said = make("p", { class: "steps-said", role: "status" });
    this.nets = this.data.nets.map((net, k) => this.netOf(net, k));
    const home = button("●", () => this.go([0, 0]),
      { class: "pad-arrow pad-home", "aria-label": "Back to the middle" });
    const panel = make("section",
      { class: "steps moved", "aria-label": "A digit that is moved" },
      make("div", { class: "moved-digits", role: "group",
        "aria-label": "Digit" }, ...this.digits),
      make("div", { class: "moved-main" },
        make("div", { class: "moved-hand" }, this.stage,
          make("div", { class: "pad-cross" },
            ...arrows((way) => this.move(way)), home)),
        make("div", { class: "moved-nets" },
          ...this.nets.map((net) => net.element))),
      this.said);
    steered(panel, (way) => this.move(way));
    this.prepend(panel);
  }

  /** One net: ten bars, and a map of its answers at all the positions. */
  netOf({ name }, k) {
    const { reach, nets } = this.data;
    const [{ answers, percents }] = nets[0].asked;
    const bars = Array.from({ length: percents.length / answers.length },
      (_, digit) => {
        const bar = make("span", { class: "moved-bar" });
        const number = make("td", {});
        const row = make("tr", {}, make("th", { scope: "row" }, `${digit}`),
          make("td", {}, bar), number);
        return { row, bar, number };
      });
    const side = 2 * reach + 1;
    const cells = answers.map(() => make("td", {}));
    const rows = Array.from({ length: side }, (_, r) =>
      make("tr", {}, ...cells.slice(r * side, (r + 1) * side)));
    const body = make("tbody", {}, ...rows);
    dragged(body, (event) => this.point(body, event));
    const caption = make("caption", {});
    const id = `${this.id}-net-${k}`;
    const element = make("div", { class: "moved-net" },
      make("p", { class: "moved-name", id }, name),
      make("table", { class: "moved-bars", "aria-labelledby": id },
        make("tbody", {}, ...bars.map(({ row }) => row))),
      make("table", { class: "moved-map" }, caption, body));
    return { element, bars, cells, caption };
  }

  picture(pixels) {
    const [H, W] = this.data.shape;
    const drawing = svg("svg", { viewBox: `0 0 ${W} ${H}`,
      "aria-hidden": "true" });
    paint(drawing, pixels, W);
    return drawing;
  }

  choose(digit) {
    this.digit = digit;
    this.digits.forEach((one, k) =>
      one.setAttribute("aria-pressed", String(k === digit)));
    this.go([0, 0]);
  }

  move([down, right]) {
    this.go([this.shift[0] + down, this.shift[1] + right]);
    return true;
  }

  /** By as many pixels as the pointer has gone since it was pressed. */
  drag(event, began) {
    if (this.began !== began) {
      this.began = began;
      this.from = this.shift;
    }
    const { width } = this.pixels.getBoundingClientRect();
    const pixel = width / this.data.shape[1];
    const by = [event.clientY - began.clientY, event.clientX - began.clientX];
    this.go(by.map((gone, k) => this.from[k] + Math.round(gone / pixel)));
  }

  /** To the position of the map that is pointed at. */
  point(body, { clientX, clientY }) {
    const { left, top, width, height } = body.getBoundingClientRect();
    const { reach } = this.data;
    const side = 2 * reach + 1;
    const at = [(clientY - top) / height, (clientX - left) / width];
    this.go(at.map((part) => Math.floor(part * side) - reach));
  }

  go(shift) {
    const { data, digit } = this;
    const { label, pixels } = data.digits[digit];
    this.shift = within(data, shift);
    paint(this.pixels, shifted(data, pixels, this.shift), data.shape[1]);
    data.nets.forEach((net, k) => this.show(net.asked[digit], k, label));
    const words = said(data, digit, this.shift);
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  show(asked, k, label) {
    const { bars, cells, caption } = this.nets[k];
    const { answer, percents } = askedAt(this.data, asked, this.shift);
    bars.forEach(({ row, bar, number }, digit) => {
      row.classList.toggle("answer", digit === answer);
      row.classList.toggle("true", digit === label);
      bar.style.width = `${percents[digit]}%`;
      number.textContent = `${percents[digit]} %`;
    });
    const side = 2 * this.data.reach + 1;
    const [down, right] = this.shift.map((steps) => steps + this.data.reach);
    cells.forEach((cell, place) => {
      cell.textContent = asked.answers[place];
      cell.classList.toggle("wrong", asked.answers[place] !== label);
      cell.classList.toggle("now", place === down * side + right);
    });
    caption.textContent =
      `right at ${rightOf(asked, label)} of ${cells.length} positions`;
  }
}

/** The pixels that are not paper, as squares of that much ink. */
function paint(drawing, pixels, W) {
  const squares = pixels.flatMap((percent, k) => percent
    ? [svg("rect", { x: k % W, y: Math.floor(k / W), width: 1,
        height: 1, opacity: percent / 100 })]
    : []);
  drawing.replaceChildren(...squares);
}

/** Wake every <live-moved> on the page, now and later. */
export function define() {
  if (!customElements.get("live-moved"))
    customElements.define("live-moved", LiveMoved);
}
