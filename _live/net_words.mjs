/** What <live-net> says of a step, and of a change. No page. */

import { lines, text } from "./backward_words.mjs";
import {
  AT_THE_LOSS, gradientAt, hasRows, meanOf, PASS, valueAt,
} from "./net.mjs";
import { fixed } from "./scale.mjs";

/** A short number, for the drawing: −0.139, 12.5, 3e6. */
export function brief(value) {
  const size = Math.abs(value);
  if (size >= 1e5) return value.toExponential(0).replace("e+", "e")
    .replace("-", "−");
  const places = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  return fixed(value, places);
}

/** dW₂ of "dW2". */
export const nameOf = (key) =>
  key.replace("1", "₁").replace("2", "₂");

function gates({ Z1 }, n, on, off) {
  const closed = Z1[n].flatMap((z, j) => (z > 0 ? [] : [j + 1]));
  if (!closed.length) return `In row ${n + 1} both units ${on}.`;
  if (closed.length > 1) return `In row ${n + 1} both units are off${off}.`;
  return `In row ${n + 1} unit ${closed[0]} is off${off}.`;
}

const SAYS = {
  Z1: () => "Forward: each hidden unit adds up what its four wires bring, " +
    "and its bias.",
  A1: (net, n) =>
    `ReLU keeps what is positive. ${gates(net, n, "are on", "")}`,
  Z2: () => "The second layer does the same, and gives a logit for each class.",
  P: () => "The softmax makes three probabilities of the three logits, the " +
    "first for class 0.",
  loss: (net, n) => `In row ${n + 1} class ${net.t[n]} is right, so ` +
    `P[${n + 1}, ${net.t[n] + 1}] counts. The mean of all five losses is ` +
    `${text(meanOf(net))}. Nothing has come back yet: the next step makes ` +
    "the first gradients.",
  dZ2: () => "Now back: prediction minus 1 at the right class, divided by " +
    "the five rows.",
  dW2: () => "A weight is blamed for what it carried. All five rows used it, " +
    "so their five products are added.",
  db2: () => "Every row used a bias with the slope 1, so the rows are added.",
  dA1: () => "Each hidden unit collects along its three wires.",
  dZ1: (net, n) => "The gate lets a gradient pass where it let the value " +
    `pass. ${gates(net, n, "let it pass", ", so 0 goes on")}`,
  dW1: () => "The rule of dW₂ again: what went in times what came back, " +
    "added over the rows.",
  db1: () => "Again the rows are added. Every parameter has its gradient.",
  dX: () => "Each input collects along its two wires. A layer before this " +
    "net would be handed that.",
};

/** What stands there before anything has been done. */
export const WELCOME = [
  "Pull a number in a blue frame to the side, or choose one and type: all " +
    "values and all gradients follow. A t stands beside the right class.",
  "Classes are 0, 1 and 2, but brackets count from 1: P[1, 1] is what row 1 " +
    "gives class 0.",
  "Step and Play take the gradients away, and bring them back from the " +
    "loss, array by array.",
];

/** Where the pass is: each way counts its own steps. */
function countWords(position) {
  if (!position) return "Before the first step";
  const back = position - AT_THE_LOSS;
  return back > 0 ? `Backward, step ${back} of ${PASS.length - AT_THE_LOSS}`
    : `Forward, step ${position} of ${AT_THE_LOSS}`;
}

/** Count, formula, sentence and one worked entry of the latest step. */
export function stepWords(net, position, n) {
  const count = countWords(position);
  const step = PASS[position - 1];
  if (!step)
    return [count, "Inputs, labels, weights and biases are given.",
      "Step to the first layer.", ""];
  const { key, formula } = step;
  const [entry] = lines(net, key, nameOf(key), hasRows(key) ? n : 0);
  return [count, formula, SAYS[key](net, n), entry];
}

/** What the chosen number is, and how its gradient is made, if it is. */
export function choiceWords(net, spot, known) {
  const { key, i, j, name } = spot;
  const is = `${name} is ${brief(valueAt(net, spot))}`;
  if (!known) return [`${is}. Its gradient is not there yet.`];
  const slope = gradientAt(net, spot);
  const way = slope > 0 ? "up, and the mean loss rises"
    : slope < 0 ? "up, and the mean loss falls"
      : "either way, and the mean loss stays";
  const all = lines(net, `d${key}`, `d${nameOf(key)}`, j === undefined ? 0 : i);
  return [`${is}, and its gradient is ${brief(slope)}: nudge it ${way}.`,
    all[j ?? i]];
}

const signed = (value) => (value >= 0 ? `+${brief(value)}` : brief(value));

/** What became of the loss since a number had its old value: what the
    gradient promised, where it is known, and what happened. */
export function changeWords(before, net, spot, known) {
  const step = valueAt(net, spot) - valueAt(before, spot);
  const head = `${spot.name} was ${brief(valueAt(before, spot))} and is ` +
    `${brief(valueAt(net, spot))}.`;
  const [old, now] = [meanOf(before), meanOf(net)];
  const loss = `The mean loss was ${text(old)} and is ${text(now)}: ` +
    `${signed(now - old)}.`;
  if (!known) return [head, loss];
  const slope = gradientAt(before, spot);
  return [head, `The gradient promised ${brief(slope)} · ` +
    `${factored(step)} = ${signed(slope * step)}.`, loss];
}

const factored = (value) => (value < 0 ? `(${brief(value)})` : brief(value));
