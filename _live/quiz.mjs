/** The rounds of a quiz, its score and its words. No page. */

export const LETTERS = "ABCDEFGH";

/** The order of n choices in a round: as in the print the first time, and
    then another for each attempt, the same for every reader. */
export function order(n, round, attempt) {
  const places = [...Array(n).keys()];
  let state = 7919 * attempt + 104729 * round + 1;
  const below = (k) => { // a draw of mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor(((t ^ (t >>> 14)) >>> 0) / 2 ** 32 * k);
  };
  for (let k = attempt ? n - 1 : 0; k > 0; k--) {
    const other = below(k + 1);
    [places[k], places[other]] = [places[other], places[k]];
  }
  return places;
}

/** One reader's way through the rounds. */
export class Game {
  constructor(rounds) {
    this.rounds = rounds;
    this.attempt = -1;
    this.again();
  }

  again() {
    this.attempt += 1;
    this.at = 0;
    this.answers = []; // of each round: {clue, said, right, points}
    this.clue = false;
  }

  get round() {
    return this.rounds[this.at];
  }

  get over() {
    return this.at === this.rounds.length;
  }

  get answered() {
    return this.answers.length > this.at;
  }

  /** The choices of this round as they are shown: their own indices. */
  get order() {
    return order(this.round.choices.length, this.at, this.attempt);
  }

  /** Where the wrong line, which is the right answer, is shown. */
  get right() {
    return this.order.indexOf(this.round.right);
  }

  get score() {
    return this.answers.reduce((sum, { points }) => sum + points, 0);
  }

  ask() {
    this.clue = true;
  }

  /** Take the answer at that place. The first one counts. */
  answer(place) {
    if (this.answered) return;
    const right = place === this.right;
    const points = right ? (this.clue ? 0.5 : 1) : 0;
    this.answers.push({ clue: this.clue, said: place, right, points });
  }

  next() {
    this.at += 1;
    this.clue = false;
  }
}

/** Points in words of a scoreboard: 0, ½, 3½. */
export const points = (sum) =>
  (sum === 0.5 ? "" : String(Math.floor(sum))) + (sum % 1 ? "½" : "");

/** What is said of an answer, before the reason. */
export function verdict(game) {
  const { right, points: won } = game.answers[game.at];
  if (!right) return `Not this one: it is ${LETTERS[game.right]}.`;
  return won < 1 ? "Right, for half a point." : "Right.";
}

/** The same of a round in the list at the end. */
export const outcome = ({ right, clue }) =>
  right ? (clue ? "right, with the clue" : "right") : "not found";

/** The picture of a round, for draw.mjs. */
export function picture({ ylim }, curves) {
  const longest = Math.max(...curves.map(({ last }) => last));
  const lines = curves.map(({ label, last, y }, k) => ({
    label, y, color: k ? "grey" : "ink",
    x: y.map((_, i) => Math.floor((i * last) / (y.length - 1))),
  }));
  const leaves = { label: "leaves the picture", color: "ink", x: [], y: [] };
  const stops = { label: "stops", color: "ink", x: [], y: [] };
  for (const { x, y } of lines) {
    const out = y.findIndex((v) => v > ylim[1]);
    const end = y.findLastIndex((v) => v !== null);
    if (out >= 0) mark(leaves, x[out], ylim[1]);
    else if (x[end] < longest) mark(stops, x[end], y[end]);
  }
  return {
    xlabel: "step", ylabel: "loss", xlim: [0, longest + 1], ylim,
    logy: true, names: [], bars: [],
    lines: [...lines, { ...lines[0], label: "_on top" }],
    points: [leaves, stops].filter(({ x }) => x.length),
  };
}

function mark(series, x, y) {
  series.x.push(x);
  series.y.push(y);
}
