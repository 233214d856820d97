/** A cart with a pole to balance, and who pushes it. No page.
 *
 * The equations, and their order, are those of backprop/policy/poles.py.
 */

const [GRAVITY, FORCE] = [9.8, 10];
const [POLE, HALF, MASS] = [0.1, 0.5, 1.1]; // of both together, the last
export const SECONDS = 0.02; // that a step takes
export const FAR = 2.4;
export const LEANING = (12 * 2 * Math.PI) / 360;
export const LONGEST = 500;

/** The state [x, dx, angle, turn] after a push: 0 left, 1 right. */
export function stepped([x, dx, angle, turn], action) {
  const F = action ? FORCE : -FORCE;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const p = (F + POLE * HALF * (turn * turn) * sin) / MASS;
  const turning = (GRAVITY * sin - cos * p) /
    (HALF * (4 / 3 - (POLE * (cos * cos)) / MASS));
  const going = p - (POLE * HALF * turning * cos) / MASS;
  return [x + SECONDS * dx, dx + SECONDS * going,
    angle + SECONDS * turn, turn + SECONDS * turning];
}

/** Why an episode has ended: "left", "right", "leant", "longest" or "". */
export function endOf([x, , angle], steps) {
  if (Math.abs(angle) > LEANING) return "leant";
  if (x < -FAR) return "left";
  if (x > FAR) return "right";
  return steps < LONGEST ? "" : "longest";
}

/** The same numbers from 0 to 1 for the same seed, on any computer. */
export function generator(seed) {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Four numbers between -0.05 and 0.05. */
export const start = (random) =>
  Array.from({ length: 4 }, () => 0.1 * random() - 0.05);

/** [left, right] with a linear policy: W (4, 2) and b (2,). */
export function chances({ W, b }, state) {
  const z = b.map((bias, j) =>
    state.reduce((sum, v, i) => sum + v * W[i][j], bias));
  const top = Math.max(...z);
  const powers = z.map((one) => Math.exp(one - top));
  return powers.map((power) => power / (powers[0] + powers[1]));
}

/** One try from the start that a seed gives. */
export class Episode {
  constructor(seed) {
    this.random = generator(seed);
    this.state = start(this.random);
    this.steps = 0;
    this.end = "";
  }

  /** What a policy draws at this state. */
  drawn(policy) {
    return this.random() < chances(policy, this.state)[1] ? 1 : 0;
  }

  push(action) {
    if (this.end) return;
    this.action = action;
    this.state = stepped(this.state, action);
    this.steps += 1;
    this.end = endOf(this.state, this.steps);
  }

  /** To its end, with a policy. */
  finish(policy) {
    while (!this.end) this.push(this.drawn(policy));
    return this;
  }
}
