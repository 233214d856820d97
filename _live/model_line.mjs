/** The line that one neuron draws among XOR's points. No page. */

const POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]];
const ANSWERS = [0, 1, 1, 0];
const COLOURS = ["purple", "green"];
const [LOW, HIGH] = [-1, 2];
const REACH = 0.85; // from the line's middle to the ends that are pulled
const LARGEST = { w: 2, bias: 3 };
const GAP = [null, null];

const series = (label, color, points) => ({
  label, color, x: points.map(([x]) => x), y: points.map(([, y]) => y),
});

/** The line's point nearest to the middle, and the way along it. */
function lineOf({ w1, w2, bias }) {
  const size = Math.hypot(w1, w2);
  if (!size) return undefined;
  const far = ((w1 + w2) / 2 + bias) / size ** 2;
  return {
    foot: [0.5 - far * w1, 0.5 - far * w2],
    along: [-w2 / size, w1 / size],
    across: [w1 / size, w2 / size],
  };
}

const from = ([x, y], [u, v], far) => [x + far * u, y + far * v];

/** Round in a drawing of this shape. */
function ring([x, y]) {
  const turns = Array.from({ length: 25 }, (_, k) => (k * Math.PI) / 12);
  return [...turns.map((a) =>
    [x + 0.11 * Math.cos(a), y + 0.18 * Math.sin(a)]), GAP];
}

function picture(values) {
  const { w1, w2, bias } = values;
  const line = lineOf(values);
  const wrong = POINTS.filter(([x, y], k) =>
    (x * w1 + y * w2 + bias > 0) !== (ANSWERS[k] === 1));
  const ends = line
    ? [from(line.foot, line.along, -4), from(line.foot, line.along, 4)]
    : [GAP, GAP];
  const side = line
    ? [...ends, from(ends[1], line.across, 8), from(ends[0], line.across, 8)]
    : [GAP, GAP];
  const listed = wrong.map((point) => `(${point.join(", ")})`).join(", ");
  const where = line ? "" : " There is no line: z is the bias everywhere.";
  const rings = wrong.length ? wrong.flatMap(ring) : [GAP];
  return {
    words: `${4 - wrong.length} of the 4 answers are right. ` +
      `Wrong: ${listed}.${where}`,
    xlabel: "x₁", ylabel: "x₂", xlim: [LOW, HIGH], ylim: [LOW, HIGH],
    logy: false, names: [], bars: [],
    lines: [series("z = 0", "forward", ends), series("_wrong", "ink", rings)],
    points: [0, 1].map((answer) => series(`answer ${answer}`, COLOURS[answer],
      POINTS.filter((_, k) => ANSWERS[k] === answer))),
    areas: [series("z > 0", "forward", side)],
  };
}

/** Two ends, which turn the line, and its middle, which shifts it. */
function grips(values) {
  const line = lineOf(values);
  if (!line) return [];
  return [-REACH, REACH, 0].map((far) => from(line.foot, line.along, far));
}

function pull({ w1, w2 }, k, at, points) {
  let w = [w1, w2];
  const [x, y] = at.map((v) => Math.min(Math.max(v, LOW), HIGH));
  if (k < 2) {
    const other = points[1 - k];
    const way = k ? [x - other[0], y - other[1]] : [other[0] - x, other[1] - y];
    const length = Math.hypot(...way);
    if (length < 0.05) return {};
    const size = Math.max(Math.hypot(...w), 1) / length; // no shorter than 1
    w = [way[1] * size, -way[0] * size];
  }
  const bias = -(w[0] * x + w[1] * y);
  const fits = Math.min(1, LARGEST.bias / Math.abs(bias),
    ...w.map((v) => LARGEST.w / Math.abs(v))); // the same line, if shorter
  return { w1: fits * w[0], w2: fits * w[1], bias: fits * bias };
}

export const dividing_line = { picture, grips, pull };
