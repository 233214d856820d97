// What a live figure plays: a slider that goes through its values, or
// series whose points appear one after another.

import { make } from "./make.mjs";
import { Player, still } from "./play.mjs";

const LENGTH = 5000; // ms, of the whole
const SLOWEST = 500; // ms a frame

/** Only so many points of the series that are played. */
export function part(found, { labels, shown }) {
  if (!shown) return found;
  const cut = (list) => list.map((one) => labels.includes(one.label)
    ? { ...one, x: one.x.slice(0, shown), y: one.y.slice(0, shown) } : one);
  return { ...found, lines: cut(found.lines), points: cut(found.points) };
}

/** What the points of a played series are called: where x counts steps,
    the step; else the points are the steps, and the first is the start. */
export function stepsOf({ x }) {
  const counts = x[0] === 0 && x.every((v, k) => !k || v > x[k - 1]);
  return counts ? x : x.map((_, k) => k);
}

/** The places of a slider, from its start to the end that is farther. */
function orderOf({ values, start }) {
  const rising = values.map((_, k) => k);
  return start > (values.length - 1) / 2 ? rising.reverse() : rising;
}

export class Process {
  /** @param {HTMLElement} figure a <live-figure>
      @param {string | string[]} played the name of a control, or labels
      @param {{x: number[], label: string}[]} series all of the picture's */
  constructor(figure, played, series) {
    this.figure = figure;
    this.slider = figure.data.controls.findIndex((c) => c.name === played);
    this.slides = this.slider >= 0;
    this.labels = this.slides ? [] : played;
    this.shown = 0; // so many points; 0: all of them
    this.order = this.slides ? orderOf(figure.data.controls[this.slider])
      : stepsOf(series.find(({ label }) => played.includes(label)));
    const pace = Math.min(SLOWEST, LENGTH / this.order.length);
    this.player = new Player(() => this.onward(), pace);
    this.tally = make("span", {});
    this.control = make("div", { class: "control play" },
      this.player.button, this.tally);
    if (this.slides && still()) figure.shows[this.slider](this.order.at(-1));
  }

  /** One frame; at the end it begins anew. Returns whether there is more. */
  onward() {
    const { figure, order } = this;
    if (!this.slides) return this.grow(order.length);
    const at = order.indexOf(figure.chosen[this.slider]);
    const next = (at + 1) % order.length;
    figure.shows[this.slider](order[next]);
    figure.redraw();
    return next < order.length - 1;
  }

  grow(all) {
    this.show((this.shown + 1) % all); // 0 is all
    this.figure.show(this.figure.found);
    return this.shown > 0;
  }

  /** What is said of the whole is not to be read before the end. */
  show(shown) {
    this.shown = shown;
    this.tally.textContent = shown
      ? `step ${this.order[shown - 1]} of ${this.order.at(-1)}` : "";
    this.figure.classList.toggle("playing", shown > 0);
  }

  pause() {
    this.player.pause();
  }

  /** The reader moves something: it stops, and all is shown. */
  leave() {
    this.pause();
    this.show(0);
  }
}
