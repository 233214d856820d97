/** The drawing of <live-pole>: a rail, a cart, and its pole. */

import { svg } from "./make.mjs";
import { FAR, LEANING } from "./pole.mjs";

const [WIDTH, HEIGHT] = [400, 186];
const UNIT = 70; // of the rail; the pole is drawn half as long again
const RAIL = 150;
const CART = { width: 44, height: 22 };
const TOP = RAIL - CART.height - 4;
const [LENGTH, LIMIT] = [105, 113];

const at = (x) => WIDTH / 2 + UNIT * x;
const degrees = (angle) => (angle * 180) / Math.PI;

/** A mark where the rail ends, and what stands below it. */
const mark = (x, words) => [
  svg("path", { class: "pole-rail", d: `M${at(x)} ${RAIL}v8` }),
  svg("text", { x: at(x), y: RAIL + 25, "text-anchor": "middle" }, words),
];

/** How far the pole may lean, to each side. */
const limit = (angle) => svg("path", { class: "pole-limit",
  d: `M${LIMIT * Math.sin(angle)} ${-LIMIT * Math.cos(angle)}L0 0` });

/** The push, from where it comes, as an arrow at the cart. */
function arrow(way) {
  const [from, to] = [-way * (CART.width / 2 + 38), -way * (CART.width / 2 + 6)];
  const middle = CART.height / 2;
  return svg("path", { class: "pole-push",
    d: `M${from} ${middle}H${to}m${-way * 7} -5l${way * 7} 5l${-way * 7} 5` });
}

export class PoleDrawing {
  constructor() {
    this.pole = svg("path", { class: "pole-pole", d: `M0 0V${-LENGTH}` });
    this.pushes = [-1, 1].map(arrow);
    this.cart = svg("g", {}, limit(-LEANING), limit(LEANING), this.pole,
      svg("rect", { class: "pole-cart", x: -CART.width / 2, y: 0, rx: 3,
        ...CART }),
      ...this.pushes);
    this.svg = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "pole-rail", d: `M${at(-FAR)} ${RAIL}H${at(FAR)}` }),
    ...mark(-FAR, "−2.4"), ...mark(0, "0"), ...mark(FAR, "2.4"), this.cart);
  }

  /** @param {0 | 1 | undefined} action the last push, if there was one */
  paint(x, angle, action) {
    this.cart.setAttribute("transform", `translate(${at(x)} ${TOP})`);
    this.pole.setAttribute("transform", `rotate(${degrees(angle)})`);
    this.pushes.forEach((push, k) =>
      push.classList.toggle("off", k !== action));
  }
}
