/** Arrays as a reader types them, a row a line. No page. */

import { numberIn } from "./answers.mjs";
import { fitted, placesOf, shapeOf } from "./convolution.mjs";

const MOST = 10; // rows and columns that a page has room for

/** The text of an array: "0 0 2\n1 2 1". */
export const textOf = (rows) =>
  rows.map((row) => row.map((x) => String(x).replace("-", "−")).join(" "))
    .join("\n");

/** @throws RangeError that says what is wrong with `name` */
export function arrayIn(text, name) {
  const lines = text.replace(/[[\]]/g, " ").trim().split(/\s*[\n;]\s*/);
  const rows = lines.map((line) => line.split(/,?\s+|,$/).filter(Boolean)
    .map((word) => {
      const number = numberIn(word);
      if (Number.isNaN(number) || Math.abs(number) > 9999)
        throw new RangeError(`“${word}” in ${name} is no number from −9999 ` +
          "to 9999.");
      return number;
    }));
  const [first] = rows;
  const odd = rows.findIndex((row) => row.length !== first.length);
  if (!first.length) throw new RangeError(`Write numbers for ${name}.`);
  if (odd > 0)
    throw new RangeError(`Row ${odd + 1} of ${name} has ${rows[odd].length} ` +
      `numbers, the first has ${first.length}.`);
  if (rows.length > MOST || first.length > MOST)
    throw new RangeError(`${name} may have ${MOST} rows and ${MOST} ` +
      "columns here.");
  return rows;
}

/**
 * {X, K, b, dY} from four texts. A dY of another shape than before is
 * fitted when the image or the kernel has changed.
 * @throws [name, RangeError] where one does not fit
 */
export function givenIn(texts, changed) {
  const given = {};
  for (const name of ["X", "K", "b", "dY"])
    try {
      given[name] = arrayIn(texts[name], name);
    } catch (error) {
      throw [name, error];
    }
  const [X, K] = [shapeOf(given.X), shapeOf(given.K)];
  if (K[0] > X[0] || K[1] > X[1])
    throw ["K", new RangeError(`K is ${K.join(" × ")}: it does not fit on ` +
      `an X of ${X.join(" × ")}.`)];
  if (given.b.length * given.b[0].length > 1)
    throw ["b", new RangeError("b is one number.")];
  const places = placesOf(given.X, given.K);
  if (changed !== "dY") given.dY = fitted(given.dY, places);
  if (shapeOf(given.dY).join() !== places.join())
    throw ["dY", new RangeError(`dY has Y's shape: ${places[0]} rows of ` +
      `${places[1]}.`)];
  return { ...given, b: given.b[0][0] };
}
