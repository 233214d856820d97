// From data to pixels, and the numbers along an axis.

/** A function from the limits to the pixels, linear or logarithmic. Of a
    linear one, scale(pixels, limits) is the way back. */
export function scale([low, high], [from, to], log = false) {
  const f = log ? Math.log10 : (v) => v;
  const slope = (to - from) / (f(high) - f(low));
  return (v) => from + slope * (f(v) - f(low));
}

/** About `many` round numbers between the limits; powers of ten on a
    logarithmic axis, and multiples of those where there are few. */
export function ticks([low, high], many, log = false) {
  if (log) {
    const [first, last] = [Math.log10(low), Math.log10(high)];
    const step = Math.max(1, Math.ceil((last - first) / many));
    const found = [];
    for (let k = Math.ceil(first - 1e-9); k <= last + 1e-9; k++)
      if (k % step === 0) found.push(10 ** k);
    const finer = [[1, 2, 5], [1, 2, 3, 5, 7]].map(
      (fronts) => between(low, high, fronts));
    const enough = [found, ...finer].find((list) => list.length > 2);
    if (enough) return enough;
  }
  const rough = (high - low) / many;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((m) => m * power >= rough * 0.999);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9; k++)
    found.push(Number((k * step).toPrecision(12)));
  return found;
}

/** These times the powers of ten, where that is between the limits. */
function between(low, high, fronts) {
  const found = [];
  for (let k = Math.floor(Math.log10(low)); 10 ** k <= high; k++)
    for (const front of fronts)
      found.push(Number((front * 10 ** k).toPrecision(3)));
  return found.filter((v) => v >= low && v <= high);
}

const RAISED = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];

/** A number as an axis shows it: 0.5, −2, 10⁻⁴, 2·10⁻⁴. */
export function text(value) {
  const size = Math.abs(value);
  if (size && (size >= 1e4 || size < 1e-3)) {
    const power = Math.floor(Math.log10(size) + 1e-9);
    const front = Number((value / 10 ** power).toPrecision(3));
    const times = front === 1 ? "" : `${front}·`.replace("-", "−");
    const raised = [...String(Math.abs(power))].map((d) => RAISED[d]).join("");
    return `${times}10${power < 0 ? "⁻" : ""}${raised}`;
  }
  return String(Number(value.toPrecision(4))).replace("-", "−");
}

/** Rounded to so many digits, a tie to the even one, as Python does it. */
function significant(value, digits) {
  const [front, power] = Math.abs(value).toExponential(60).split("e");
  const all = front.replace(".", "");
  const tie = /^50*$/.test(all.slice(digits)) && all[digits - 1] % 2 === 0;
  return tie
    ? Math.sign(value) * Number(`${all.slice(0, digits)}e${power - digits + 1}`)
    : Number(value.toPrecision(digits));
}

/** A number with at most so many places, and a real minus: −0.25, 0. */
export const fixed = (value, places) =>
  String(Number(value.toFixed(places)) + 0).replace("-", "−");

/** A number with so many digits, as the package writes it: 0.25, −1.4 · 10⁻⁸. */
export function scientific(value, digits) {
  const size = Math.abs(value);
  const plain = significant(value, digits);
  if (!value || (size >= 1e-3 && size < 1e4))
    return fixed(plain, 3 + digits);
  const [front, power] = plain.toExponential(digits - 1).split("e");
  const raised = [...String(Math.abs(power))].map((d) => RAISED[d]).join("");
  const sign = power < 0 ? "⁻" : "";
  return `${Number(front)} · 10${sign}${raised}`.replace("-", "−");
}
