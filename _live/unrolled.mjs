/** A recurrent net, step by step in time and back. Arrays only, no page.
 *
 * W2 and b2 come in units of ln 2, so that every exponential is a power of
 * two. Gradients are in units of ln 2 / (4 M), with M labels that count.
 */

const dot = (x, y) => x.reduce((sum, v, k) => sum + v * y[k], 0);
const column = (W, j) => W.map((row) => row[j]);

/** x W for one row. */
const times = (x, W) => W[0].map((_, j) => dot(x, column(W, j)));

/** dy Wᵀ for one row. */
const back = (dy, W) => W.map((row) => dot(dy, row));
const plus = (...rows) =>
  rows[0].map((_, j) => rows.reduce((sum, row) => sum + row[j], 0));

/** xᵀ dy. */
const outer = (x, dy) => x.map((v) => dy.map((d) => v * d));
const added = (A, B) => A.map((row, i) => plus(row, B[i]));
const nothing = (A) => A.map((row) => row.map(() => 0));

/** What the labels that count are divided by. */
export const countOf = (counts) => counts.filter(Boolean).length;

/**
 * Every array of the pass.
 * @param {boolean[]} counts whether the label of each step counts, one at least
 * @returns {{steps: object[], loss: number, first: object}} steps: {x, before,
 *   z, h, P, loss, own, future, dh, dz, adds, sofar}, the last two with dWh,
 *   dWx and db; the loss is a mean, in nats; first: the sums before any
 */
export function run({ X, labels, Wx, b, Wh, W2, b2 }, counts) {
  const steps = [];
  for (const [t, x] of X.entries()) {
    const before = t ? steps[t - 1].h : Wh.map(() => 0);
    const z = plus(times(x, Wx), times(before, Wh), b);
    const h = z.map((v) => Math.max(v, 0));
    const powers = plus(times(h, W2), b2).map((v) => 2 ** v);
    const sum = powers.reduce((a, one) => a + one, 0);
    const P = powers.map((power) => power / sum);
    steps.push({ x, before, z, h, P, loss: -Math.log(P[labels[t]]) });
  }
  const first = { dWh: nothing(Wh), dWx: nothing(Wx), db: nothing([b]) };
  let [future, sofar] = [Wh.map(() => 0), first];
  for (const t of [...steps.keys()].reverse()) {
    const { x, before, z, P } = steps[t];
    const error = P.map((p, k) =>
      counts[t] ? 4 * (p - (k === labels[t] ? 1 : 0)) : 0);
    const own = back(error, W2);
    const dh = plus(own, future);
    const dz = dh.map((d, j) => (z[j] > 0 ? d : 0));
    const adds = { dWh: outer(before, dz), dWx: outer(x, dz), db: [dz] };
    sofar = Object.fromEntries(Object.entries(adds).map(([name, share]) =>
      [name, added(sofar[name], share)]));
    Object.assign(steps[t], { own, future, dh, dz, adds, sofar });
    future = back(dz, Wh);
  }
  const judged = steps.filter((_, t) => counts[t]);
  const loss = judged.reduce((sum, one) => sum + one.loss, 0) / judged.length;
  return { steps, loss, first };
}

/** Where position k of 2 T + 1 stands: {way, t}; t is the step, from 0. */
export function at(position, T) {
  if (!position) return { way: "start", t: -1 };
  return position <= T
    ? { way: "forward", t: position - 1 }
    : { way: "backward", t: 2 * T - position };
}
