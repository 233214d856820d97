/** How the first row of an array is made, product by product. No page. */

import { terms } from "./backward.mjs";

const POWERS = { "-": "⁻", ".": "·" };
const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** At most four places: −0.472, 0.05, 2. */
export const text = (value) =>
  String(Number(value.toFixed(4)) + 0).replace("-", "−");
const factor = (value) =>
  text(value).startsWith("−") ? `(${text(value)})` : text(value);
const power = (z) =>
  "2" + [...String(Number(z.toFixed(4)))]
    .map((c) => POWERS[c] ?? DIGITS[c]).join("");

/** (2, 1), or one number: a cell of the trace. */
export const cell = (value) =>
  Array.isArray(value) ? `(${value.map(text).join(", ")})` : text(value);

/** The lines for row 1: "dW₂[1, 1] = 2 · (−0.15) + … = −0.472". */
export function firstRow(net, key, name) {
  const row = [net[key][0]].flat();
  const vector = !Array.isArray(net[key][0]);
  const wide = vector && key !== "loss" ? net[key] : row;
  const [array, unit] = name.split(" / ");
  return wide.map((value, j) => {
    const place = vector ? (key === "loss" ? "1" : j + 1) : `1, ${j + 1}`;
    const entry = `${array}[${place}]${unit ? ` / ${unit}` : ""}`;
    return `${entry} = ${made(net, key, j)} = ${text(value)}`;
  });
}

/** The middle of such a line. */
function made(net, key, j) {
  const { Z1, Z2, P, t, X } = net;
  const list = terms(net, key, 0, j);
  if (list) return list.map((f) => f.map(factor).join(" · ")).join(" + ");
  if (key === "A1") return `max(${text(Z1[0][j])}, 0)`;
  if (key === "P")
    return `${power(Z2[0][j])} / (${Z2[0].map(power).join(" + ")})`;
  if (key === "loss") return `−log ${text(P[0][t[0]])}`;
  const label = j === t[0] ? 1 : 0;
  return `(${text(P[0][j])} − ${label}) / ${X.length}`; // dZ2
}
