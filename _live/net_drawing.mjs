/** The drawing of <live-net>: one row in full, and every weight. */

import { svg } from "./make.mjs";
import { gradientAt, meanOf, valueAt } from "./net.mjs";
import { brief } from "./net_words.mjs";

const [WIDTH, HEIGHT] = [365, 342];
const TOP = 24;
const [PILL, TALL] = [52, 31]; // a weight above its gradient
const NODE = 72;
const NEXT = { W1: 35, W2: 37 }; // from a weight to the one below
const X = { input: 19, W1: 41, hidden: 120, W2: 194, output: 276 };
const inputY = (i) => TOP + 72 * i;
const hiddenY = (j) => TOP + 68 + 144 * j;
const outputY = (k) => TOP + 48 + 96 * k;
const PLACES = {
  X: ({ j }) => [0, inputY(j)],
  W1: ({ i, j }) => [X.W1, inputY(i) + NEXT.W1 * j],
  b1: ({ i }) => [X.hidden, hiddenY(i) - 50],
  W2: ({ i, j }) => [X.W2, hiddenY(i) - 54 + NEXT.W2 * j],
  b2: ({ i }) => [X.output, outputY(i) - 49],
};

const words = (x, y, text, kind) =>
  svg("text", { x, y, class: kind }, text);
const box = (x, y, width, height, rx, kind) =>
  svg("rect", { x, y, width, height, rx, class: kind });

/** A frame for a gradient; its text comes later. */
function frame(x, y, width) {
  const text = words(x + width / 2, y + 11.5, "", "gradient");
  return { text, parts: [box(x, y, width, 15, 4, "tag"), text] };
}

export class NetDrawing {
  /** `spots` of row 1; those of another row take the same places. */
  constructor(spots) {
    this.wires = svg("g", { class: "net-wires" });
    this.marks = svg("g", {});
    this.cells = []; // {key, group, paint(net, n)}
    this.spots = spots.map((spot) => this.spot(spot));
    this.first = this.layer("W1", (i, j) => [inputY(i), j],
      [X.W1 + PILL, X.hidden, hiddenY]);
    this.second = this.layer("W2", (i, j) => [hiddenY(i) - 54, j],
      [X.W2 + PILL, X.output, outputY]);
    for (const j of [0, 1]) this.hidden(j);
    for (const k of [0, 1, 2]) this.output(k);
    this.loss();
    this.svg = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" },
      this.heads(), this.wires, this.marks);
  }

  heads() {
    const at = [["x", X.input], ["W₁", X.W1 + PILL / 2], ["z₁, a₁", X.hidden + NODE / 2],
      ["W₂", X.W2 + PILL / 2], ["z₂, p", X.output + NODE / 2]];
    return svg("g", { class: "net-heads" },
      ...at.map(([text, x]) => words(x, 13, text, "name")));
  }

  /** What shows an array comes and goes with it. */
  cell(key, group, paint) {
    this.cells.push({ key, group, paint });
  }

  always(paint) {
    this.cells.push({ paint });
  }

  /** A number to change, with its gradient below. */
  spot(spot) {
    const input = spot.key === "X";
    const bias = spot.key.startsWith("b");
    const [x, y] = PLACES[spot.key](spot);
    const wide = input ? 40 : bias ? NODE : PILL;
    const value = words(x + wide / 2, y + (input ? 24 : 12), "", "value");
    const shape = input
      ? svg("circle", { cx: X.input, cy: y + 20, r: 18, class: "grip" })
      : box(x, y - 2, wide, 18, 9, "grip");
    const { text, parts } = frame(x, y + (input ? 41 : TALL - 15), wide);
    const back = svg("g", {}, ...parts);
    const group = svg("g", { class: "net-spot" }, shape, value, back);
    this.marks.append(group);
    const here = (n) => (input ? { ...spot, i: n } : spot);
    this.cell(spot.key, group, (net, n) => {
      const shown = brief(valueAt(net, here(n)));
      value.textContent = bias ? `b ${shown}` : shown;
    });
    this.cell(`d${spot.key}`, back, (net, n) => {
      const shown = brief(gradientAt(net, here(n)));
      text.textContent = bias ? `db ${shown}` : shown;
    });
    return { ...spot, group };
  }

  /** The wires of a layer, from each weight to the unit that reads it. */
  layer(key, from, [x0, x1, to]) {
    return this.spots.filter((s) => s.key === key).map(({ i, j }) => {
      const [top, k] = from(i, j);
      const [y0, y1] = [top + NEXT[key] * k + 7, to(j) + 2];
      const mid = (x0 + x1) / 2;
      const wire = svg("path", {
        d: `M${x0} ${y0}C${mid} ${y0} ${mid} ${y1} ${x1} ${y1}`,
      });
      this.wires.append(wire);
      return { key, i, j, wire };
    });
  }

  /** Two values, one above the other, in one unit. */
  unit(x, y, above, below) {
    const shape = box(x, y - 15, NODE, 35, 15, "unit");
    this.marks.append(shape);
    [above, below].forEach(([key, letter, k], line) => {
      const text = words(x + NODE / 2, y - 1 + 14 * line, "", "value");
      const group = svg("g", {}, text);
      this.marks.append(group);
      this.cell(key, group, (net, n) => {
        text.textContent = `${letter} ${brief(net[key][n][k])}`;
      });
    });
    return shape;
  }

  back(key, k, x, y) {
    const { text, parts } = frame(x, y, NODE);
    const group = svg("g", {}, ...parts);
    this.marks.append(group);
    const letter = `d${key[1].toLowerCase()}`;
    this.cell(key, group, (net, n) => {
      text.textContent = `${letter} ${brief(net[key][n][k])}`;
    });
  }

  hidden(j) {
    const y = hiddenY(j);
    const shape = this.unit(X.hidden, y, ["Z1", "z", j], ["A1", "a", j]);
    this.always((net, n) =>
      shape.classList.toggle("off", net.Z1[n][j] <= 0));
    this.back("dA1", j, X.hidden, y + 22);
    this.back("dZ1", j, X.hidden, y + 39);
  }

  output(k) {
    const y = outputY(k);
    const shape = this.unit(X.output, y, ["Z2", "z", k], ["P", "p", k]);
    const mark = words(356, y + 7, "t", "name");
    this.marks.append(mark);
    this.always(({ t }, n) => {
      shape.classList.toggle("right", t[n] === k);
      mark.textContent = t[n] === k ? "t" : "";
    });
    this.back("dZ2", k, X.output, y + 22);
  }

  /** The loss of the row, and the mean, whose gradients are shown. */
  loss() {
    const y = HEIGHT - 22;
    const wire = svg("path", {});
    this.wires.append(wire, svg("path", { d: `M220 ${y + 10}H198` }));
    const [row, mean] = [[220, 133], [66, 132]].map(([x, wide]) => {
      const text = words(x + wide / 2, y + 14.5, "", "value");
      const group = svg("g", {}, box(x, y, wide, 21, 10, "unit"), text);
      this.marks.append(group);
      return { group, text };
    });
    this.cell("loss", row.group, ({ loss }, n) => {
      row.text.textContent = `loss of row ${n + 1}: ${brief(loss[n])}`;
    });
    this.cell("loss", mean.group, (net) => {
      mean.text.textContent = `mean loss: ${brief(meanOf(net))}`;
    });
    this.always(({ t }, n) => {
      const from = outputY(t[n]) + 2;
      wire.setAttribute("d", `M${X.output + NODE} ${from}H363V${y + 10}H353`);
    });
  }

  /** Show row n. `known(key)` tells what has been made, and `step` what is
      being made of what. */
  paint(net, n, known, step) {
    for (const { key, group, paint } of this.cells) {
      paint(net, n);
      if (!key) continue;
      group.classList.toggle("later", !known(key));
      group.classList.toggle("now", step?.key === key);
      group.classList.toggle("used", Boolean(step?.uses.includes(key)));
    }
    for (const { key, i, j, wire } of [...this.first, ...this.second]) {
      const weight = Math.abs(net[key][i][j]);
      wire.style.strokeWidth = 0.6 + 1.4 * Math.min(weight, 3);
      const [forth, back] = key === "W1" ? ["Z1", "dX"] : ["Z2", "dA1"];
      wire.classList.toggle("forth", step?.key === forth);
      wire.classList.toggle("back", step?.key === back);
    }
  }

  /** Mark the number that is being changed. */
  choose(place) {
    this.spots.forEach(({ group }, k) =>
      group.classList.toggle("chosen", k === place));
  }
}
