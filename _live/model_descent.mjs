/** Gradient descent on the bowl w₁² + 10 w₂². No page. */

import { scientific } from "./scale.mjs";

const STEPS = 25;
const CURVATURES = [2, 20];
const [XLIM, YLIM] = [[-11, 11], [-4, 4]];
const turns = Array.from({ length: 61 }, (_, k) => (k * Math.PI) / 30);
const rings = [2, 4, 6, 8, 10].map((r) => ({
  label: `_${r}`,
  color: "grey",
  x: turns.map((a) => r * Math.cos(a)),
  y: turns.map((a) => (r / Math.sqrt(10)) * Math.sin(a)),
}));

const lossAt = (w) => w.reduce((sum, v, i) => sum + v * v * CURVATURES[i] / 2, 0);

function picture({ learning_rate, w1, w2 }) {
  const path = [[w1, w2]];
  for (let k = 0; k < STEPS; k++)
    path.push(path[k].map((v, i) => v - learning_rate * CURVATURES[i] * v));
  const [x, y] = [0, 1].map((i) => path.map((w) => w[i]));
  return {
    words: `The loss was ${scientific(lossAt(path[0]), 3)}, and after ` +
      `${STEPS} steps it is ${scientific(lossAt(path[STEPS]), 2)}.`,
    xlabel: "w₁, the flat direction", ylabel: "w₂, the steep one",
    xlim: XLIM, ylim: YLIM, logy: false, names: [], bars: [], areas: [],
    lines: [...rings, { label: "_path", color: "backward", x, y }],
    points: [{ label: "steps", color: "backward", x, y }],
  };
}

/** The start is what is pulled. */
const grips = ({ w1, w2 }) => [[w1, w2]];
const pull = (_, k, [w1, w2]) => ({ w1, w2 });

export const descent = { picture, grips, pull };
