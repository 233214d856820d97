/** The rows of a tape in the page, and how far it has been read. */

import { short } from "./answers.mjs";
import { make } from "./make.mjs";
import { usesOf } from "./tape.mjs";
import { doneText, slopesText, sumTexts } from "./tape_words.mjs";

/** Fill the table's body; of each node that is a line, its row. */
export function rowsOf(tape, body) {
  const before = [...body.rows].map((row) => row.dataset.was);
  const rows = new Map(tape.lines.map((i) => [i, rowOf(tape, i)]));
  body.replaceChildren(...rows.values());
  [...body.rows].forEach((row, k) => {
    row.classList.toggle("fresh", row.dataset.was !== before[k]);
  });
  return rows;
}

/** On a phone the slopes stand below what was done. */
function rowOf(tape, i) {
  const done = doneText(tape, i);
  const slopes = usesOf(tape, i).map(({ slope }) => short(slope));
  const word = ["", "slope "][slopes.length] ?? "slopes ";
  return make("tr", { "data-was": done },
    make("th", { scope: "row" }, String(tape.number(i))),
    make("td", {}, done,
      make("span", { class: "tape-below" }, word + slopes.join(", "))),
    make("td", { class: "tape-value" }, short(tape.values[i])),
    make("td", { class: "tape-slopes" }, slopesText(tape, i)),
    make("td", { class: "tape-gradient" }));
}

/** Fill in the gradients, mark the line that is read and who is paid. */
export function show(tape, rows, { shares, read, paid, position, length }) {
  const now = paid[0]?.line ?? (position === 1 ? tape.last : undefined);
  for (const [i, row] of rows) {
    const payments = paid.filter((p) => p.to === i);
    row.classList.toggle("now", i === now);
    row.classList.toggle("paid", payments.length > 0);
    row.classList.toggle("read", read.has(i));
    const empty = !shares[i].length && !read.has(i) && position < length;
    const [parts, sum] = empty ? ["", ""] : sumTexts(shares[i]);
    row.cells[4].replaceChildren(
      make("span", { class: "tape-parts" }, parts),
      make("b", {}, empty ? "" : sum || "0"));
  }
}
