/** What is said of a kernel on an image, in words. No page. */

import { factor, short } from "./answers.mjs";
import {
  gathered, outputOf, placesOf, usesOf, windowAt,
} from "./convolution.mjs";

/** The ways to look at it: what the button says, and the two arrays. */
export const MODES = {
  forward: { button: "Forward", left: "X", right: "Y" },
  stamps: { button: "Back: stamps", left: "dX", right: "dY" },
  pixel: { button: "Back: a pixel asks", left: "dX", right: "dY" },
};

const isRow = ({ X }) => X.length === 1;

/** The name of an array, in small letters where there is one row. */
export const called = (given, name) =>
  isRow(given) ? name.toLowerCase() : name;

const HARD = "\u00a0"; // a space where no line ends

/** "Y[1, 2]", counted from 1; "y[2]" where there is one row. */
export const entry = (given, name, [i, j]) =>
  called(given, name) + (isRow(given) ? `[${j + 1}]` : `[${i + 1},${HARD}${j + 1}]`);

const product = (a, b) => `${factor(a)}${HARD}·${HARD}${factor(b)}`;
const sum = (values) =>
  values.map((v, k) => (k ? factor(v) : short(v))).join(" + ");

/** "2 · 3 + …", with a factor in front in parentheses only if negative. */
const products = (pairs) => pairs.map(([a, b]) => product(a, b)).join(" + ");

/** The lines of a sum, "name" = "parts" = "value", for what is looked at. */
export function lines(given, mode, spot) {
  if (mode === "forward") return forwardLines(given, spot);
  if (mode === "stamps") return stampLines(given, spot);
  const uses = usesOf(given, spot).flat().filter(Boolean);
  return [{
    name: entry(given, "dX", spot),
    parts: products(uses.map((u) => [u.weight, u.blame])),
    value: short(uses.reduce((total, u) => total + u.share, 0)),
  }];
}

function forwardLines(given, place) {
  const rows = windowAt(given, place);
  const sums = rows.map((row) => row.reduce((s, p) => s + p.product, 0));
  const word = (u) => (rows.length > 1 ? `row ${u + 1}` : "products");
  return [
    ...rows.map((row, u) => ({
      name: word(u),
      parts: products(row.map((p) => [p.value, p.weight])),
      value: short(sums[u]),
    })),
    { name: "b", parts: "", value: short(given.b) },
    {
      name: entry(given, "Y", place),
      parts: sum([...sums, given.b]),
      value: short(sums.reduce((a, b) => a + b, given.b)),
      total: true,
    },
  ];
}

function stampLines(given, [i, j]) {
  const blame = given.dY[i][j];
  return given.K.map((row, u) => ({
    name: given.K.length > 1 ? `row ${u + 1}` : "stamp",
    parts: `${short(blame)} · (${row.map(short).join(", ")})`,
    value: `(${row.map((weight) => short(blame * weight)).join(", ")})`,
  }));
}

const times = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** One or two sentences, which are announced. */
export function said(given, mode, spot, pressed) {
  if (mode === "forward") return forwardSaid(given, spot);
  if (mode === "stamps") return stampSaid(given, spot, pressed);
  return pixelSaid(given, spot);
}

const where = (given, [i, j]) =>
  isRow(given) ? `position ${j + 1}` : `row ${i + 1}, column ${j + 1}`;

function forwardSaid(given, place) {
  const many = given.K.length * given.K[0].length;
  const value = outputOf(given)[place[0]][place[1]];
  const sums = value - given.b;
  return `The window at ${where(given, place)}: the ` +
    `${times(many, "product")} sum to ${short(sums)}, and with ` +
    `b = ${short(given.b)} that is ${entry(given, "Y", place)}${HARD}=${HARD}` +
    `${short(value)}.`;
}

function stampSaid(given, place, pressed) {
  const [rows, columns] = placesOf(given.X, given.K);
  const blame = given.dY[place[0]][place[1]];
  const dX = called(given, "dX");
  const first = `${entry(given, "dY", place)}${HARD}=${HARD}${short(blame)} presses ` +
    `${short(blame)} times the kernel onto ${dX}, unturned` +
    (blame === 0 ? ": nothing." : ".");
  const all = rows * columns;
  const rest = pressed < all
    ? ` ${pressed} of ${times(all, "stamp")} pressed; where they overlap, ` +
      "they add."
    : ` All ${all} stamps are pressed, so ${dX} is complete.`;
  return first + rest;
}

function pixelSaid(given, spot) {
  const all = usesOf(given, spot).flat();
  const uses = all.filter(Boolean);
  const value = gathered(given)[spot[0]][spot[1]];
  const one = uses.length === 1;
  const turn = given.K.length === 1
    ? "the kernel read backwards"
    : "the kernel turned by half a turn";
  const part = uses.length < all.length ? "a part of " : "";
  const order = one
    ? ""
    : ` In the order of the windows, the weights are ${part}${turn}.`;
  return `${entry(given, "X", spot)} lies in ` +
    `${times(uses.length, "window")}. ${one ? "It" : "Each"} pays its ` +
    `weight times its blame, ${short(value)}${one ? "" : " in all"}.${order}`;
}
