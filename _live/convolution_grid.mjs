/** An array in the page, with a frame that moves over it. */

import { short } from "./answers.mjs";
import { filled, shapeOf } from "./convolution.mjs";
import { make, svg } from "./make.mjs";

/** A caption, a table of numbers and a frame. */
export class Grid {
  constructor(id) {
    this.caption = make("p", { class: "conv-caption", id });
    this.body = make("tbody");
    this.table = make("table", { class: "conv-table", "aria-labelledby": id },
      this.body);
    this.frame = make("div", { class: "conv-frame", "aria-hidden": "true" });
    this.box = make("div", { class: "conv-box" }, this.table, this.frame);
    this.element = make("div", { class: "conv-grid" }, this.caption, this.box);
  }

  /**
   * @param rows the numbers
   * @param {(i, j) => {small?: string, at?: boolean}} about  the small text
   *   below an entry, and whether the entry has a part in it
   * @param frame {at: [i, j], size: [rows, columns]}, or none
   */
  show(caption, rows, about = () => ({}), frame) {
    this.caption.textContent = caption;
    this.shape = shapeOf(rows);
    if (this.cells?.length !== this.shape[0] ||
        this.cells[0].length !== this.shape[1]) this.build();
    let plain = true;
    const largest = Math.max(...rows.flat().map(Math.abs)) || 1;
    this.cells.forEach((row, i) => row.forEach((cell, j) => {
      const { small = "", at = false } = about(i, j);
      const text = short(rows[i][j]);
      write(cell.firstChild, text);
      write(cell.lastChild, small);
      cell.classList.toggle("long", text.length > 4);
      cell.classList.toggle("at", at);
      cell.classList.toggle("negative", rows[i][j] < 0);
      plain &&= !small;
      cell.style.setProperty("--size", Math.abs(rows[i][j]) / largest);
    }));
    this.table.classList.toggle("plain", plain);
    this.frame.hidden = !frame;
    if (!frame) return;
    const [[i, j], [h, w]] = [frame.at, frame.size];
    for (const [name, value] of Object.entries({ i, j, h, w }))
      this.frame.style.setProperty(`--${name}`, value);
  }

  build() {
    this.cells = filled(this.shape, () =>
      make("td", {}, make("span"), make("small")));
    this.body.replaceChildren(
      ...this.cells.map((row) => make("tr", {}, ...row)));
  }

  /** The entry below a pointer, as a real number of rows and columns. */
  under({ clientX, clientY }) {
    const { left, top, width, height } = this.table.getBoundingClientRect();
    const [rows, columns] = this.shape;
    return [((clientY - top) / height) * rows,
      ((clientX - left) / width) * columns];
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A small image with one window framed and one pixel marked. */
export function windowPicture([H, W], [kh, kw], [i, j], [r, c]) {
  const pixel = { x: c + 0.15, y: r + 0.15, width: 0.7, height: 0.7 };
  return svg("svg", { viewBox: `-0.15 -0.15 ${W + 0.3} ${H + 0.3}` },
    svg("path", { class: "lines", d: linesOf(H, W) }),
    svg("rect", { class: "window", x: j, y: i, width: kw, height: kh }),
    svg("rect", { class: "pixel", ...pixel }));
}

const linesOf = (H, W) =>
  filled([H + 1, 1], (i) => `M0 ${i}H${W}`).flat().join("") +
  filled([W + 1, 1], (j) => `M${j} 0V${H}`).flat().join("");
