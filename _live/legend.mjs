// What the lines, points, areas and bars of a picture are called.

import { dash, shape, stripes } from "./draw.mjs";
import { make, svg } from "./make.mjs";

/** The entries of a picture's legend. A label that begins with "_" has
    none. */
export function legend(found) {
  const entry = (kind) => ({ label, color }, k) => label.startsWith("_")
    ? [] : [make("li", {}, sample(kind, k, color), label)];
  return ["lines", "points", "areas", "bars"].flatMap(
    (kind) => (found[kind] ?? []).flatMap(entry(kind)));
}

/** A short piece of a line, a mark or a bar, as the picture has it. */
function sample(kind, k, color) {
  const parts = {
    lines: () => [svg("path", {
      class: `line ${color}`, "stroke-dasharray": dash(k), d: "M0 8H30",
    })],
    points: () => [svg("path", {
      class: `mark ${color}`, d: shape(k), transform: "translate(15 8)",
    })],
    areas: () => [svg("path", {
      class: `area ${color}`, d: "M2 1H28V15H2Z",
    })],
    bars: () => [
      svg("rect", {
        class: `bar ${color}`, x: 8, y: 1, width: 14, height: 14,
      }),
      ...(k % 2 ? [stripes(8, 1, 14, 14)] : []),
    ],
  };
  return svg("svg", { width: 30, height: 16 }, ...parts[kind]());
}
