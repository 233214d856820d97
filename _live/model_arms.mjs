/** What one draw of two arms says of the slope dJ/dθ. No page. */

import { fixed, scientific } from "./scale.mjs";

const CHANCES = [3 / 4, 1 / 4]; // θ is ln 3
const REWARDS = [4, 8];
const SCORES = [1 / 4, -3 / 4]; // of each arm, d log π / dθ
const LINES = ["arm 0: (4 − b) · 1/4", "arm 1: (8 − b) · (−3/4)"];

const expected = (values) =>
  values.reduce((sum, value, arm) => sum + CHANCES[arm] * value, 0);

/** A whole number of 64ths: −9/4. */
function fraction(value) {
  let [top, below] = [Math.round(64 * Math.abs(value)), 64];
  while (below > 1 && top % 2 === 0) [top, below] = [top / 2, below / 2];
  const text = below > 1 ? `${top}/${below}` : `${top}`;
  return top && value < 0 ? `−${text}` : text;
}

/** The same inside a product: (−9/4). */
const factor = (value) =>
  fraction(value).replace(/^−.*$/, "($&)");

function picture({ baseline_b: b }) {
  const estimates = REWARDS.map((r, arm) => (r - b) * SCORES[arm]);
  const [first, second] = estimates;
  const mean = expected(estimates);
  const variance = expected(estimates.map((e) => (e - mean) ** 2));
  const products = estimates.map((e, arm) =>
    `${fraction(CHANCES[arm])} · ${factor(e)}`).join(" + ");
  const spread = fraction(variance);
  const rounded = spread.includes("/")
    ? ` (${scientific(variance, 3)})` : "";
  const [edge] = CHANCES;
  return {
    words: `With b = ${fixed(b, 3)}, arm 0 gives the estimate ` +
      `${fraction(first)} and arm 1 gives ${fraction(second)}. The mean is ` +
      `${products} = ${fraction(mean)}, and the variance is ` +
      `${spread}${rounded}.`,
    xlabel: "probability: 3/4 for arm 0, then 1/4 for arm 1",
    ylabel: "estimate of dJ/dθ", xlim: [0, 1], ylim: [-6.5, 2],
    logy: false, names: [], bars: [], points: [],
    lines: [
      { label: LINES[0], color: "backward", x: [0, edge], y: [first, first] },
      { label: LINES[1], color: "backward", x: [edge, 1],
        y: [second, second] },
      { label: "mean", color: "ink", x: [0, 1], y: [mean, mean] },
    ],
    areas: [{ label: "away from the mean", color: "backward",
      x: [0, 0, edge, edge, 1, 1],
      y: [mean, first, first, second, second, mean] }],
  };
}

/** Nothing in it is pulled: the slider does it all. */
export const two_arms = { picture, grips: () => [], pull: () => ({}) };
