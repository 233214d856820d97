// <live-figure>: sliders that move a picture. Its pictures were made when
// the book was built, a model computes them here (models.mjs), or Python is
// asked for them in the page.

import { COST } from "./cost.mjs";
import { canvas, draw } from "./draw.mjs";
import { meant } from "./finger.mjs";
import { legend } from "./legend.mjs";
import { make } from "./make.mjs";
import { part, Process } from "./process.mjs";

const LISTS = ["lines", "points", "areas", "bars"];

/** The picture of a flat record: "lines.0.y" is the first line's y. */
export function picture(flat) {
  const found = { lines: [], points: [], areas: [], bars: [] };
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
    this.answered = [...this.chosen]; // what Python's picture shows
    this.id ||= `live-figure-${++figures}`;
    this.svg = canvas();
    this.legend = make("ul", { class: "legend", "aria-hidden": "true" });
    this.words = make("p", { class: "words", "aria-live": "polite" });
    this.shows = []; // for each control, what sets it
    const controls = this.data.controls.map((c, i) => this.control(c, i));
    const box = make("div", { class: "controls" }, ...controls);
    this.drawn = make("div", { class: "drawn" }, this.svg);
    const live = [this.drawn, this.legend, box, this.words];
    this.append(make("div", { class: "live" }, ...live));
    // What is there before a move is left behind as its ghost.
    for (const kind of ["pointerdown", "keydown"])
      box.addEventListener(kind, ({ repeat, target }) => {
        if (!repeat && target.matches("input, select")) this.leave();
      });
    if (this.data.play) {
      const { lines, points } = picture(
        { ...this.data.base, ...this.data.frames?.[0] });
      const series = [...lines, ...points];
      this.process = new Process(this, this.data.play, series);
      box.append(this.process.control);
    }
    if (this.data.model) return this.compute();
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

  disconnectedCallback() {
    this.process?.pause();
  }

  moved() {
    this.process?.leave();
    if (this.data.frames || this.data.model) this.redraw();
    else this.ask();
  }

  redraw() {
    const { base, frames, controls, model } = this.data;
    if (!model)
      this.show(picture({ ...base, ...frames[place(controls, this.chosen)] }));
    else if (this.model) {
      const values = this.values();
      this.show(this.model.picture(values));
      this.grips.place(this.found, this.model.grips(values));
    }
  }

  /** {name: value} of what is chosen. */
  values(chosen = this.chosen) {
    return Object.fromEntries(this.data.controls.map(
      (c, i) => [c.name, c.values[chosen[i]]]));
  }

  /** What is shown now stays in grey when the picture moves on. */
  leave() {
    const { ghost } = this.data;
    if (!ghost || !this.found) return;
    const kept = (list) => list.filter(({ label }) => ghost.includes(label));
    const { lines, points } = this.found;
    this.ghost = { lines: kept(lines), points: kept(points) };
  }

  show(found) {
    this.found = found;
    draw(this.svg, this.process ? part(found, this.process) : found,
      this.ghost);
    this.legend.replaceChildren(...legend(found));
    this.words.textContent = found.words;
    this.classList.add("moves"); // the picture beside it goes
  }

  /** The page's own model makes the pictures, and may be pulled. */
  async compute() {
    this.show(picture(this.data.base));
    const [{ models }, { Grips }] = await Promise.all(
      [import("./models.mjs"), import("./grips.mjs")]);
    this.model = models[this.data.model];
    let before;
    this.grips = new Grips(this.svg, {
      press: () => {
        before = [...this.chosen];
        this.leave();
      },
      pulled: (k, at, points) =>
        this.set(this.model.pull(this.values(before), k, at, points)),
      cancel: () => this.set(this.values(before)),
    });
    this.drawn.append(this.grips.svg);
    this.redraw();
  }

  /** Bring the sliders to the values that are nearest to these. */
  set(values) {
    this.data.controls.forEach((c, i) => {
      if (c.name in values) this.shows[i](nearest(c.values, values[c.name]));
    });
    this.moved();
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
        this.show(await python.call(this.data.call, this.values(asked)));
        this.answered = asked;
        this.note.textContent = "";
      }
    } catch (error) {
      this.wanted = null;
      this.words.textContent = error.told
        ? "Moving this figure needs Python, which could not be loaded. "
          + "The next move tries again."
        : `Python could not draw this: ${error.message}`;
      this.shows.forEach((show, i) => show(this.answered[i]));
    } finally {
      quiet();
      this.busy = false;
      this.classList.remove("asking");
    }
  }
}

/** The index of the value that is nearest; values rise evenly. */
function nearest(values, wanted) {
  const step = (values.at(-1) - values[0]) / (values.length - 1);
  const k = Math.round((wanted - values[0]) / step);
  return Math.min(Math.max(k, 0), values.length - 1);
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
