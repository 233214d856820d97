/** A tape: in which order its lines are read, and what each pays. No page. */

import { short } from "./answers.mjs";
import { formula, resultOf, slopesOf, total } from "./graph.mjs";

/** The orders of reading. */
export const ORDERS = ["up", "arrivals", "first", "down"];
const MOST = 500; // readings

/**
 * @param {{nodes, last}} formula  as tape_formula.mjs parses it
 * @returns {{nodes, last, values, lines, number}} `lines` are the nodes that
 *   are no constants; number(i) counts them from 1
 * @throws RangeError where a line has no value
 */
export function tapeOf({ nodes, last }, inputs) {
  const lines = nodes.flatMap((n, i) => (n.op || n.given ? [i] : []));
  const number = (i) => lines.indexOf(i) + 1;
  const values = [];
  nodes.forEach((node, i) => {
    const value = node.op
      ? resultOf(node.op, node.parents.map((p) => values[p]))
      : node.value ?? inputs[node.name];
    if (!Number.isFinite(value)) {
      const numbers = formula(nodes, node, (p) => short(values[p]));
      throw new RangeError(`Line ${number(i)} has no value: ${numbers}.`);
    }
    values.push(value);
  });
  return { nodes, last, lines, number, values };
}

/** Of a line: [{to, slope}] for each operand that is itself a line. */
export function usesOf({ nodes, values }, i) {
  if (!nodes[i].op) return [];
  const slopes = slopesOf(nodes, values, i);
  return nodes[i].parents
    .map((to, k) => ({ to, slope: slopes[k] }))
    .filter(({ to }) => nodes[to].op || nodes[to].given);
}

/**
 * The readings [{line, uses}] of an order, the result's first or last.
 * Upwards, every line is read after all that use it.
 * @throws RangeError where recursion would read far too often
 */
export function readingsOf(tape, order) {
  if (order === "arrivals" || order === "first") {
    const found = [];
    for (const reading of onArrival(tape, tape.last, order, new Set())) {
      if (found.push(reading) > MOST)
        throw new RangeError(
          "Recursion reads a line once for each path that leads to it: " +
            `more than ${MOST} payments here.`,
        );
    }
    return found;
  }
  const reached = new Set([tape.last]);
  for (const i of [...tape.lines].reverse())
    if (reached.has(i)) usesOf(tape, i).forEach((u) => reached.add(u.to));
  const made = tape.lines.filter((i) => reached.has(i) && tape.nodes[i].op);
  const readings = made.map((line) => ({ line, uses: usesOf(tape, line) }));
  return order === "up" ? readings.reverse() : readings;
}

/** One use at a time: who is paid is read before the next use. */
function* onArrival(tape, line, order, read) {
  if (order === "first" && read.has(line)) return;
  read.add(line);
  for (const [k, use] of usesOf(tape, line).entries()) {
    yield { line, uses: [use], goesOn: k > 0 };
    yield* onArrival(tape, use.to, order, read);
  }
}

/**
 * What has arrived after so many steps, of which the first is the result's 1
 * and each other one a reading: shares of every node, what the last step
 * paid, and which lines have been read.
 */
export function stateAt(tape, readings, position) {
  const shares = tape.nodes.map(() => []);
  const read = new Set();
  let paid = [];
  if (position > 0) shares[tape.last].push({ share: 1 });
  const done = readings.slice(0, Math.max(0, position - 1));
  for (const { line, uses, goesOn } of done) {
    const again = read.has(line) && !goesOn;
    const upstream = total(shares[line]);
    read.add(line);
    paid = uses.map(({ to, slope }) => {
      const share = upstream * slope;
      const late = read.has(to) && tape.nodes[to].op !== undefined;
      shares[to].push({ share, from: line });
      const sofar = [...shares[to]];
      return { line, to, slope, upstream, share, again, late, sofar };
    });
  }
  return { shares, read, paid, length: readings.length + 1, position };
}

/** The gradient of every node when an order has been read to its end. */
export function gradientsOf(tape, order) {
  const readings = readingsOf(tape, order);
  const { shares } = stateAt(tape, readings, readings.length + 1);
  return shares.map(total);
}

/** The first payment that came after its line had been read: {line, to}. */
export function firstTooLate(tape, readings) {
  const read = new Set();
  for (const { line, uses } of readings) {
    read.add(line);
    const late = uses.find(({ to }) => read.has(to));
    if (late) return { line, to: late.to };
  }
  return undefined;
}
