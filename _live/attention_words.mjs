/** What is said of a head of attention, in words. No page. */

import { size } from "./attention.mjs";

const LEAST = 0.005; // a weight below this is not spoken of

/** The name of a step: r₃, or start. */
export const named = (letters, t) =>
  t ? `${letters[t - 1]}${"₀₁₂₃₄₅₆₇₈"[t]}` : "start";

/** .66, 2.21, <.01, and 0 only for what is exactly 0. */
export function written(value) {
  if (value === 0) return "0";
  if (value < LEAST) return "<.01";
  return value.toFixed(2).replace(/^0/, "");
}

/** What stands where a weight is shown. */
export function weightWords({ A, cut }, t, step, mask) {
  if (mask === "before" && t > step) return "masked";
  return cut[t] ? `cut ${written(cut[t])}` : written(A[t]);
}

/** The same in a sentence. */
const who = (letters, t) => (t ? named(letters, t) : "the start");

/** The three largest as "c₁ (.66), then h₂ (.18) and the start (.15)". */
function first(values, name) {
  const order = [...values.keys()]
    .sort((a, b) => values[b] - values[a] || a - b)
    .filter((t, k) => !k || values[t] >= LEAST)
    .slice(0, 3)
    .map((t) => `${name(t)} (${written(values[t])})`);
  const [top, ...others] = order;
  return others.length ? `${top}, then ${others.join(" and ")}` : top;
}

/** What a head looks at from a step, and what the mask does there. */
export function lookedSaid({ A, cut }, letters, step, head, mask) {
  const name = (t) => (t === step ? "itself" : who(letters, t));
  const looks = `In head ${head + 1}, ${who(letters, step)} looks most at ` +
    `${first(A, name)}.`;
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  if (step === letters.length || mask === "before") return looks;
  return mask === "after"
    ? `${looks} The mask cuts off ${written(sum(cut))}, so that the weights ` +
      `add up to ${written(sum(A))}.`
    : `${looks} Without a mask, ${written(sum(A.slice(step + 1)))} of the ` +
      "weight lies on later letters.";
}

/** Who is blamed, and whether the future is. */
export function blamedSaid({ all }, letters, step, mask) {
  const sizes = all.map(size);
  const at = (t) => `${who(letters, t)} (${written(sizes[t])})`;
  const blamed = `The largest blame reaches ${at(largest(sizes, 0))}. ` +
    `Through Q only ${who(letters, step)} is blamed, because it asked.`;
  if (step === letters.length) return `${blamed} No letter comes later.`;
  if (mask === "before") return `${blamed} Later letters get exactly 0.`;
  const worst = at(largest(sizes, step + 1));
  return mask === "after"
    ? `${blamed} The future leaks: through K later letters are blamed, ` +
      `${worst} most, though their weights are 0.`
    : `${blamed} Later letters are blamed too, ${worst} most, through K and V.`;
}

/** Where the largest stands, from a place on. */
const largest = (values, from) =>
  values.indexOf(Math.max(...values.slice(from)), from);

/** What is sent back, in one sentence. */
export const sentSaid = (width, letters, step) =>
  `What is sent: a 1 as the gradient of each of the head's ${width} outputs ` +
  `at ${who(letters, step)}, and 0 everywhere else. ` +
  "What arrives at a letter is a vector, shown by its size; its three parts " +
  "can cancel, so their sizes need not add up to it.";
