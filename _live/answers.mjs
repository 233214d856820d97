/** Numbers as readers write them, and as the page writes them. No page. */

import { slopesOf, total } from "./graph.mjs";

/** A text with at most four digits and a real minus sign: −4, 0.1966. */
export const short = (value) =>
  String(Number(value.toPrecision(4)) + 0).replaceAll("-", "−");

/** The same inside a product: (−4). */
export const factor = (value) =>
  value < 0 ? `(${short(value)})` : short(value);

/** A number from "−4", ".25", "0,25", "1/4" or "1e-3"; else NaN. */
export function numberIn(text) {
  const plain = text.trim().replaceAll("−", "-").replace(/\s+/g, "");
  const parts = plain.replaceAll(",", ".").split("/");
  if (parts.length > 2 || parts.some((p) => !/\d/.test(p))) return NaN;
  const [top, bottom = 1] = parts.map(Number);
  return bottom === 0 ? NaN : top / bottom;
}

/** Whether a number is right when rounded to two digits. */
export function agrees(answer, truth) {
  if (truth === 0) return Math.abs(answer) < 1e-9;
  const digit = 10 ** (Math.floor(Math.log10(Math.abs(truth))) - 1);
  return Math.abs(answer - truth) <= 0.5 * digit * (1 + 1e-9);
}

/** One sentence about a wrong answer, by what it looks like. */
export function advice(nodes, state, answer) {
  const { child, k } = state.asks;
  const { op, parents, name } = nodes[child];
  const slopes = slopesOf(nodes, state.values, child);
  const truth = slopes[k];
  const upstream = total(state.shares[child]);
  if (Number.isNaN(answer))
    return "Write a number, such as −4, 0.25 or 1/4.";
  if (truth !== 0 && agrees(-answer, truth)) return "The sign is wrong.";
  if (upstream !== 1 && agrees(answer, upstream * truth))
    return "That is the gradient. The local slope is what comes before it " +
      "is multiplied by what came from behind.";
  if (op === "×" && agrees(answer, state.values[parents[k]]))
    return "That is the factor itself. A product changes by the other " +
      "factor.";
  if (op === "max") return "Which of the two is larger? Only that one counts.";
  if (op === "+") return "A sum changes as much as either of its terms.";
  if (op === "σ" && agrees(answer, state.values[child]))
    return `That is the value, ${name}. The slope is ${name} (1 − ${name}).`;
  if (op === "σ") return `The slope of σ is ${name} (1 − ${name}).`;
  return "Nudge it in your head: by how many times that nudge does " +
    `${name} move?`;
}
