/** <live-next-letter>: letters that are typed, and what may follow them. */

import { meant } from "./finger.mjs";
import { button, make } from "./make.mjs";
import {
  chances, lettersIn, MARKS, MOST, netOf, percent, sampled, said, stateAfter,
} from "./next_letter.mjs";
import { dataOf, idle } from "./steps_dom.mjs";

const NAMES = 12; // that were drawn last stay to be seen
let count = 0;

class LiveNextLetter extends HTMLElement {
  connectedCallback() {
    if (this.net) return;
    const { begin, temperature, ...stored } = dataOf(this);
    Object.assign(this, { letters: begin, temperature, net: netOf(stored) });
    this.id ||= `live-next-letter-${++count}`;
    this.build();
    this.field.value = begin;
    this.show();
    this.classList.add("ready");
  }

  build() {
    this.field = make("input", { type: "text", maxlength: MOST,
      autocapitalize: "off", autocomplete: "off", spellcheck: "false",
      oninput: () => this.type() });
    this.back = button("Back", () => this.go(this.letters.slice(0, -1)));
    this.bars = MARKS.map((mark, k) => {
      const share = make("span", { class: "letter-share" });
      const bar = make("span", { class: "letter-bar" });
      const made = button("", () => this.pick(k), { class: "letter-pick" });
      made.append(make("b", {}, mark), share, bar);
      return { made, share, bar };
    });
    this.said = make("p", { class: "steps-said", role: "status" });
    this.heat = make("input", { type: "range", min: 0.2, max: 2, step: 0.1,
      value: this.temperature });
    this.output = make("output", {});
    meant(this.heat, () => this.turn());
    this.names = make("ol", { class: "letter-names", reversed: "" });
    this.drawn = make("p", { class: "letter-drawn", role: "status" });
    this.prepend(make("section",
      { class: "steps letter", "aria-label": "The next letter of a name" },
      make("div", { class: "letter-ask" },
        make("label", {}, "Beginning of a name", this.field), this.back),
      make("div", { class: "letter-bars", role: "group",
        "aria-label": "What may come next" },
      ...this.bars.map(({ made }) => made)),
      this.said,
      make("div", { class: "letter-sample" },
        button("Sample", () => this.sample()),
        make("label", {}, "temperature", this.heat, this.output)),
      this.drawn, this.names));
  }

  /** What is no letter does not stay in the field. */
  type() {
    const letters = lettersIn(this.field.value);
    if (this.field.value !== letters) this.field.value = letters;
    this.letters = letters;
    this.ended = false;
    this.show();
  }

  go(letters) {
    this.letters = letters;
    this.ended = false;
    this.field.value = letters;
    this.show();
  }

  /** A letter goes on; the end mark says what the whole name costs. */
  pick(k) {
    if (k) {
      if (this.letters.length < MOST) this.go(this.letters + MARKS[k]);
      return;
    }
    this.ended = true;
    this.show();
  }

  turn() {
    this.temperature = Number(this.heat.value);
    this.ended = false;
    this.show();
  }

  /** A name to its end; the beginning stays, for another one. */
  sample() {
    const name = sampled(this.net, this.letters, this.temperature);
    const heat = this.temperature.toFixed(1);
    this.names.prepend(make("li", {}, name || "(nothing)",
      make("small", {}, ` at ${heat}`)));
    while (this.names.children.length > NAMES) this.names.lastChild.remove();
    this.drawn.textContent = `Drawn at temperature ${heat}: ` +
      `${name || "nothing, the end came first"}.`;
  }

  show() {
    const { net, letters, temperature } = this;
    const P = chances(net, stateAfter(net, letters), temperature);
    const top = Math.max(...P);
    this.bars.forEach(({ made, share, bar }, k) => {
      share.textContent = percent(P[k]);
      bar.style.width = `${100 * P[k]}%`;
      made.classList.toggle("top", P[k] === top);
      idle(made, k > 0 && letters.length >= MOST);
    });
    this.output.textContent = temperature.toFixed(1);
    this.heat.setAttribute("aria-valuetext", temperature.toFixed(1));
    idle(this.back, !letters);
    const words = said(net, letters, temperature, this.ended);
    if (this.said.textContent !== words) this.said.textContent = words;
  }
}

/** Wake every <live-next-letter> on the page, now and later. */
export function define() {
  if (!customElements.get("live-next-letter"))
    customElements.define("live-next-letter", LiveNextLetter);
}
