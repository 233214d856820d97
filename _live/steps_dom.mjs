/** The little that the figures to step through need of a page. */

import { make } from "./make.mjs";

/** A button that has nothing to do now, or has again. */
export function idle(button, yes) {
  button.setAttribute("aria-disabled", String(yes));
}

/** A box that scrolls sideways can be reached by keyboard while it does. */
export function scrolling(label, ...children) {
  const box = make("div", { class: "steps-scroll" }, ...children);
  const look = () => {
    const wide = box.scrollWidth > box.clientWidth + 1;
    for (const [name, value] of [
      ["tabindex", "0"],
      ["role", "group"],
      ["aria-label", label],
    ])
      if (wide) box.setAttribute(name, value);
      else box.removeAttribute(name);
  };
  const observer = new ResizeObserver(look);
  observer.observe(box);
  for (const child of children) observer.observe(child);
  return box;
}

const BAR = 56; // pixels at the top, which the page's bar covers

/** Bring all from one element to another into view, if it fits. The browser
    puts a button that is reached by key into the middle of the window. */
export function inSight(first, last) {
  const { top } = first.getBoundingClientRect();
  const { bottom } = last.getBoundingClientRect();
  if (bottom - top > innerHeight - BAR) return;
  const over = Math.max(0, bottom - innerHeight) + Math.min(0, top - BAR);
  if (over) scrollBy({ top: over, behavior: "instant" });
}

/** The data that stands in the element as JSON. */
export const dataOf = (element) =>
  JSON.parse(
    element.querySelector('script[type="application/json"]').textContent,
  );
