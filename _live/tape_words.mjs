/** What is said of a tape, in words. No page. */

import { factor, short } from "./answers.mjs";
import { total } from "./graph.mjs";
import { firstTooLate, gradientsOf, usesOf } from "./tape.mjs";

const RAISED = new Map([..."-0123456789"].map((d, k) => [d, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[k]]));

/** Of each order: what a reader chooses, and what it means. */
export const ORDER_WORDS = {
  up: ["upwards", "From the last line up, each is read after all that use it."],
  arrivals: ["at every arrival",
    "Recursion reads a line again whenever something arrives."],
  first: ["at the first arrival",
    "A line is read once, as soon as something arrives."],
  down: ["downwards", "They are read as they were written, from the first on."],
};

/** "q = 3 · [1]": an operation with the numbers of its operands' lines. */
export function doneText({ nodes, number }, i) {
  const { name, op, parents, given } = nodes[i];
  if (given) return `${name} is given`;
  const texts = parents.map((p) =>
    nodes[p].op || nodes[p].given ? `[${number(p)}]` : factor(nodes[p].value));
  return (name ? `${name} = ` : "") + operation(op, texts, nodes[parents[1]]);
}

function operation(op, texts, exponent) {
  if (op === "−( )") return `−${texts[0]}`;
  if (op === "^" && exponent.value === -1) return `1/${texts[0]}`;
  if (op === "^") return texts[0] + raised(exponent.value);
  if (op === "×") return texts.join(" · ");
  if (["+", "−", "/"].includes(op)) return texts.join(` ${op} `);
  return `${op}(${texts.join(", ")})`;
}

/** ², as Scalar writes it. */
const raised = (n) =>
  Math.abs(n) > 99
    ? `^${n}`.replace("-", "−")
    : [...String(n)].map((d) => RAISED.get(d)).join("");

/** "1 to [3], 1 to [4]" */
export const slopesText = (tape, i) =>
  usesOf(tape, i)
    .map(({ to, slope }) => `${short(slope)} to [${tape.number(to)}]`)
    .join(", ");

/** ["2 + 5 = ", "7"]: what has arrived at a line, and its sum. */
export function sumTexts(shares) {
  if (!shares.length) return ["", ""];
  const parts = shares.map((s, k) => (k ? factor : short)(s.share));
  const shown = parts.length > 4 ? ["…", ...parts.slice(-3)] : parts;
  const sum = short(total(shares));
  return [parts.length > 1 ? `${shown.join(" + ")} = ` : "", sum];
}

const listed = (texts) =>
  texts.length < 2
    ? texts.join("")
    : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;

/** [what the last step did, and at the end what came of it]. */
export function said(tape, readings, state, order) {
  const { number, lines, last } = tape;
  const { position, length } = state;
  if (!position) {
    const many = lines.length === 1 ? "one line" : `${lines.length} lines`;
    return [`The tape has ${many}, and none has been read. ` +
      ORDER_WORDS[order][1]];
  }
  const words = position === 1
    ? `Line ${number(last)} is the result: its own gradient is 1.`
    : reading(tape, state, order);
  const finished = position === length;
  return finished ? [words, verdict(tape, readings, state, order)] : [words];
}

/** "Line 4 holds 1 and pays 1 · 5 = 5 to line 2: 2 + 5 = 7." */
function reading({ nodes, number }, { paid, shares }, order) {
  const [{ line, upstream, again }] = paid;
  const holds = `holds ${short(upstream)} and pays`;
  const starts = again
    ? `is read again: it ${holds}`
    : shares[line].length
      ? holds
      : "is read before anything has arrived: it pays";
  const parts = paid.map((p) => {
    const product = `${factor(p.upstream)} · ${factor(p.slope)}`;
    const sum = sumTexts(p.sofar);
    const text = `${product} = ${short(p.share)} to line ${number(p.to)}`;
    return text + (sum[0] ? `: ${sum.join("")}` : "");
  });
  const words = `Line ${number(line)} ${starts} ${listed(parts)}.`;
  return words + whatThen({ nodes, number }, paid, order);
}

/** What becomes of those who were paid, where that depends on the order. */
function whatThen({ nodes, number }, paid, order) {
  const numbers = (payments) =>
    [...new Set(payments.map((p) => number(p.to)))].map(String);
  const late = order === "arrivals" ? [] : numbers(paid.filter((p) => p.late));
  if (late.length)
    return ` But ${late.length > 1 ? "lines" : "line"} ${listed(late)} ` +
      `${late.length > 1 ? "have" : "has"} been read already: this goes no ` +
      "further.";
  const made = numbers(paid.filter((p) => nodes[p.to].op));
  const atOnce = ["arrivals", "first"].includes(order) && made.length;
  return atOnce ? ` So line ${made[0]} is read at once.` : "";
}

/** "dx = 21, dy = 0" */
const gradients = ({ nodes }, grads) =>
  nodes
    .flatMap((n, i) => (n.given ? [`d${n.name} = ${short(grads[i])}`] : []))
    .join(", ");

function verdict(tape, readings, { shares }, order) {
  const found = shares.map(total);
  const right = gradientsOf(tape, "up");
  const end = `Finished: ${gradients(tape, found)}.`;
  if (order === "up") return end;
  const wrong = tape.nodes.some((n, i) => n.given &&
    Math.abs(found[i] - right[i]) > 1e-9 * Math.max(1, Math.abs(right[i])));
  const late = firstTooLate(tape, readings);
  const early = late && `line ${tape.number(late.to)} was read before ` +
    `line ${tape.number(late.line)} had paid`;
  if (wrong)
    return `${end} Right would be ${gradients(tape, right)}, but ${early}` +
      `${order === "arrivals" ? ", and then once more" : ""}.`;
  return early
    ? `${end} It happens to be right, although ${early}.`
    : `${end} It is right, because no line was read too early.`;
}
