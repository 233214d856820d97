/** How a row of an array is made, product by product. No page. */

import { terms } from "./backward.mjs";
import { fixed } from "./scale.mjs";

const POWERS = { "-": "⁻", ".": "·" };
const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** At most four places: −0.472, 0.05, 2. */
export const text = (value) => fixed(value, 4);
const factor = (value) =>
  text(value).startsWith("−") ? `(${text(value)})` : text(value);
const raised = (z) =>
  [...String(Number(z.toFixed(4)))].map((c) => POWERS[c] ?? DIGITS[c]).join("");

/** (2, 1), or one number: a cell of the trace. */
export const cell = (value) =>
  Array.isArray(value) ? `(${value.map(text).join(", ")})` : text(value);

/** The lines for row n: "dW₂[1, 1] = 2 · (−0.15) + … = −0.472". */
export function lines(net, key, name, n = 0) {
  const row = [net[key][n]].flat();
  const vector = !Array.isArray(net[key][0]);
  const wide = vector && key !== "loss" ? net[key] : row;
  const [array, unit] = name.split(" / ");
  return wide.map((value, j) => {
    const place = vector ? (key === "loss" ? n : j) + 1 : `${n + 1}, ${j + 1}`;
    const entry = `${array}[${place}]${unit ? ` / ${unit}` : ""}`;
    return `${entry} = ${made(net, key, n, j)} = ${text(value)}`;
  });
}

/** The middle of such a line. */
function made(net, key, n, j) {
  const { base, Z1, Z2, P, t, X } = net;
  const list = terms(net, key, n, j);
  if (list) return list.map((f) => f.map(factor).join(" · ")).join(" + ");
  const power = (z) => (base === 2 ? `2${raised(z)}` : `exp(${text(z)})`);
  if (key === "A1") return `max(${text(Z1[n][j])}, 0)`;
  if (key === "P")
    return `${power(Z2[n][j])} / (${Z2[n].map(power).join(" + ")})`;
  if (key === "loss") return `−log ${text(P[n][t[n]])}`;
  const label = j === t[n] ? 1 : 0;
  return `(${text(P[n][j])} − ${label}) / ${X.length}`; // dZ2
}
