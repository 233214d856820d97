// Points of a picture that are pulled with the mouse or a finger. What they
// do, a slider does as well: they are hidden from keyboard and screen reader.

import { frameOf } from "./draw.mjs";
import { dragged } from "./drag.mjs";
import { svg as make } from "./make.mjs";
import { scale } from "./scale.mjs";

export class Grips {
  /** @param {SVGElement} drawing what lies below
      @param {{press: () => void, pulled: (k: number, at: number[],
        grips: number[][]) => void, cancel: () => void}} calls */
  constructor(drawing, calls) {
    Object.assign(this, { drawing, calls, marks: [] });
    const { width, height } = drawing.viewBox.baseVal;
    this.svg = make("svg", {
      viewBox: `0 0 ${width} ${height}`, class: "grips", "aria-hidden": "true",
    });
  }

  /** Put the grips where they are, except the one that is being held. */
  place({ xlim, ylim }, points) {
    this.limits = { xlim, ylim };
    this.points = points;
    while (this.marks.length < points.length) this.add(this.marks.length);
    const [across, up] = frameOf(this.drawing);
    const [x, y] = [scale(xlim, across), scale(ylim, up)];
    this.marks.forEach((mark, k) => {
      mark.style.display = points[k] ? "" : "none";
      const [px, py] = (k === this.held?.k && this.held.at) || points[k] || [];
      if (points[k])
        mark.setAttribute("transform", `translate(${x(px)} ${y(py)})`);
    });
  }

  add(k) {
    const mark = make("g", { class: "grip" },
      make("circle", { r: 32, class: "reach" }), make("circle", { r: 8 }));
    dragged(mark, {
      press: () => {
        this.held = { k, grips: this.points };
        this.calls.press();
      },
      move: (event) => {
        this.held.at = this.inside(event);
        this.calls.pulled(k, this.held.at, this.held.grips);
      },
      cancel: () => {
        this.held = undefined;
        this.calls.cancel();
      },
      release: () => {
        this.held = undefined;
        this.place(this.limits, this.points);
      },
    });
    // Not every browser heeds touch-action inside an SVG.
    mark.addEventListener("touchstart", (event) => event.preventDefault(),
      { passive: false });
    this.marks.push(mark);
    this.svg.append(mark);
  }

  /** Where the pointer is, in the picture's numbers and within its axes. */
  inside(event) {
    const place = new DOMPoint(event.clientX, event.clientY)
      .matrixTransform(this.svg.getScreenCTM().inverse());
    const { xlim, ylim } = this.limits;
    const [across, up] = frameOf(this.drawing);
    const within = (v, [low, high]) => Math.min(Math.max(v, low), high);
    return [within(scale(across, xlim)(place.x), xlim),
      within(scale(up, ylim)(place.y), ylim)];
  }
}
