/** The wires beside a tape: from every line to those it was made from. */

import { svg } from "./make.mjs";
import { usesOf } from "./tape.mjs";

const NEAR = 7; // pixels from the table

/** A drawing as high as the rows, in the margin at their left. */
export function wires(tape, rows, state, margin) {
  const box = margin.getBoundingClientRect();
  const range = document.createRange();
  const high = (row) => {
    range.selectNodeContents(row.cells[0]); // beside its number
    const { top, height } = range.getBoundingClientRect();
    return top + height / 2 - box.top;
  };
  const drawing = svg("svg", { width: box.width, height: box.height });
  const edges = tape.lines.flatMap((line) =>
    usesOf(tape, line).map((use, k) => ({ line, k, ...use })));
  const many = tape.lines.length;
  const drawn = edges.map(({ line, to, k }) => {
    const twice = k > 0 && usesOf(tape, line)[0].to === to;
    const far = tape.number(line) - tape.number(to);
    const paid = state.shares[to].some((s) => s.from === line);
    const now = state.paid.some((p) => p.line === line && p.to === to);
    const reach = NEAR + (box.width - NEAR - 4) *
      Math.min(1, (far + (twice ? 0.7 : 0)) / Math.max(3, Math.min(many, 6)));
    const [from, end] = [high(rows.get(line)), high(rows.get(to))];
    const x = box.width - NEAR;
    const bend = box.width - NEAR - reach * 1.2;
    const path = `M${x} ${from} C${bend} ${from} ${bend} ${end} ${x} ${end}`;
    return { path, kind: now ? "now" : paid ? "paid" : "", x, end };
  });
  drawn.sort((a, b) => (a.kind === "now") - (b.kind === "now"));
  for (const { path, kind, x, end } of drawn) {
    drawing.append(svg("path", { d: path, class: kind }));
    if (kind === "now")
      drawing.append(svg("path", { class: "head",
        d: `M${x + 5} ${end} l-9 -4.5 v9 z` }));
  }
  return drawing;
}
