/** What is said of a recurrent net at a step in time, in words. No page. */

import { short } from "./answers.mjs";
import { at, countOf } from "./unrolled.mjs";

const HARD = "\u00a0"; // a space where no line ends
const QUARTERS = { 0.25: "¼", 0.5: "½", 0.75: "¾" };

/** A name with its step below: h₂. */
export const named = (name, t) => `${name}${"₀₁₂₃₄₅₆₇₈₉"[t + 1]}`;

/** (−3, 6), and ¼ for .25. */
export const row = (values) =>
  `(${values.map((v) => QUARTERS[v] ?? short(v)).join(`,${HARD}`)})`;

/** "ln 2 / 8", what the gradients are counted in. */
export const unit = (counts) =>
  `ln${HARD}2${HARD}/${HARD}${4 * countOf(counts)}`;

/** The lines of the sums, "name" = "parts" = "value", at a position. */
export function lines({ X }, pass, position) {
  const { way, t } = at(position, X.length);
  const step = pass.steps[t];
  if (way === "start") return [];
  if (way === "forward")
    return [
      { name: named("z", t), value: row(step.z), parts:
        `${named("x", t)}${HARD}Wx + ${named("h", t - 1)}${HARD}Wh + b` },
      { name: named("h", t), value: row(step.h),
        parts: `max(${named("z", t)}, 0)` },
      { name: named("p", t), value: row(step.P),
        parts: `softmax(${named("h", t)}${HARD}W₂ + b₂)` },
    ];
  return [
    { name: named("dh", t), value: row(step.dh),
      parts: `own part ${row(step.own)} + from the future ${row(step.future)}` },
    { name: named("dz", t), value: row(step.dz),
      parts: `${named("dh", t)} where ${named("z", t)}${HARD}>${HARD}0, else 0` },
  ];
}

/** One to three sentences, which are announced. */
export function said(given, counts, pass, position) {
  const { way, t } = at(position, given.X.length);
  if (way === "start")
    return "Step forward to the first state. Before it, h₀ is 0.";
  return way === "forward"
    ? forwardSaid(given, counts, pass, t)
    : backwardSaid(given, counts, pass, t);
}

function forwardSaid({ X, labels }, counts, { steps, loss }, t) {
  const { h, P } = steps[t];
  const begin = `Forward, step ${t + 1}: the state is ${row(h)}. `;
  const label = counts[t]
    ? `Its label, ${labels[t]}, has the probability ${row([P[labels[t]]])
      .slice(1, -1)}.`
    : "Its label does not count.";
  const many = countOf(counts);
  const end = t + 1 < X.length
    ? ""
    : ` The loss is ${short(loss)}, ${many === 1
      ? "from the one label that counts."
      : `the mean of the ${many} labels that count.`}`;
  return begin + label + end;
}

const zero = (values) => values.every((v) => v === 0);

function backwardSaid({ X }, counts, { steps }, t) {
  const { own, future, dh, dz } = steps[t];
  const last = t === X.length - 1;
  const from = counts[t]
    ? last
      ? `its own label sends ${row(own)}, and there is no future.`
      : `its own label sends ${row(own)}, the future sends ${row(future)}, ` +
        `and their sum is ${named("dh", t)} = ${row(dh)}.`
    : last
      ? "its label does not count and there is no future, so nothing " +
        "arrives."
      : zero(future)
        ? "its label does not count and the future sends nothing."
        : `its label does not count, and it is blamed all the same: ${
          row(future)} comes from the future.`;
  const stopped = dh.some((d, j) => d !== dz[j])
    ? ` ReLU stops a part, because an entry of ${named("z", t)} is not ` +
      "positive."
    : "";
  const memory = !t && !zero(dz)
    ? " Since h₀ is 0, this step adds nothing to dWh."
    : "";
  return `Backward, step ${t + 1}: ${from}${stopped}${memory}`;
}
