// What moves a thing on a grid: cursor keys and four buttons.

import { button, make } from "./make.mjs";

const WAYS = {
  ArrowLeft: ["◀", "left", [0, -1]],
  ArrowUp: ["▲", "up", [-1, 0]],
  ArrowDown: ["▼", "down", [1, 0]],
  ArrowRight: ["▶", "right", [0, 1]],
};

/** Four buttons that call go([down, right]). */
export const arrows = (go) =>
  Object.values(WAYS).map(([sign, word, way]) =>
    button(sign, () => go(way),
      { class: `pad-arrow pad-${word}`, "aria-label": `Move ${word}` }));

/**
 * Cursor keys call go([down, right]) wherever the focus is in `element`,
 * but for fields to type in. Where go returns false, the page scrolls.
 */
export function steered(element, go) {
  element.addEventListener("keydown", (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (!(key in WAYS) || altKey || ctrlKey || metaKey) return;
    if (target.matches("input, textarea, select")) return;
    if (go(WAYS[key][2]) !== false) event.preventDefault();
  });
}

/** A box that takes the focus, so that cursor keys reach it. */
export const pad = (label, ...children) =>
  make("div", { class: "pad", tabindex: "0", role: "group",
    "aria-label": label }, ...children);
