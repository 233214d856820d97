/** The running net: 4 inputs, 2 ReLUs, 3 classes. Arrays only, no page.
 *
 * <live-backward> has W2, b2, Z2 and what comes back through W2 in units of
 * ln 2, so that the numbers are short and every exponential is a power of
 * two; <live-net> has them as they are.
 */

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const each = (A, f) => A.map((row, i) => row.map((x, j) => f(x, i, j)));
const column = (A, j) => A.map((row) => row[j]);
const transposed = (A) => A[0].map((_, j) => column(A, j));
const inner = (x, y) => sum(x.map((v, k) => v * y[k]));
const product = (A, B) =>
  A.map((row) => B[0].map((_, j) => inner(row, column(B, j))));
const plus = (A, b) => each(A, (x, i, j) => x + b[j]);

/**
 * Every array of one forward and one backward pass.
 * @param {number} base of the softmax: 2 where W2 and b2 come in units of
 *   ln 2, and e where they do not; nothing else depends on the unit
 */
export function run({ X, t, W1, b1, W2, b2 }, base = 2) {
  const Z1 = plus(product(X, W1), b1);
  const A1 = each(Z1, (z) => Math.max(z, 0));
  const Z2 = plus(product(A1, W2), b2);
  const tops = Z2.map((row) => Math.max(...row)); // so none can overflow
  const powers = each(Z2, (z, n) => base ** (z - tops[n]));
  const P = powers.map((row) => row.map((power) => power / sum(row)));
  const loss = Z2.map((row, n) =>
    Math.log(sum(powers[n])) - (row[t[n]] - tops[n]) * Math.log(base));
  const dZ2 = each(P, (p, n, j) => (p - (j === t[n] ? 1 : 0)) / X.length);
  const dW2 = product(transposed(A1), dZ2);
  const db2 = transposed(dZ2).map(sum);
  const dA1 = product(dZ2, transposed(W2));
  const dZ1 = each(dA1, (d, n, j) => (Z1[n][j] > 0 ? d : 0));
  const dW1 = product(transposed(X), dZ1);
  const db1 = transposed(dZ1).map(sum);
  const dX = product(dZ1, transposed(W1));
  return {
    base, X, t, W1, b1, W2, b2, Z1, A1, Z2, P, loss,
    dZ2, dW2, db2, dA1, dZ1, dW1, db1, dX,
  };
}

/** The twelve steps: what is made, by which formula, from what. */
export const STEPS = [
  ["Z1", "Z₁ = X W₁ + b₁", "X W1 b1",
    "Forward, the first layer: each row of X times W₁, plus b₁."],
  ["A1", "A₁ = max(Z₁, 0)", "Z1",
    "ReLU keeps what is positive. Three of the ten entries become 0."],
  ["Z2", "Z₂ = A₁ W₂ + b₂", "A1 W2 b2",
    "The second layer gives a logit for each class."],
  ["P", "P = softmax(Z₂)", "Z2",
    "In units of ln 2 a logit z stands for 2 to the power z; divide by the " +
      "row's sum."],
  ["loss", "loss = −log P[t]", "P t",
    "Of each row the probability of its own class counts."],
  ["dZ2", "dZ₂ = (P − Y) / 5", "P t",
    "Now back: prediction minus the label's one-hot row Y, divided by the " +
      "five rows."],
  ["dW2", "dW₂ = A₁ᵀ dZ₂", "A1 dZ2",
    "All rows used the same W₂: five products are added in each entry."],
  ["db2", "db₂ = sum of the rows of dZ₂", "dZ2",
    "The same fork, with a local slope of 1."],
  ["dA1", "dA₁ = dZ₂ W₂ᵀ", "dZ2 W2",
    "Each hidden unit collects along its three lines."],
  ["dZ1", "dZ₁ = dA₁ ⊙ [Z₁ > 0]", "dA1 Z1",
    "The gate lets a gradient pass where it let the value pass."],
  ["dW1", "dW₁ = Xᵀ dZ₁", "X dZ1",
    "The rule of dW₂ again: inputs times what came back."],
  ["db1", "db₁ = sum of the rows of dZ₁", "dZ1",
    "The last array. Every parameter has its gradient."],
].map(([key, formula, uses, says]) => ({
  key, formula, says, uses: uses.split(" "),
}));

const pairs = (x, y) => x.map((v, k) => [v, y[k]]);

/**
 * How entry (i, j) is made: a list of terms, each a list of factors, which
 * are multiplied, then added. `null` for what is no sum of products.
 */
export function terms(net, key, i, j) {
  const { X, W1, b1, W2, b2, Z1, A1, dZ2, dA1, dZ1 } = net;
  switch (key) {
    case "dX": return pairs(dZ1[i], W1[j]);
    case "Z1": return [...pairs(X[i], column(W1, j)), [b1[j]]];
    case "Z2": return [...pairs(A1[i], column(W2, j)), [b2[j]]];
    case "dW2": return pairs(column(A1, i), column(dZ2, j));
    case "dA1": return pairs(dZ2[i], W2[j]);
    case "dZ1": return [[dA1[i][j], Z1[i][j] > 0 ? 1 : 0]];
    case "dW1": return pairs(column(X, i), column(dZ1, j));
    case "db2": return column(dZ2, j).map((d) => [d]);
    case "db1": return column(dZ1, j).map((d) => [d]);
    default: return null;
  }
}

/** The value of a list of terms. */
export const valueOf = (list) =>
  sum(list.map((factors) => factors.reduce((a, b) => a * b, 1)));
