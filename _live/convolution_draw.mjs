/** What <live-convolution> shows in each of its modes. */

import { factor, short } from "./answers.mjs";
import {
  allPlaces, gathered, outputOf, shapeOf, stamped, usesOf,
} from "./convolution.mjs";
import { windowPicture } from "./convolution_grid.mjs";
import { called, lines } from "./convolution_words.mjs";
import { make } from "./make.mjs";

/**
 * Of each mode, a function of the figure: it fills the array at its left
 * and at its right, and returns what stands below them.
 */
export const DRAW = { forward, stamps, pixel };

function forward({ given, place, left, right }) {
  left.show(called(given, "X"), given.X, (r, c) => {
    const weight = weightOn(given, place, r, c);
    return weight === undefined ? {}
      : { at: true, small: `·${factor(weight)}` };
  }, { at: place, size: shapeOf(given.K) });
  right.show(called(given, "Y"), outputOf(given), () => ({}),
    { at: place, size: [1, 1] });
  return [sumTable(lines(given, "forward", place))];
}

function stamps({ given, place, pressed, left, right }) {
  const [i, j] = place;
  const all = allPlaces(given);
  const places = all.filter((p) => pressed.has(p.join()));
  const on = pressed.has(place.join()); // unless they were all taken off
  const name = called(given, "dX");
  const caption = places.length < all.length ? `${name} so far` : name;
  left.show(caption, stamped(given, places), (r, c) => {
    const weight = weightOn(given, place, r, c);
    return weight === undefined || !on ? {}
      : { at: true, small: signed(given.dY[i][j] * weight) };
  }, on && { at: place, size: shapeOf(given.K) });
  right.show(called(given, "dY"), given.dY, (r, c) => {
    const at = pressed.has(`${r},${c}`);
    return { at, small: at ? "✓" : "" };
  }, on && { at: place, size: [1, 1] });
  return on ? [sumTable(lines(given, "stamps", place))] : [];
}

function pixel({ given, pixel: spot, left, right }) {
  const windows = usesOf(given, spot);
  const uses = windows.flat().filter(Boolean);
  const used = new Map(uses.map((use) => [use.place.join(), use]));
  const [first, last] = [uses[0].place, uses.at(-1).place];
  left.show(called(given, "dX"), gathered(given), () => ({}),
    { at: spot, size: [1, 1] });
  right.show(called(given, "dY"), given.dY, (i, j) => {
    const use = used.get(`${i},${j}`);
    return use ? { at: true, small: `·${factor(use.weight)}` } : {};
  }, { at: first, size: [last[0] - first[0] + 1, last[1] - first[1] + 1] });
  const pictures = windows.flat().map((use) => use
    ? make("div", { class: "conv-use" },
        windowPicture(shapeOf(given.X), shapeOf(given.K), use.place, spot),
        make("p", {}, `${factor(use.weight)} · ${factor(use.blame)} = ` +
          short(use.share)))
    : make("div", { class: "conv-use none" }));
  return [
    make("div", { class: "conv-uses", "aria-hidden": "true",
      style: `--kw: ${shapeOf(given.K)[1]}` }, ...pictures),
    sumTable(lines(given, "pixel", spot)),
  ];
}

/** The weight that lies on a pixel while the window is at a place. */
const weightOn = ({ K }, [i, j], r, c) => K[r - i]?.[c - j];

const signed = (value) => (value < 0 ? short(value) : `+${short(value)}`);

function sumTable(all) {
  const rows = all.map(({ name, parts, value, total }) =>
    make("tr", { class: total ? "total" : false },
      make("th", { scope: "row" }, name),
      make("td", {}, parts && `${parts} `, make("b", {}, `= ${value}`))));
  return make("table", { class: "conv-lines" }, make("tbody", {}, ...rows));
}
