// The little Markdown that cells of this book show: tables, code, words.

import { make } from "./make.mjs";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*/g;

/** Words with `code`, **strong** and *stressed* parts, as nodes. */
export function words(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, code, strong, stressed] = found;
    nodes.push(text.slice(end, found.index));
    if (code) nodes.push(make("code", {}, code));
    else if (strong) nodes.push(make("strong", {}, ...words(strong)));
    else nodes.push(make("em", {}, ...words(stressed)));
    end = found.index + whole.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

/** The cells of "| a | b \| c |". */
const cells = (line) =>
  line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

function table(lines) {
  const [header, rules, ...rows] = lines.map(cells);
  const side = (k) => ({
    class: `text-${rules[k]?.endsWith(":") ? "right" : "left"}`,
  });
  const row = (tag, texts) => make("tr", {}, ...texts.map(
    (text, k) => make(tag, side(k), ...words(text))));
  const made = make("table", { class: "table" },
    make("thead", {}, row("th", header)),
    make("tbody", {}, ...rows.map((texts) => row("td", texts))));
  return make("div", { class: "pst-scrollable-table-container" }, made);
}

/** The elements of a Markdown text. */
export function markdown(text) {
  const made = [];
  const blocks = text.matchAll(/^```\w*\n([^]*?)^```|(?:^.*\S.*\n?)+/gm);
  for (const [block, code] of blocks) {
    const lines = block.trimEnd().split("\n");
    if (code !== undefined) made.push(make("pre", {}, code.trimEnd()));
    else if (/^\|?[\s:|-]*-[\s:|-]*$/.test(lines[1] ?? "")
      && lines[0].includes("|")) made.push(table(lines));
    else made.push(make("p", {}, ...words(lines.join(" "))));
  }
  return made;
}
