// A cell's text in a plain <textarea> over its coloured copy.

import { coloured } from "./colours.mjs";
import { make } from "./make.mjs";

const INDENT = "    ";

/** Replace what is selected, so that Undo works. */
function insert(area, text) {
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
  }
}

/** The next line begins below this one, deeper after a colon. */
function newline(area) {
  const before = area.value.slice(0, area.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const deeper = line.trimEnd().endsWith(":") ? INDENT : "";
  insert(area, `\n${line.match(/^ */)[0]}${deeper}`);
}

/** Move the selected lines by four spaces. */
function indent(area, deeper) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const found = value.indexOf("\n", Math.max(from, to - 1));
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split("\n");
  const moved = lines.map((line) =>
    deeper ? INDENT + line : line.replace(/^ {1,4}/, ""));
  const text = moved.join("\n");
  if (text === lines.join("\n")) return;
  area.setSelectionRange(start, end);
  insert(area, text);
  if (from === to) {
    const at = Math.max(start, from + text.length - (end - start));
    area.setSelectionRange(at, at);
  } else area.setSelectionRange(start, start + text.length);
}

/**
 * @param {{label: string, help: string, text: string}} given
 * @param {{change(text: string), run(moveOn: boolean)}} acts
 */
export function editor({ label, help, text }, acts) {
  const area = make("textarea", {
    "aria-describedby": help, "aria-label": label, autocapitalize: "off",
    autocomplete: "off", autocorrect: "off", rows: "1", spellcheck: "false",
    wrap: "off",
  });
  // The same text underneath has the colours, and gives the box its size.
  const copy = make("div", { "aria-hidden": "true" });
  const box = make("div", { class: "live-editor highlight" }, copy, area);
  const grow = () => copy.replaceChildren(...coloured(`${area.value}\n`));
  area.addEventListener("input", () => {
    grow();
    acts.change(area.value);
  });
  // Tab is not ours: it leads out of the box, as everywhere on the page.
  area.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    if (event.isComposing) return;
    if (key === "Enter" && (shiftKey || command)) acts.run(shiftKey);
    else if (key === "Enter" && !event.altKey) newline(area);
    else if (command && key === "]") indent(area, true);
    else if (command && key === "[") indent(area, false);
    else return;
    event.preventDefault();
  });
  const write = (value) => {
    area.value = value;
    grow();
  };
  write(text);
  return { box, area, write };
}
