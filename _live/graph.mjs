/** A computational graph: its values, its slopes, its gradients. No page. */

/**
 * @typedef {{name: string, op?: string, parents?: number[],
 *   value?: number, given?: boolean}} Node  parents come before children
 */

const sigmoid = (x) => {
  const small = Math.exp(-Math.abs(x)); // cannot overflow
  return (x >= 0 ? 1 : small) / (1 + small);
};

/** Of each operation: its value, and its slope for each operand. */
const OPERATIONS = {
  "+": [(x, y) => x + y, () => [1, 1]],
  "−": [(x, y) => x - y, () => [1, -1]],
  "×": [(x, y) => x * y, (x, y) => [y, x]],
  "/": [(x, y) => x / y, (x, y) => [1 / y, -x / y / y]],
  "^": [(x, n) => x ** n, (x, n) => [n && n * x ** (n - 1), 0]], // n given
  "−( )": [(x) => -x, () => [-1]],
  max: [(x, y) => Math.max(x, y), (x, y) => (x >= y ? [1, 0] : [0, 1])],
  exp: [Math.exp, (x) => [Math.exp(x)]],
  log: [Math.log, (x) => [1 / x]],
  tanh: [Math.tanh, (x) => [1 - Math.tanh(x) ** 2]],
  σ: [sigmoid, (x) => [sigmoid(x) * (1 - sigmoid(x))]],
  ReLU: [(x) => Math.max(x, 0), (x) => [x > 0 ? 1 : 0]],
};

export const resultOf = (op, operands) => OPERATIONS[op][0](...operands);

/**
 * The value of every node; `inputs` replaces what was given.
 * @param {Node[]} nodes
 * @param {Object<string, number>} inputs
 * @throws RangeError where a result is not a number
 */
export function valuesOf(nodes, inputs = {}) {
  const values = [];
  for (const node of nodes) {
    if (!node.op) {
      values.push(inputs[node.name] ?? node.value);
      continue;
    }
    const operands = node.parents.map((p) => values[p]);
    const value = resultOf(node.op, operands);
    if (!Number.isFinite(value))
      throw new RangeError(
        `${node.name} = ${formula(nodes, node)} has no value there.`,
      );
    values.push(value);
  }
  return values;
}

/** The local slopes of node i, one for each of its parents. */
export function slopesOf(nodes, values, i) {
  const operands = nodes[i].parents.map((p) => values[p]);
  return OPERATIONS[nodes[i].op][1](...operands);
}

/** Every use of a value that is no constant, in the order of the way back. */
export function edgesOf(nodes) {
  const drawn = (p) => nodes[p].op || nodes[p].given;
  return nodes
    .flatMap((node, child) =>
      (node.parents ?? []).map((parent, k) => ({ child, parent, k })),
    )
    .filter(({ parent }) => drawn(parent))
    .sort((a, b) => b.child - a.child || a.k - b.k);
}

/**
 * What has come back to each node: {share, from: [upstream, slope]} a use.
 * The gradient is their sum; the last node starts with 1.
 */
export function sharesOf(nodes, values, edges = edgesOf(nodes)) {
  const arrived = nodes.map(() => []);
  arrived.at(-1).push({ share: 1, from: [1] });
  for (const { child, parent, k } of edges) {
    const upstream = total(arrived[child]);
    const slope = slopesOf(nodes, values, child)[k];
    arrived[parent].push({ share: upstream * slope, from: [upstream, slope] });
  }
  return arrived;
}

export const total = (shares) => shares.reduce((sum, s) => sum + s.share, 0);

/** The gradient of the last node with respect to each. */
export const gradientsOf = (nodes, values) =>
  sharesOf(nodes, values).map(total);

/**
 * What is known after so many steps: each operation forward, then the 1 at
 * the end, then each local slope on the way back.
 */
export function stateAt(nodes, inputs, position) {
  const values = valuesOf(nodes, inputs);
  const made = nodes.flatMap((node, i) => (node.op ? [i] : []));
  const edges = edgesOf(nodes);
  const back = position > made.length;
  const answered = back ? position - made.length - 1 : 0;
  const shares = back
    ? sharesOf(nodes, values, edges.slice(0, answered))
    : nodes.map(() => []);
  const later = edges.slice(answered);
  const waiting = new Set(later.map((edge) => edge.parent));
  return {
    values,
    shares,
    edges,
    length: made.length + 1 + edges.length,
    latest: back ? null : made[position - 1],
    known: (i) => !nodes[i].op || made.indexOf(i) < position,
    complete: (i) => back && shares[i].length > 0 && !waiting.has(i),
    answered,
    asks: back ? edges[answered] : undefined,
  };
}

/** q · z, or σ(q), in the names of the parents or in other texts. */
export function formula(nodes, node, text = (p) => nodes[p].name) {
  const names = node.parents.map(text);
  if (node.op === "−( )") return `−${names[0]}`;
  if (names.length === 1 || node.op === "max")
    return `${node.op}(${names.join(", ")})`;
  return names.join(` ${node.op === "×" ? "·" : node.op} `);
}
