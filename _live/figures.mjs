// <live-figure>: sliders that move a picture. Its pictures were made when
// the book was built, or Python is asked for them in the page.

import { COST } from "./cost.mjs";
import { canvas, draw } from "./draw.mjs";
import { meant } from "./finger.mjs";
import { legend } from "./legend.mjs";
import { make } from "./make.mjs";

const LISTS = ["lines", "points", "bars"];

/** The picture of a flat record: "lines.0.y" is the first line's y. */
export function picture(flat) {
  const found = { lines: [], points: [], bars: [] };
  for (const [key, value] of Object.entries(flat)) {
    const [list, k, name] = key.split(".");
    if (LISTS.includes(list)) (found[list][k] ??= {})[name] = value;
    else found[key] = value;
  }
  return found;
}

/** Which frame the chosen values have; the last control changes fastest. */
export function place(controls, chosen) {
  return controls.reduce((k, c, i) => k * c.values.length + chosen[i], 0);
}

let figures = 0;

class LiveFigure extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script").textContent);
    this.chosen = this.data.controls.map((c) => c.start);
    this.drawn = [...this.chosen]; // what the picture shows
    this.id ||= `live-figure-${++figures}`;
    this.svg = canvas();
    this.legend = make("ul", { class: "legend", "aria-hidden": "true" });
    this.words = make("p", { class: "words", "aria-live": "polite" });
    this.shows = []; // for each control, what sets it
    const controls = this.data.controls.map((c, i) => this.control(c, i));
    const box = make("div", { class: "controls" }, ...controls);
    const live = [this.svg, this.legend, box, this.words];
    this.append(make("div", { class: "live" }, ...live));
    if (this.data.frames) return this.redraw();
    this.show(picture(this.data.base));
    this.note = make("p", { class: "note" },
      `The first move starts Python in this page: ${COST}.`);
    this.words.after(this.note);
    return undefined;
  }

  /** A labelled slider or menu. */
  control(c, i) {
    const id = `${this.id}-${i}`;
    const output = make("output", { for: id });
    const input = c.kind === "choice"
      ? menu(c, id)
      : make("input", {
        id, type: "range", min: 0, max: c.values.length - 1, step: 1,
        value: c.start,
      });
    const show = (k) => {
      this.chosen[i] = k;
      input.value = k;
      if (c.kind === "choice") return; // a menu shows its own text
      output.textContent = c.texts[k];
      input.setAttribute("aria-valuetext", c.texts[k]);
    };
    const moved = () => {
      show(Number(input.value));
      this.moved();
    };
    if (c.kind === "choice") input.addEventListener("input", moved);
    else meant(input, moved);
    show(c.start);
    this.shows.push(show);
    const name = make("label", { for: id }, c.label);
    return make("div", { class: "control" }, name, input, output);
  }

  moved() {
    if (this.data.frames) this.redraw();
    else this.ask();
  }

  redraw() {
    const { base, frames, controls } = this.data;
    this.show(picture({ ...base, ...frames[place(controls, this.chosen)] }));
  }

  show(found) {
    draw(this.svg, found);
    this.legend.replaceChildren(...legend(found));
    this.words.textContent = found.words;
    this.classList.add("moves"); // the picture beside it goes
  }

  /** Let Python, in this page, make the picture. Only the last of several
      questions asked while it is busy is answered. */
  async ask() {
    this.wanted = [...this.chosen];
    if (this.busy) return;
    this.busy = true;
    this.classList.add("asking");
    const { python } = await import("./python.mjs");
    const quiet = python.onStatus((line) => (this.note.textContent = line));
    try {
      while (this.wanted) {
        const asked = this.wanted;
        this.wanted = null;
        const values = Object.fromEntries(this.data.controls.map(
          (c, i) => [c.name, c.values[asked[i]]]));
        this.show(await python.call(this.data.call, values));
        this.drawn = asked;
        this.note.textContent = "";
      }
    } catch (error) {
      this.wanted = null;
      this.words.textContent = error.told
        ? "Moving this figure needs Python, which could not be loaded. "
          + "The next move tries again."
        : `Python could not draw this: ${error.message}`;
      this.shows.forEach((show, i) => show(this.drawn[i]));
    } finally {
      quiet();
      this.busy = false;
      this.classList.remove("asking");
    }
  }
}

function menu(c, id) {
  const chosen = (k) => (k === c.start ? { selected: "" } : {});
  return make("select", { id }, ...c.texts.map((text, k) =>
    make("option", { value: k, ...chosen(k) }, text)));
}

export function define() {
  if (!customElements.get("live-figure"))
    customElements.define("live-figure", LiveFigure);
}
