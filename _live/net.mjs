/** <live-net>: what a reader may change, and the steps. No page. */

import { STEPS, terms, valueOf } from "./backward.mjs";

export const LEAST = -10;
export const MOST = 10;
const LETTERS = { X: "X", W1: "W₁", b1: "b₁", W2: "W₂", b2: "b₂" };
const PER_ROW = ["X", "Z1", "A1", "Z2", "P", "loss", "dZ2", "dA1", "dZ1", "dX"];

/** Z1 to dX, each with its formula and the arrays that it needs. */
export const PASS = [
  ...STEPS.map(({ key, formula, uses }) => ({ key, formula, uses })),
  { key: "dX", formula: "dX = dZ₁ W₁ᵀ", uses: ["dZ1", "W1"] },
];
/** After so many steps the loss is there, and the way back begins. */
export const AT_THE_LOSS = PASS.findIndex(({ key }) => key === "loss") + 1;

/** Whether an array has a row for each example. */
export const hasRows = (key) => PER_ROW.includes(key);

/** The numbers that may be changed: the inputs of row n, then all weights.
    @returns {{key: string, i: number, j: number?, name: string}[]} */
export function spotsOf(given, n) {
  return Object.entries(LETTERS).flatMap(([key, letter]) =>
    given[key].flatMap((row, i) => {
      if (!Array.isArray(row)) return [{ key, i, name: `${letter}[${i + 1}]` }];
      if (key === "X" && i !== n) return [];
      return row.map((_, j) => ({
        key, i, j, name: `${letter}[${i + 1}, ${j + 1}]`,
      }));
    }));
}

const at = (array, { i, j }) => (j === undefined ? array[i] : array[i][j]);
export const valueAt = (net, spot) => at(net[spot.key], spot);
export const gradientAt = (net, spot) => at(net[`d${spot.key}`], spot);

/** What is given, with another number in one place. */
export function changed(given, { key, i, j }, value) {
  const array = [...given[key]];
  array[i] = j === undefined ? value : array[i].with(j, value);
  return { ...given, [key]: array };
}

/** The parts of a parameter's gradient, one from each row. An input has
    one row only. */
export function sharesOf(net, spot) {
  const { key, i, j } = spot;
  if (key === "X")
    return net.X.map((_, n) => (n === i ? gradientAt(net, spot) : null));
  const list = j === undefined
    ? terms(net, `d${key}`, 0, i) : terms(net, `d${key}`, i, j);
  return list.map((factors) => valueOf([factors]));
}

export const meanOf = ({ loss }) =>
  loss.reduce((a, b) => a + b, 0) / loss.length;
