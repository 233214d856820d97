/** One head of attention in a net of names, forward and back. No page. */

import { MARKS, tokenOf } from "./next_letter.mjs";
import { reader } from "./weights.mjs";

export const MOST = 8; // letters that a name has here

/** Where the mask stands. */
export const MASKS = ["before", "after", "none"];

/**
 * @param {{dim: number, heads: number, eps: number, unit: number,
 *   weights: string}} stored as attention.py writes it: E (27, dim),
 *   P (9, dim), gain and shift (dim,), Wq, Wk and Wv (dim, dim)
 */
export function netOf({ dim, heads, eps, ...stored }) {
  const take = reader(stored);
  return {
    dim, heads, eps, E: take(MARKS.length * dim), P: take((MOST + 1) * dim),
    gain: take(dim), shift: take(dim),
    Wq: take(dim * dim), Wk: take(dim * dim), Wv: take(dim * dim),
  };
}

const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
const mean = (a) => a.reduce((sum, v) => sum + v, 0) / a.length;

/** The length of a vector. */
export const size = (a) => Math.sqrt(dot(a, a));

/** y = gain x̂ + shift, with what its backward pass needs. */
function normed({ gain, shift, eps }, x) {
  const mu = mean(x);
  const spread = Math.sqrt(mean(x.map((v) => (v - mu) ** 2)) + eps);
  const hat = x.map((v) => (v - mu) / spread);
  return { hat, spread, y: hat.map((v, i) => gain[i] * v + shift[i]) };
}

/** dx = (g − mean g − x̂ mean(g x̂)) / σ, with g = gain dy. */
function normedBack({ gain }, { hat, spread }, dy) {
  const g = dy.map((v, i) => gain[i] * v);
  const [level, along] = [mean(g), mean(g.map((v, i) => v * hat[i]))];
  return g.map((v, i) => (v - level - hat[i] * along) / spread);
}

/** The head's part of x W, whose columns begin at `from`. */
function part(x, W, from, d) {
  const y = new Float64Array(d);
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < d; j++) y[j] += x[i] * W[i * x.length + from + j];
  return y;
}

/** dx = dy Wᵀ, where only these columns of W were used. */
function partBack(dy, W, from, dim) {
  const dx = new Float64Array(dim);
  for (let i = 0; i < dim; i++)
    for (let j = 0; j < dy.length; j++) dx[i] += dy[j] * W[i * dim + from + j];
  return dx;
}

function softmax(scores) {
  const top = Math.max(...scores);
  const powers = scores.map((s) => Math.exp(s - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/**
 * Whom one step looks at in one head, and what comes back from there.
 * @param {string} letters at most MOST, after the start, which is step 0
 * @param {number} step from 0
 * @param {number} head from 0
 * @param {string} mask one of MASKS
 * @returns {{A: number[], cut: number[], out: number[], Q: number[][],
 *   K: number[][], V: number[][], all: number[][]}} A: the weights of the
 *   step's row; cut: what a mask after the softmax took away; out: the
 *   head's output at the step. From dout = 1 for each of its entries, and
 *   nothing elsewhere: Q, K, V: the gradient at each step's vector (its
 *   letter and its place) that comes through queries, keys, values; all:
 *   their sum.
 */
export function run(net, letters, step, head, mask) {
  const { dim, heads, E, P, Wq, Wk, Wv } = net;
  const d = dim / heads;
  const from = head * d;
  const tokens = [0, ...[...letters].map(tokenOf)];
  const norms = tokens.map((token, t) => normed(net,
    Array.from({ length: dim }, (_, i) => E[token * dim + i] + P[t * dim + i])));
  const query = part(norms[step].y, Wq, from, d);
  const keys = norms.map(({ y }) => part(y, Wk, from, d));
  const values = norms.map(({ y }) => part(y, Wv, from, d));

  const seen = tokens.map((_, t) => t <= step);
  const scores = keys.map((key, t) => mask === "before" && !seen[t]
    ? -Infinity
    : dot(query, key) / Math.sqrt(d));
  const shares = softmax(scores);
  const kept = shares.map((_, t) => mask !== "after" || seen[t]);
  const A = shares.map((p, t) => (kept[t] ? p : 0));
  const cut = shares.map((p, t) => (kept[t] ? 0 : p));
  const out = Array.from({ length: d }, (_, i) =>
    dot(A, values.map((value) => value[i])));

  const dOut = new Float64Array(d).fill(1);
  const dShares = values.map((value, t) => (kept[t] ? dot(dOut, value) : 0));
  const level = dot(shares, dShares);
  const dScores = shares.map((p, t) => p * (dShares[t] - level));
  const root = Math.sqrt(d);
  const dQuery = query.map((_, i) =>
    dot(dScores, keys.map((key) => key[i])) / root);
  const back = (t, dy, W) =>
    normedBack(net, norms[t], Array.from(partBack(dy, W, from, dim)));
  const through = {
    Q: tokens.map((_, t) =>
      back(t, t === step ? dQuery : new Float64Array(d), Wq)),
    K: dScores.map((ds, t) => back(t, query.map((q) => ds * q / root), Wk)),
    V: A.map((a, t) => back(t, dOut.map((one) => a * one), Wv)),
  };
  const all = tokens.map((_, t) => through.V[t].map((v, i) =>
    through.Q[t][i] + through.K[t][i] + v));
  return { A, cut, out, ...through, all };
}
