// What a cell shows when it runs, as the page shows what it showed before.

import { make } from "./make.mjs";
import { markdown } from "./markdown.mjs";
import { wake } from "./parts.mjs";

const FITS = 76;
const LONGEST = 92;
const ANSI = /\x1b\[[0-9;]*m/g;

/** Text as a terminal would leave it: a return begins its line anew. */
export function settled(text) {
  const plain = text.replace(ANSI, "");
  if (!plain.includes("\r")) return plain;
  return plain.split("\n").map((line) => {
    const shown = line.replace(/\r+$/, "");
    return shown.slice(shown.lastIndexOf("\r") + 1);
  }).join("\n");
}

const image = (type, data, alt) =>
  make("img", { src: `data:${type};base64,${data}`, alt: alt ?? "A figure" });

/** Preformatted text, wrapped as the book wraps it; a long one scrolls. */
const printed = (kind, ...text) => make("div", { class: `output ${kind}` },
  make("div", { class: "highlight" },
    make("pre", { class: "live-printed" }, ...text)));

/** What is printed, piece by piece; no piece costs more for those before. */
class Stream {
  #tail = ""; // of the line that is not yet at its end
  #last = document.createTextNode("");

  constructor(name) {
    this.name = name;
    this.box = printed(`stream ${name}`, this.#last);
  }

  add(text) {
    const all = this.#tail + text;
    const end = all.lastIndexOf("\n") + 1;
    if (end) this.#last.before(settled(all.slice(0, end)));
    this.#tail = all.slice(end);
    this.#last.data = settled(this.#tail);
  }
}

/** Long lines become smaller, or wrap, as in the book: _ext/wide.py. */
function fit(pre) {
  const columns = Math.max(...pre.textContent.split("\n", 1000)
    .map((line) => line.length));
  pre.classList.toggle("wraps", columns > LONGEST);
  if (columns > FITS && columns <= LONGEST)
    pre.style.setProperty("--columns", columns);
}

/** Wide output scrolls in its own box, and the keyboard can reach it. */
function reachable(box) {
  for (const part of box.querySelectorAll(
    "pre, .text_html, .pst-scrollable-table-container"))
    if (part.scrollWidth > part.clientWidth + 1
      || part.scrollHeight > part.clientHeight + 1) part.tabIndex = 0;
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
    if (stream) return this.#print(stream, text);
    this.#stream = undefined;
    return this.#box.append(output.error
      ? failure(output.error) : bundle(output.data));
  }

  #print(name, text) {
    if (this.#stream?.name !== name) {
      this.#stream = new Stream(name);
      this.#box.append(this.#stream.box);
    }
    this.#stream.add(text);
  }

  /** After the last one. */
  end() {
    if (this.#fresh) this.#box.replaceChildren();
    this.#box.style.minHeight = "";
    wake(this.#box);
    this.#box.querySelectorAll("pre.live-printed").forEach(fit);
    reachable(this.#box);
  }

  /** The run did not come to its end: what is there stays. */
  leave() {
    this.#box.style.minHeight = "";
  }
}
