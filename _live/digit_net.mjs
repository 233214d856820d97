/** A net that reads 8 × 8 pixels: forward, and back to the pixels. No page. */

const UNIT = 1 / 4096; // a weight is a whole number of these

/**
 * @param {{hidden: number, weights: string}} stored  as digit.py writes it:
 *   W1 (64, hidden), b1, W2 (hidden, 10), b2, each number in two bytes
 */
export function netOf({ hidden, weights }) {
  const bytes = Uint8Array.from(atob(weights), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const take = (many) =>
    Float64Array.from({ length: many }, () => {
      at += 2;
      return view.getInt16(at - 2, true) * UNIT;
    });
  const [W1, b1] = [take(64 * hidden), take(hidden)];
  return { hidden, W1, b1, W2: take(hidden * 10), b2: take(10) };
}

/** Y = x W + b for one row. */
function linear(x, W, b) {
  const y = Float64Array.from(b);
  for (let i = 0; i < x.length; i++)
    if (x[i])
      for (let j = 0; j < y.length; j++) y[j] += x[i] * W[i * y.length + j];
  return y;
}

/** dx = dY Wᵀ for one row. */
function back(dY, W, many) {
  const dx = new Float64Array(many);
  for (let i = 0; i < many; i++)
    for (let j = 0; j < dY.length; j++) dx[i] += dY[j] * W[i * dY.length + j];
  return dx;
}

/** What flows forward from 64 pixels: {A1, P}, P the ten probabilities. */
export function forward(net, x) {
  const A1 = linear(x, net.W1, net.b1).map((z) => Math.max(z, 0));
  const Z2 = linear(A1, net.W2, net.b2);
  const top = Math.max(...Z2);
  const powers = Z2.map((z) => Math.exp(z - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return { A1, P: powers.map((e) => e / sum) };
}

/** dx of the loss −log P[wanted]: one backward pass, down to the pixels. */
export function blame(net, { A1, P }, wanted) {
  const dZ2 = P.map((p, k) => p - (k === wanted));
  const dZ1 = back(dZ2, net.W2, net.hidden).map((d, i) => (A1[i] ? d : 0));
  return back(dZ1, net.W1, 64);
}

/** −dx where the pixel can still go that way, and 0 elsewhere. */
export const wishes = (x, dx) =>
  dx.map((d, i) => ((d < 0 && x[i] < 1) || (d > 0 && x[i] > 0) ? -d : 0));

/** Every pixel after a step along the wishes, the largest of them by `most`. */
export function stepped(x, wish, most) {
  const largest = Math.max(...wish.map(Math.abs));
  if (!largest) return x;
  return x.map((v, i) =>
    Math.min(1, Math.max(0, v + (most * wish[i]) / largest)));
}

/** The ten digits, the likeliest first. */
export const ranked = (P) =>
  [...P.keys()].sort((a, b) => P[b] - P[a] || a - b);
