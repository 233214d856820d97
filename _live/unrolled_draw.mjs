/** The drawing of <live-unrolled>: three states in a row, with their wires. */

import { svg } from "./make.mjs";
import { at } from "./unrolled.mjs";
import { named, row } from "./unrolled_words.mjs";

const WIDTH = 400;
const HEIGHT = 254;
const BOX = { width: 104, top: 76, height: 96 };
const EDGE = 16; // room for h₀ at the left
const MIDDLE = BOX.top + BOX.height / 2;
const BOTTOM = BOX.top + BOX.height;

const text = (kind, x, y, words, anchor = "middle") =>
  svg("text", { class: kind, x, y, "text-anchor": anchor }, words);

/** A wire with its head, drawn in the direction of the forward pass. */
const wire = (from, to) => {
  const [[x1, y1], [x2, y2]] = [from, to];
  const head = x2 > x1
    ? `M${x2 - 6} ${y2 - 4}L${x2} ${y2}L${x2 - 6} ${y2 + 4}`
    : `M${x2 - 4} ${y2 + 6}L${x2} ${y2}L${x2 + 4} ${y2 + 6}`;
  return svg("path", { class: "wire", d: `M${x1} ${y1}L${x2} ${y2}${head}` });
};

/** Redraw: what is known at this position, forward blue, gradients orange. */
export function draw(drawing, { X, labels }, counts, { steps }, position) {
  const T = X.length;
  const { way, t: now } = at(position, T);
  const apart = (WIDTH - EDGE) / T;
  const parts = steps.map((step, t) => {
    const middle = EDGE + apart * (t + 0.5);
    const left = middle - BOX.width / 2;
    const forward = position > t;
    const backward = way === "backward" && t >= now;
    const known = (yes, ...made) => (yes ? made : []);
    const here = way !== "start" && t === now;
    const kinds = ["step", here ? "now" : "", counts[t] ? "" : "silent"];
    const value = left + 32;
    return svg("g", { class: kinds.filter(Boolean).join(" ") },
      wire([middle, BOX.top], [middle, 24]),
      wire([middle, 231], [middle, BOTTOM]),
      wire([t ? left + BOX.width - apart : 0, MIDDLE], [left, MIDDLE]),
      svg("rect", { x: left, y: BOX.top, width: BOX.width,
        height: BOX.height, rx: 4 }),
      text("value", middle, 248, row(step.x)),
      text("value", middle + 6, 216, named("x", t), "start"),
      ...known(counts[t],
        text("label", middle + 6, 44, `label ${labels[t]}`, "start")),
      ...known(forward,
        text("value", middle, 16, `${named("p", t)} ${row(step.P)}`),
        ...["z", "h"].flatMap((name, k) => [
          text("value", value, BOX.top + 20 + 21 * k, named(name, t), "end"),
          text("value", value + 5, BOX.top + 20 + 21 * k, row(step[name]),
            "start"),
        ])),
      ...known(backward,
        text("gradient", middle - 6, 58, row(step.own), "end"),
        ...["dh", "dz"].flatMap((name, k) => [
          text("gradient", value, BOX.top + 65 + 21 * k, named(name, t),
            "end"),
          text("gradient", value + 5, BOX.top + 65 + 21 * k, row(step[name]),
            "start"),
        ]),
        ...known(t < T - 1,
          text("gradient", left + BOX.width + (apart - BOX.width) / 2,
            BOTTOM + 18, row(step.future)))));
  });
  drawing.replaceChildren(...parts);
}

/** A new, empty drawing. The words of the figure say what it shows. */
export const canvas = () =>
  svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true",
    focusable: "false" });
