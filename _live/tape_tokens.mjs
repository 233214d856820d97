/** The words and signs of a formula, each with its place. No page. */

/** Why a text is no formula: `said` is a sentence that names the place. */
export class Trouble extends Error {
  constructor(text, at, what) {
    const before = text.slice(0, at).trimEnd();
    const shown = before.length > 16 ? `…${before.slice(-15)}` : before;
    super(`${shown ? `After “${shown}”` : "At the beginning"}: ${what}.`);
  }
}

const TOKEN = new RegExp([
  /(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/,
  /(?<name>\p{L}+\d*)/,
  /(?<sign>\*\*|[-+*/^(),;=])/,
].map(({ source }) => source).join("|"), "uy");
const WRITTEN = { "·": "*", "×": "*", "−": "-", "–": "-", "÷": "/", ":": "/" };

/**
 * [{kind: "number" | "name" | "sign" | "end", text, at}].
 * @throws Trouble for a character that means nothing here
 */
export function tokensOf(written) {
  const text = written.replace(/[·×−–÷:]/g, (sign) => WRITTEN[sign]);
  const tokens = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at])) {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found)
      throw new Trouble(written, at, `“${written[at]}” has no meaning here`);
    const [kind] = Object.entries(found.groups).find(([, t]) => t);
    const sign = found[0] === "**" ? "^" : found[0];
    tokens.push({ kind, text: sign, at });
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: "end", text: "", at: text.length }];
}
