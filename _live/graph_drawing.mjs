/** The drawing of a graph: values above the wires, gradients below. */

import { short } from "./answers.mjs";
import { total } from "./graph.mjs";
import { svg as draw } from "./make.mjs";

const INCH = 90; // pixels
const RADIUS = 24;
const GAP = 34; // between two columns, where wires climb
const LABEL = { op: 96, leaf: 74, share: 56, bend: 56 }; // on a wire

const textWidth = (text, size = 15) => 0.58 * size * text.length;
const half = (spot) =>
  spot.kind === "op" ? Math.max(RADIUS, textWidth(spot.text) / 2 + 8) : 0;

/** Where everything stands: {left, head, right} of each column, in pixels. */
function columnsOf(spots) {
  const columns = [];
  let at = 6;
  for (let c = 0; spots.some((s) => s.column === c); c++) {
    const here = spots.filter((s) => s.column === c);
    const head = Math.max(
      ...here.map((s) =>
        s.kind === "op" ? 2 * half(s) : s.kind === "leaf" ? 26 : 0,
      ),
    );
    const label = Math.max(...here.map((s) => LABEL[s.kind]));
    columns.push({ left: at, head: at + head, right: at + head + label });
    at += head + label + GAP;
  }
  return columns;
}

/** An <svg> of the graph in a state, with words for who cannot see it. */
export function drawing({ nodes, spots, height }, state, words) {
  const columns = columnsOf(spots);
  const width = columns.at(-1).right + 24;
  const tall = Math.round(height * INCH) + 8;
  const wires = draw("g", { class: "wires" });
  const marks = draw("g", {});
  const asked = state.asks;
  const svg = draw(
    "svg",
    {
      viewBox: `0 0 ${width} ${tall}`,
      role: "img",
      "aria-label": words,
      style: `max-width:${width}px;min-width:${Math.round(0.8 * width)}px`,
    },
    wires,
    marks,
  );
  for (const spot of spots) {
    const { left, head, right } = columns[spot.column];
    const y = spot.y * INCH + 4;
    const start = spot.kind === "op" || spot.kind === "leaf" ? head : left;
    wires.append(line(`M${start} ${y}H${right}`));
    enter(wires, spot, spots, columns);
    if (spot.kind === "leaf") marks.append(text(head - 14, y, spot.text));
    if (spot.kind === "op") {
      const now = state.latest === spot.node || asked?.child === spot.node;
      marks.append(circle(head - half(spot), y, half(spot), now, spot.text));
    }
    const parts = spots.filter((s) => s.before.includes(spots.indexOf(spot)));
    if (parts.length > 1)
      marks.append(draw("circle", { cx: right, cy: y, r: 4.5, class: "dot" }));
    const x = (start + right) / 2;
    if (spot.kind === "share") share(marks, x, y, spot, state);
    else if (spot.kind !== "bend") numbers(marks, x, y, spot, nodes, state);
  }
  const end = columns.at(-1).right;
  const last = spots.at(-1).y * INCH + 4;
  wires.append(line(`M${end} ${last}h16m-9 -6l9 6l-9 6`));
  return svg;
}

/** The wires that enter a spot, each at a height of its own. */
function enter(wires, spot, spots, columns) {
  spot.before.forEach((from, k) => {
    const before = spots[from];
    const off = (k - (spot.before.length - 1) / 2) * 1.1 * RADIUS;
    const x0 = columns[before.column].right;
    const x1 = columns[spot.column].left;
    const y0 = before.y * INCH + 4;
    const y1 = spot.y * INCH + 4 + off;
    let end = x1;
    if (spot.kind === "op") end = columns[spot.column].head - 2 * half(spot);
    end += RADIUS - Math.sqrt(RADIUS ** 2 - off ** 2);
    const mid = (x0 + x1) / 2;
    const curve = `C${mid} ${y0} ${mid} ${y1} ${x1} ${y1}`;
    wires.append(line(`M${x0} ${y0}${curve}H${end}`));
  });
}

/** A value above the wire, a gradient in a frame below it. */
function numbers(marks, x, y, spot, nodes, state) {
  const i = spot.node;
  if (state.known(i)) {
    const value = short(state.values[i]);
    const name = spot.kind === "op" ? `${nodes[i].name} = ` : "";
    marks.append(text(x, y - 14, name + value, "value"));
  }
  if (state.complete(i)) tag(marks, x, y + 18, short(total(state.shares[i])));
}

/** Where a wire forks: what came back along this branch. */
function share(marks, x, y, spot, state) {
  const [child, k] = spot.edge;
  const place = state.edges.findIndex((e) => e.child === child && e.k === k);
  if (place >= state.answered) return;
  const mine = state.edges
    .slice(0, place + 1)
    .filter((e) => e.parent === spot.node).length;
  const { share: part } = state.shares[spot.node][mine - 1];
  tag(marks, x, y, `← ${short(part)}`);
}

const line = (d) => draw("path", { d });

function text(x, y, words, kind = "name") {
  return draw("text", { x, y: y + 5, class: kind }, words);
}

function tag(marks, x, y, words) {
  const wide = textWidth(words) + 10;
  marks.append(
    draw("rect", {
      x: x - wide / 2,
      y: y - 11,
      width: wide,
      height: 22,
      rx: 3,
      class: "tag",
    }),
    text(x, y, words, "gradient"),
  );
}

function circle(x, y, wide, now, words) {
  return draw(
    "g",
    { class: now ? "op now" : "op" },
    draw("rect", {
      x: x - wide,
      y: y - RADIUS,
      width: 2 * wide,
      height: 2 * RADIUS,
      rx: RADIUS,
    }),
    text(x, y, words, "sign"),
  );
}
