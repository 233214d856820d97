// A cell's text in the colours of the book: the classes are Pygments'.

import { make } from "./make.mjs";

const TOKEN = new RegExp([
  /(?<comment>#.*)/,
  /(?<text>[rRbBuUfF]{0,2}(?:(?<long>"""|''')[^]*?(?:\k<long>|$)|(?<quote>["'])(?:\\.|(?!\k<quote>)[^\\\n])*\k<quote>?))/,
  /(?<number>0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?j?)/,
  /(?<word>[\p{L}_][\p{L}\p{N}_]*)/,
  /(?<sign>[-+*/%@&|^~<>=!]+)/,
].map(({ source }) => source).join("|"), "gu");
const words = (text) => new Set(text.split(" "));
const KINDS = [
  ["k", words("as assert async await break class continue def del elif else "
    + "except finally for global if lambda nonlocal pass raise return try "
    + "while with yield")],
  ["kn", words("from import")],
  ["kc", words("False None True")],
  ["ow", words("and in is not or")],
  ["nb", words("abs all any bool dict divmod enumerate float format getattr "
    + "hasattr input int isinstance issubclass iter len list map max min next "
    + "object open pow print range repr reversed round set setattr sorted str "
    + "sum super tuple type zip")],
];

const ERROR = new RegExp("^(Arithmetic|Assertion|Attribute|FloatingPoint|"
  + "Import|Index|Key|Lookup|ModuleNotFound|Name|NotImplemented|OS|Overflow|"
  + "Runtime|Syntax|Type|Value|ZeroDivision)Error$|^Exception$");

const span = (kind, text) => make("span", { class: kind }, text);

/** Where the first of these letters stands outside all brackets, or -1. */
function outside(text, letters, from) {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (!depth && letters.includes(text[i])) return i;
    if ("([{".includes(text[i])) depth += 1;
    if (")]}".includes(text[i])) depth -= 1;
  }
  return -1;
}

/** An f-string: {expression:format} in it is code; {{ is a brace. */
function fields(text) {
  const parts = [];
  let [at, open] = [0, text.indexOf("{")];
  while (open >= 0) {
    const format = outside(text, ":}", open + 1);
    const close = format < 0 ? -1 : outside(text, "}", format);
    if (text[open + 1] === "{" || close < 0) {
      open = text.indexOf("{", open + 2);
      continue;
    }
    parts.push(span("s2", text.slice(at, open)), span("si", "{"),
      ...coloured(text.slice(open + 1, format)),
      ...fields(text.slice(format, close)), span("si", "}"));
    at = close + 1;
    open = text.indexOf("{", at);
  }
  return [...parts, span("s2", text.slice(at))];
}

function word(text, before) {
  if (before === "def") return span("nf", text);
  if (before === "class") return span("nc", text);
  if (ERROR.test(text)) return span("ne", text);
  const [kind] = KINDS.find(([, known]) => known.has(text)) ?? [];
  return kind ? span(kind, text) : text;
}

/** The text as nodes. What it does not know stays as it is. */
export function coloured(text) {
  const parts = [];
  let [at, before] = [0, ""];
  for (const { 0: all, index, groups } of text.matchAll(TOKEN)) {
    parts.push(text.slice(at, index));
    if (groups.word) parts.push(word(all, before));
    else if (groups.comment) parts.push(span("c1", all));
    else if (groups.number) parts.push(span("mi", all));
    else if (groups.sign) parts.push(span("o", all));
    else if (/^[rR]?[fF]/.test(all)) parts.push(...fields(all));
    else parts.push(span("s2", all));
    if (!/^\s*$/.test(all)) before = all;
    at = index + all.length;
  }
  return [...parts, text.slice(at)];
}
