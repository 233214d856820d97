/** What is said of a drawing, its reading, and what would change it. */

import { ranked } from "./digit_net.mjs";

/** A probability in hundredths, as it is shown: 62.3, < 0.1, > 99.9. */
export function percent(p) {
  if (p < 0.0005) return "<\u00a00.1";
  if (p > 0.9995) return ">\u00a099.9";
  return (100 * p).toFixed(1);
}

const share = (p) => `${percent(p)}\u00a0%`;

/** Two probabilities in hundredths, with places enough to see which is the
    larger: [0.0031, 0.0089], [99.9921, 99.9934]. */
export function between(p, q) {
  for (let places = 1; places < 12; places++) {
    const [a, b] = [p, q].map((v) => (100 * v).toFixed(places));
    const apart = a !== b || p === q;
    if (apart && [a, b].every((s) => s > 0 && s < 100)) return [a, b];
  }
  return [percent(p), percent(q)];
}

/** a 7, an 8 */
export const named = (digit) => `${digit === 8 ? "an" : "a"} ${digit}`;

const at = (i) => `row ${Math.floor(i / 8) + 1}, column ${(i % 8) + 1}`;

/** Read as 9 (62.3 %), then 3 (35.0 %). */
export function reading(P) {
  const [first, second] = ranked(P);
  const then = P[second] < 0.0005 ? "" : `, then ${second} (${share(P[second])})`;
  return `Read as ${first} (${share(P[first])})${then}.`;
}

/** Of a test digit, as it came or changed; label: what was written. */
export function drawnWords(P, label, changed) {
  if (label === undefined) return [reading(P)];
  const [first] = ranked(P);
  if (changed) return [reading(P), `It was written as ${named(label)}.`];
  const wrong = first === label ? "" : " That is a mistake.";
  return [`Somebody wrote ${named(label)}.`, reading(P) + wrong];
}

export const EMPTY_WORDS = [
  "Draw a digit, as large as you like. By key, Space sets the pen down, and " +
    "Space in a pixel beside it draws on.",
  "An empty sheet gets an answer too: the ten probabilities always add up " +
    "to 100 %, and none of them means “nothing”.",
];

/** Of the marks: wish is −dx where a pixel can still go that way. */
export function askedWords(P, wish, wanted) {
  const sizes = wish.map(Math.abs);
  const top = sizes.indexOf(Math.max(...sizes));
  if (!sizes[top]) return [`No pixel can help to make it ${named(wanted)}.`];
  const what = wish[top] > 0 ? "more" : "less";
  const [first] = ranked(P);
  const still = first === wanted ? "still surer that it is" : "";
  return [
    `To make it ${still || named(wanted)}${still && ` ${named(wanted)}`}: ` +
      "+ asks for more ink in a pixel, − for less, and a larger mark for " +
      `more. First of all, ${what} in ${at(top)}.`,
    `${wanted} has ${share(P[wanted])} now.`,
  ];
}

/** Of a step along the marks. */
export function movedWords(before, after, wanted) {
  const [first] = ranked(after);
  const read = first === wanted
    ? `It is read as ${wanted}. Do you see ${named(wanted)}?`
    : `It is still read as ${first}. Once more?`;
  const [from, to] = between(before[wanted], after[wanted]);
  return [
    "Every pixel has moved a little, the way its mark pointed: " +
      `${wanted} goes from ${from}\u00a0% to ${to}\u00a0%.`,
    read,
  ];
}

/** Of what is drawn on: an image, an empty sheet ("pen"), or the pixels of
    what was drawn there. */
export function noteWords(on, { right, of }) {
  if (on === "image")
    return "Draw with a finger or the mouse. By key: arrows move, Space inks, " +
      "Delete clears.";
  if (on === "pixels")
    return "These are the 64 numbers that the second network gets of your " +
      "drawing. You can go on drawing.";
  const hundred = Math.floor((100 * right) / of);
  return "A second network reads this. It was trained on digits that 30 " +
    `people drew with a pen, and reads ${hundred} of 100 that others drew; ` +
    "it can be sure and wrong. What it gets is the small picture: your " +
    "drawing, centred and scaled.";
}

/** A cell of the sheet, for those who go through it by key. */
export function cellWords(i, ink, mark = 0) {
  const wish = mark ? `, asked for ${mark > 0 ? "more" : "less"}` : "";
  return `${at(i)}: ink ${Math.round(100 * ink)} %${wish}`;
}
