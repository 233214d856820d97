/** The sheet of 8 × 8 pixels: what is seen on it, and who draws there. */

import { cellWords } from "./digit_words.mjs";
import { dragged } from "./drag.mjs";
import { make, svg } from "./make.mjs";

const LEAST = 0.2; // of the largest mark; smaller ones are not drawn
const STEPS = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
};

export class Sheet {
  /**
   * @param {{begin, draw, end, ink, clear}} hand  what to do when a stroke
   *   begins at [x, y], is drawn from one point to the next (0 to 32 both
   *   ways), ends; and when a key inks or clears pixel i
   */
  constructor(hand, describedby) {
    this.hand = hand;
    this.cells = Array.from({ length: 64 }, (_, i) =>
      make("div", { role: "gridcell", tabindex: i ? -1 : 0 }));
    const rows = Array.from({ length: 8 }, (_, r) =>
      make("div", { role: "row" }, ...this.cells.slice(8 * r, 8 * r + 8)));
    this.over = svg("svg", { viewBox: "0 0 32 32", "aria-hidden": "true" });
    this.root = make("div", {
      class: "digit-sheet",
      role: "grid",
      "aria-label": "Sheet of 8 × 8 pixels",
      "aria-describedby": describedby,
      onkeydown: (event) => this.key(event),
      onfocusin: (event) => this.stand(this.cells.indexOf(event.target)),
    }, ...rows, this.over);
    dragged(this.root, {
      press: (event) => this.press(event),
      move: (event) => this.move(event),
      cancel: () => hand.end(), // what is drawn stays
      release: () => hand.end(),
    });
  }

  point({ clientX, clientY }) {
    const { left, top, width, height } = this.root.getBoundingClientRect();
    return [(32 * (clientX - left)) / width, (32 * (clientY - top)) / height];
  }

  press(event) {
    event.target.closest("[role=gridcell]")?.focus({ preventScroll: true });
    this.last = this.point(event);
    this.hand.begin(this.last);
  }

  move(event) {
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length ? all : [event]) {
      const next = this.point(one);
      this.hand.draw(this.last, next);
      this.last = next;
    }
    this.hand.drawn();
  }

  /** The cell that Tab leads to. */
  stand(i) {
    this.cells[this.at ?? 0].tabIndex = -1;
    this.at = i;
    this.cells[i].tabIndex = 0;
  }

  key(event) {
    const i = this.cells.indexOf(event.target);
    if (i < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (step) {
      const row = Math.floor(i / 8) + step[0];
      const column = (i % 8) + step[1];
      if (Math.min(row, column) >= 0 && Math.max(row, column) < 8)
        this.cells[8 * row + column].focus();
    } else if (event.key === " " || event.key === "Enter") this.hand.ink(i);
    else if (event.key === "Delete" || event.key === "Backspace")
      this.hand.clear(i);
    else return;
    event.preventDefault();
  }

  /** Show pixels from 0 to 1, strokes, or marks: wish is their size. */
  show(x, { strokes = [], wish } = {}) {
    const ink = strokes.length ? () => 0 : (i) => 100 * x[i];
    this.cells.forEach((cell, i) =>
      cell.style.setProperty("--ink-share", `${ink(i)}%`));
    const lines = strokes.map((stroke) => // a dot is a line to itself
      svg("polyline", {
        class: "pen", points: [stroke[0], ...stroke].join(" "),
      }));
    this.over.replaceChildren(...lines, ...(wish ? marks(wish) : []));
  }

  /** Let the marks that are there grow. */
  flow() {
    for (const mark of this.over.querySelectorAll(".wish"))
      mark.classList.add("fresh");
  }

  /** What the cells are called. */
  name(x, wish) {
    this.cells.forEach((cell, i) =>
      cell.setAttribute("aria-label", cellWords(i, x[i], wish?.[i])));
  }
}

/** + where ink is asked for, − where it should go; on a ground of paper. */
function marks(wish) {
  const most = Math.max(...wish.map(Math.abs));
  return [...wish].flatMap((w, i) => {
    const size = Math.abs(w) / most;
    if (!(size > LEAST)) return [];
    const [x, y, r] = [4 * (i % 8) + 2, 4 * Math.floor(i / 8) + 2, 1.6 * size];
    const d = `M${x - r} ${y}h${2 * r}` +
      (w > 0 ? `M${x} ${y - r}v${2 * r}` : "");
    const wide = 0.3 + 0.5 * size;
    return [
      svg("path", { d, class: "paper", "stroke-width": wide + 0.6 }),
      svg("path", { d, class: "wish", "stroke-width": wide }),
    ];
  });
}
