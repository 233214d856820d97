/** What is said of a pole and of who balances it. No page. */

import { chances, SECONDS } from "./pole.mjs";

const HARD = "\u00a0"; // a space where no line ends
const steps = (count) => `${count}${HARD}step${count === 1 ? "" : "s"}`;
const seconds = (count) => `${(count * SECONDS).toFixed(2)}${HARD}s`;

const ENDS = {
  leant: "until it leant more than 12°",
  left: "until the cart left the rail at the left",
  right: "until the cart left the rail at the right",
  longest: "and there an episode ends",
};

/** Where an episode is, in one line that is not announced. */
export function counted(seed, episode, policy) {
  const here = `Start ${seed} · ${steps(episode.steps)}`;
  if (!policy || episode.end) return `${here} · ${seconds(episode.steps)}`;
  const right = Math.round(100 * chances(policy, episode.state)[1]);
  return `${here} · right with ${right}${HARD}%`;
}

/** What comes next, before the first step. */
export function welcome(policy, still) {
  if (policy)
    return `The policy “${policy.label}” has the cart: at every step it ` +
      "draws left or right.";
  return "Push with the keys ← and →, or with the two buttons. " +
    (still
      ? "Each press is one step."
      : "The first press starts, and the cart is pushed that way until you " +
        "press the other.");
}

/** While it moves. */
export const moving = (policy) =>
  policy
    ? `The policy “${policy.label}” pushes.`
    : "The cart is pushed the way of your last press.";

/** After Stop. */
export const stopped = (policy) =>
  `Stopped. ${policy ? "Play goes" : "Your next press goes"} on from here.`;

/** How it ended, and how far one's own hand has come. */
export function ended({ steps: count, end }, policy, best) {
  const who = policy ? `The policy “${policy.label}”` : "You";
  const own = policy ? "" : ` Your longest so far is ${best}.`;
  return `${who} kept the pole up for ${steps(count)}, ${seconds(count)}, ` +
    `${ENDS[end]}.${own}`;
}
