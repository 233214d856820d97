/** The little that both step-through figures need of a page. */

const SVG = "http://www.w3.org/2000/svg";

/** An element: make("p", { class: "x", onclick }, "text", child …). */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function")
      element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A button that keeps the focus when it has nothing to do. */
export function button(text, act) {
  const made = make("button", { type: "button" }, text);
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}

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

/** The data that stands in the element as JSON. */
export const dataOf = (element) =>
  JSON.parse(
    element.querySelector('script[type="application/json"]').textContent,
  );

/** Load steps.css, once. */
export function styled() {
  const url = new URL("steps.css", import.meta.url).href;
  const known = [...document.querySelectorAll("link[rel=stylesheet]")];
  if (known.some((link) => link.href.split("?")[0] === url)) return undefined;
  const link = make("link", { rel: "stylesheet", href: url });
  return new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}
