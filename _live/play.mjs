// A process plays by itself, where the reader wants things to move.

import { button } from "./make.mjs";

/** Whether the reader asked their system for less motion. */
export const still = () =>
  matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Calls `onward` at a pace, until that returns false or pause() is called.
    Its button says Play, and Pause meanwhile; for who wants less motion it
    says Step, and a press is one call. */
export class Player {
  /** @param {() => boolean} onward
      @param {number} pace ms */
  constructor(onward, pace) {
    Object.assign(this, { onward, pace });
    this.button = button(still() ? "Step" : "Play", () => this.toggle());
  }

  toggle() {
    if (this.timer) {
      this.pause();
      return;
    }
    if (!this.onward() || still()) return;
    this.timer = setInterval(() => {
      if (!this.onward()) this.pause();
    }, this.pace);
    this.button.textContent = "Pause";
  }

  pause() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.button.textContent = "Play";
  }
}
