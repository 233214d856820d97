// What a cell shows when it runs, as the page shows what it showed before.

import { make } from "./make.mjs";
import { markdown } from "./markdown.mjs";
import { wake } from "./parts.mjs";

const ANSI = /\x1b\[[0-9;]*m/g;

/** Text as a terminal would leave it: a return begins its line anew. */
const settled = (text) =>
  text.replace(ANSI, "").replace(/[^\n]*\r(?!\n)/g, "");

const image = (type, data, alt) =>
  make("img", { src: `data:${type};base64,${data}`, alt: alt ?? "A figure" });

/** Preformatted text, wrapped as the book wraps it. */
const printed = (kind, text) => make("div", { class: `output ${kind}` },
  make("div", { class: "highlight" }, make("pre", {}, text)));

/** Wide output scrolls in its own box, and the keyboard can reach it. */
function reachable(box) {
  for (const part of box.querySelectorAll(
    "pre, .text_html, .pst-scrollable-table-container"))
    if (part.scrollWidth > part.clientWidth + 1) part.tabIndex = 0;
}

function bundle(data) {
  const html = data["text/html"];
  const svg = data["image/svg+xml"];
  const png = data["image/png"];
  const words = data["text/plain"];
  if (html) {
    const made = make("div", { class: "output text_html" });
    made.innerHTML = html; // of the reader's own code
    return made;
  }
  if (svg)
    return image("image/svg+xml",
      btoa(unescape(encodeURIComponent(svg))), words);
  if (png) return image("image/png", png, words);
  if (data["text/markdown"])
    return make("div", { class: "output text_markdown" },
      ...markdown(data["text/markdown"]));
  return printed("text_plain", settled(words ?? ""));
}

function failure({ name, words, places, trace }) {
  const said = words ? `${name}: ${words}` : name;
  const found = places.map(({ cell, line, text }) => make("li", {},
    `${cell[0].toUpperCase()}${cell.slice(1)}, line ${line}`,
    make("pre", {}, text)));
  const whole = make("details", {},
    make("summary", {}, "The whole traceback"), make("pre", {}, trace));
  return make("div", { class: "live-error" },
    make("p", {}, make("strong", {}, said)),
    make("ol", {}, ...found), whole);
}

/** The outputs of one run; the old ones stay until there is a new one. */
export class Outputs {
  #box;
  #fresh = true;
  #stream;

  /** @param {Element} box the cell's .cell_output */
  constructor(box) {
    this.#box = box;
    // Until the run is over the page below does not jump.
    box.style.minHeight = `${box.offsetHeight}px`;
  }

  add(output) {
    if (this.#fresh) this.#box.replaceChildren();
    this.#fresh = false;
    const { stream, text } = output;
    if (stream && this.#stream?.name === stream) {
      this.#stream.text += text;
      this.#stream.pre.textContent = settled(this.#stream.text);
      return;
    }
    const made = output.error ? failure(output.error)
      : stream ? printed(`stream ${stream}`, settled(text))
        : bundle(output.data);
    this.#stream = stream
      && { name: stream, text, pre: made.querySelector("pre") };
    this.#box.append(made);
  }

  /** After the last one. */
  end() {
    if (this.#fresh) this.#box.replaceChildren();
    this.#box.style.minHeight = "";
    wake(this.#box);
    reachable(this.#box);
  }

  /** The run did not come to its end: what is there stays. */
  leave() {
    this.#box.style.minHeight = "";
  }
}
