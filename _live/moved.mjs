/** A digit that is moved, and what two nets say of it there. No page. */

import { between } from "./between.mjs";

/** What was stored, for a digit of a net at a position: one of 0 to 25. */
export function askedAt({ reach }, { answers, percents }, [down, right]) {
  const k = (down + reach) * (2 * reach + 1) + right + reach;
  const classes = percents.length / answers.length;
  return {
    answer: answers[k],
    percents: percents.slice(k * classes, (k + 1) * classes),
  };
}

/** At how many of the positions the answer is right. */
export const rightOf = ({ answers }, label) =>
  answers.filter((answer) => answer === label).length;

/** A shift that stays within reach. */
export const within = ({ reach }, [down, right]) =>
  [down, right].map((steps) => between(-reach, steps, reach));

/** The image moved, with 0 where nothing comes in: a list of pixels. */
export function shifted({ shape: [H, W] }, pixels, [down, right]) {
  return pixels.map((_, k) => {
    const [r, c] = [Math.floor(k / W) - down, (k % W) - right];
    return r < 0 || c < 0 || r >= H || c >= W ? 0 : pixels[r * W + c];
  });
}

/** How much of the ink has left the image, in percent. */
export function lost(data, pixels, shift) {
  const ink = (all) => all.reduce((sum, value) => sum + value, 0);
  const left = ink(shifted(data, pixels, shift));
  return Math.round(100 * (1 - left / ink(pixels)));
}

/** "moved 1 down and 2 to the left" */
export function shiftText([down, right]) {
  const parts = [];
  if (down) parts.push(`${Math.abs(down)} ${down > 0 ? "down" : "up"}`);
  if (right)
    parts.push(`${Math.abs(right)} to the ${right > 0 ? "right" : "left"}`);
  return parts.length ? `moved ${parts.join(" and ")}` : "not moved";
}

/** What is announced: the shift, and each net's answer. */
export function said(data, digit, shift) {
  const { label, pixels } = data.digits[digit];
  const gone = lost(data, pixels, shift);
  const ink = gone ? `; ${gone}\u00a0% of its ink is outside` : "";
  const nets = data.nets.map(({ name, asked }) => {
    const { answer, percents } = askedAt(data, asked[digit], shift);
    const verdict = answer === label ? "right" : "wrong";
    return `${answer} with ${percents[answer]}\u00a0%, ${verdict} (${name})`;
  });
  return `A ${label}, ${shiftText(shift)}${ink}. Answers: ` +
    `${nets.join("; ")}.`;
}
