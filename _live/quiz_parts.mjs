/** The small parts of a quiz's page. */

import { coloured } from "./colours.mjs";
import { make, svg } from "./make.mjs";
import { words } from "./markdown.mjs";

const SHAPES = { // in a square of 20
  open: "M10 2.5a7.5 7.5 0 1 0 .01 0z",
  yes: "M3 11L8 16L17 4",
  no: "M4 4L16 16M16 4L4 16",
};

/** A circle, a check or a cross. Words beside it say the same. */
export const mark = (kind) => svg("svg", {
  class: `quiz-mark ${kind}`, viewBox: "0 0 20 20", "aria-hidden": "true",
}, svg("path", { d: SHAPES[kind] }));

/** Words for screen readers alone. */
export const unseen = (text) => make("span", { class: "live-heard" }, text);

/** A choice as its button shows it: code, or words. */
export const shown = ([text, code]) => code
  ? make("code", { class: "highlight" }, ...coloured(text))
  : make("span", {}, ...words(text));

/** Where to read on. */
export const link = ({ link: href, title }) =>
  make("a", { href }, title ?? "Read on");
