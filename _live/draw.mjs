// A picture of lines, points and bars, drawn as SVG from plain data: the
// data that backprop/live/drawing.py draws with matplotlib.

import { svg as make } from "./make.mjs";
import { scale, ticks, text } from "./scale.mjs";

const WIDTH = 560;
const HEIGHT = 340;
const BOX = { left: 84, right: 14, top: 10, bottom: 50 };
const DASHES = ["none", "9 4", "9 4 2 4", "2 3"];

/** A new, empty drawing. It is hidden from screen readers: the words of
    the figure say what it shows. */
export function canvas(width = WIDTH, height = HEIGHT) {
  return make("svg", {
    viewBox: `0 0 ${width} ${height}`,
    "aria-hidden": "true",
    focusable: "false",
  });
}

/** Where a drawing has its axes: [left, right] and [bottom, top]. */
export function frameOf(svg) {
  const { width, height } = svg.viewBox.baseVal;
  return [[BOX.left, width - BOX.right], [height - BOX.bottom, BOX.top]];
}

/** Draw a picture; what was there before goes. Below it lie the lines and
    points of a ghost, which is a picture of the past. */
export function draw(svg, picture, ghost) {
  const [[left, right], [bottom, top]] = frameOf(svg);
  const x = scale(picture.xlim, [left, right]);
  const y = scale(picture.ylim, [bottom, top], picture.logy);
  const inside = make("g", {
    "clip-path": `url(#${clip(svg, right, bottom)})`,
  });
  for (const area of picture.areas ?? []) inside.append(shaded(area, x, y));
  if (ghost) inside.append(past(ghost, x, y));
  bars(inside, picture, x, y);
  picture.lines.forEach((line, k) => inside.append(curve(line, k, x, y)));
  picture.points.forEach((set, k) => inside.append(...marks(set, k, x, y)));
  const frame = make("g", { class: "axes" });
  axes(frame, picture, x, y, right, bottom);
  svg.replaceChildren(svg.firstChild, frame, inside);
}

let clips = 0;

/** The id of the drawing's clip path, which is its first child. */
function clip(svg, right, bottom) {
  if (!svg.firstChild) {
    const id = `live-clip-${clips++}`;
    const box = {
      x: BOX.left, y: BOX.top - 6,
      width: right - BOX.left + 6, height: bottom - BOX.top + 6,
    };
    svg.append(make("clipPath", { id }, make("rect", box)));
  }
  return svg.firstChild.id;
}

/** Stripes across every second set of bars: told apart without colour. */
export function stripes(left, top, width, height) {
  let d = "";
  for (let at = -height; at < width; at += 9) {
    const [from, to] = [Math.max(at, 0), Math.min(at + height, width)];
    if (from < to)
      d += `M${left + from} ${top + height - (from - at)}`
        + `L${left + to} ${top + height - (to - at)}`;
  }
  return make("path", { class: "stripes", d });
}

function axes(frame, picture, x, y, right, bottom) {
  const rule = (d) => frame.append(make("path", { class: "rule", d }));
  rule(`M${BOX.left} ${BOX.top}V${bottom}H${right}`);
  const at = picture.names.length
    ? picture.names.map((name, k) => [k, name])
    : ticks(picture.xlim, 6).map((v) => [v, text(v)]);
  for (const [value, name] of at) {
    if (!picture.names.length) rule(`M${x(value)} ${bottom}v5`);
    write(frame, name, x(value), bottom + 19, "middle");
  }
  for (const value of ticks(picture.ylim, 5, picture.logy)) {
    rule(`M${BOX.left} ${y(value)}h-5`);
    write(frame, text(value), BOX.left - 9, y(value) + 4, "end");
  }
  if (picture.names.length) rule(`M${BOX.left} ${y(0)}H${right}`);
  const middle = (BOX.left + right) / 2;
  write(frame, picture.xlabel, middle, bottom + 45, "middle");
  const side = make("g", {
    transform: `translate(18 ${(BOX.top + bottom) / 2}) rotate(-90)`,
  });
  write(side, picture.ylabel, 0, 0, "middle");
  frame.append(side);
}

function write(parent, words, x, y, anchor) {
  parent.append(make("text", { x, y, "text-anchor": anchor }, words));
}

function shaded({ x: xs, y: ys, color }, x, y) {
  const corners = xs.map((value, i) => `${x(value)} ${y(ys[i])}`);
  const d = xs.includes(null) ? "" : `M${corners.join("L")}Z`;
  return make("path", { d, class: `area ${color}` });
}

function past({ lines, points }, x, y) {
  return make("g", { class: "ghost" },
    ...lines.map((line, k) => curve(line, k, x, y)),
    ...points.flatMap((set, k) => marks(set, k, x, y)));
}

function curve({ label, x: xs, y: ys, color }, k, x, y) {
  let d = "";
  let down = false; // is the pen on the paper?
  xs.forEach((value, i) => {
    const here = value === null || ys[i] === null ? NaN : y(ys[i]);
    if (Number.isFinite(here))
      d += `${down ? "L" : "M"}${x(value).toFixed(1)} ${here.toFixed(1)}`;
    down = Number.isFinite(here);
  });
  const silent = label.startsWith("_"); // not in the legend: no dashes
  return make("path", {
    d, class: `line ${color}`, "stroke-dasharray": dash(silent ? 0 : k),
  });
}

function marks({ x: xs, y: ys, color }, k, x, y) {
  return xs.flatMap((value, i) => {
    if (value === null || ys[i] === null) return [];
    const place = `translate(${x(value).toFixed(1)} ${y(ys[i]).toFixed(1)})`;
    return [make("path", {
      class: `mark ${color}`, d: shape(k), transform: place,
    })];
  });
}

/** How line number k is dashed. */
export const dash = (k) => DASHES[k % DASHES.length];

/** Circle, square, diamond, triangle: told apart without their colour. */
export function shape(k) {
  return [
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
    "M-4.5 -4.5h9v9h-9z",
    "M0 -6L5.5 0L0 6L-5.5 0z",
    "M0 -5.5L5.5 4.5h-11z",
  ][k % 4];
}

function bars(inside, picture, x, y) {
  const wide = 0.8 / Math.max(1, picture.bars.length);
  picture.bars.forEach((bar, k) => {
    bar.y.forEach((height, i) => {
      if (height === null) return;
      const left = i + (k - picture.bars.length / 2) * wide + 0.05 * wide;
      const [top, foot] = [y(Math.max(height, 0)), y(Math.min(height, 0))];
      const width = x(left + 0.9 * wide) - x(left);
      const rect = { x: x(left), y: top, width, height: foot - top };
      inside.append(make("rect", { class: `bar ${bar.color}`, ...rect }));
      if (k % 2) inside.append(stripes(x(left), top, width, foot - top));
    });
  });
}
