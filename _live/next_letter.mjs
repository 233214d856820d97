/** A net of names: what it expects after some letters. No page. */

import { reader } from "./weights.mjs";

export const MOST = 20; // letters that a name may have
const A = "a".charCodeAt(0);

/** The 27 marks: the end of a name, then a to z. */
export const MARKS = ["end",
  ...Array.from({ length: 26 }, (_, k) => String.fromCharCode(A + k))];

/**
 * @param {{dim: number, hidden: number, unit: number, weights: string}} stored
 *   as next_letter.py writes it: E (27, dim), Wx (dim, hidden), Wh, b,
 *   W (hidden, 27), b2
 */
export function netOf({ dim, hidden, ...stored }) {
  const marks = MARKS.length;
  const take = reader(stored);
  return {
    E: take(marks * dim), Wx: take(dim * hidden), Wh: take(hidden * hidden),
    b: take(hidden), W: take(hidden * marks), b2: take(marks),
  };
}

/** y + x W for one row, in place. */
function add(y, x, W) {
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < y.length; j++) y[j] += x[i] * W[i * y.length + j];
  return y;
}

/** The state after a token more. */
export function stepped(net, h, token) {
  const dim = net.E.length / MARKS.length;
  const x = net.E.subarray(token * dim, (token + 1) * dim);
  const z = add(add(Float64Array.from(net.b), x, net.Wx), h, net.Wh);
  return z.map(Math.tanh);
}

/** The state after these letters. */
export function stateAfter(net, letters) {
  let h = stepped(net, new Float64Array(net.b.length), 0);
  for (const letter of letters) h = stepped(net, h, tokenOf(letter));
  return h;
}

/** 1 for a … 26 for z; 0 is the end, and the beginning. */
export const tokenOf = (letter) => letter.charCodeAt(0) - A + 1;

/** The 27 probabilities of what comes next. */
export function chances(net, h, temperature = 1) {
  const logits = add(Float64Array.from(net.b2), h, net.W);
  const top = Math.max(...logits);
  const powers = logits.map((z) => Math.exp((z - top) / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The mark on which u, from 0 to 1, falls. */
export function drawn(P, u) {
  let left = u;
  for (let k = 0; k < P.length; k++) {
    left -= P[k];
    if (left < 0) return k;
  }
  return P.lastIndexOf(Math.max(...P)); // rounding has left a little over
}

/** A name that begins with these letters, drawn letter by letter. */
export function sampled(net, letters, temperature, random = Math.random) {
  let name = letters;
  let h = stateAfter(net, letters);
  while (name.length < MOST) {
    const k = drawn(chances(net, h, temperature), random());
    if (!k) break;
    name += MARKS[k];
    h = stepped(net, h, k);
  }
  return name;
}

/** −log p of a whole name, its end included, in nats. */
export function surprise(net, name) {
  let h = stateAfter(net, "");
  let nats = 0;
  for (const letter of name) {
    nats -= Math.log(chances(net, h)[tokenOf(letter)]);
    h = stepped(net, h, tokenOf(letter));
  }
  return nats - Math.log(chances(net, h)[0]);
}

/** What is typed, as a beginning: small letters a to z, and no more. */
export const lettersIn = (text) =>
  text.normalize("NFD").toLowerCase().replace(/[^a-z]/g, "").slice(0, MOST);

/** The marks, the likeliest first. */
export const ranked = (P) =>
  [...P.keys()].sort((a, b) => P[b] - P[a] || a - b);

/** 41 %, .3 %. */
export function percent(p) {
  const value = 100 * p;
  if (value >= 9.95) return `${Math.round(value)}\u00a0%`;
  return `${value.toFixed(1).replace(/^0/, "")}\u00a0%`;
}

/** One or two sentences, which are announced. */
export function said(net, letters, temperature, ended) {
  if (ended) {
    const nats = surprise(net, letters);
    const marks = letters.length + 1;
    return `“${letters}” ends here. At temperature 1 its ${marks} marks, the ` +
      `end included, cost ${nats.toFixed(2)} nats, ` +
      `${(nats / marks).toFixed(2)} each.`;
  }
  const P = chances(net, stateAfter(net, letters), temperature);
  const first = ranked(P).slice(0, 3).map((k) =>
    `${k ? MARKS[k] : "the end"} (${percent(P[k])})`);
  const after = letters ? `After “${letters}”` : "At the beginning of a name";
  return `${after} the net expects ${first[0]}, then ${first[1]} or ` +
    `${first[2]}.`;
}
