/** <live-digit>: draw on a digit, see how a net reads it, ask what would
    make it another. */

import { blame, forward, netOf, ranked, stepped, wishes } from "./digit_net.mjs";
import { counts, emptyBitmap, pixelsOf, stamp } from "./digit_pen.mjs";
import { Sheet } from "./digit_sheet.mjs";
import {
  EMPTY_WORDS, askedWords, drawnWords, movedWords, named, noteWords, percent,
} from "./digit_words.mjs";
import { button, make, svg } from "./make.mjs";
import { dataOf, idle, inSight } from "./steps_dom.mjs";

const STEP = 1 / 8; // of ink, in the pixel that matters most
let count = 0;

class LiveDigit extends HTMLElement {
  connectedCallback() {
    if (this.stored) return;
    this.stored = dataOf(this);
    const { net, freehand, wanted } = this.stored;
    this.nets = { images: netOf(net), freehand: netOf(freehand) };
    this.wanted = wanted;
    this.id ||= `live-digit-${++count}`;
    this.build();
    this.image(0);
    this.classList.add("ready");
  }

  build() {
    this.note = make("p", { class: "digit-note", id: `${this.id}-note` });
    this.sheet = new Sheet({
      begin: (p) => this.begin(p),
      draw: (p, q) => this.draw(p, q),
      drawn: () => this.render(),
      end: () => this.changed(),
      ink: (i) => this.key(i, !this.rubbing),
      clear: (i) => this.key(i, false),
    }, this.note.id);
    this.gets = svg("svg", { viewBox: "0 0 8 8", class: "digit-gets",
      role: "img", "aria-label": "What the network gets of the drawing" });
    this.said = make("div", { class: "steps-said", role: "status" });
    this.ask = button("", () => {
      this.asks(!this.asking);
      inSight(this.sheet.root, this.step);
    });
    this.step = button("Move the pixels a little", () => {
      this.move();
      inSight(this.sheet.root, this.step);
    });
    this.rub = button("Rub out", () => this.rubs(!this.rubbing));
    this.undo = button("Take back a stroke", () => this.takeBack());
    this.prepend(
      make("div", { class: "steps digit" },
        make("div", { class: "digit-both" },
          this.sheet.root, this.bars()),
        make("div", { class: "digit-net" }, this.gets, this.note), this.said,
        make("div", { class: "steps-buttons" },
          this.ask, this.choice(), this.step),
        make("div", { class: "steps-buttons" },
          this.rub, this.undo,
          button("Start again", () => this.again()),
          button("Another digit", () => this.image(this.shown + 1)),
          button("Empty sheet", () => this.empty()))),
    );
  }

  bars() {
    this.rows = Array.from({ length: 10 }, (_, k) => {
      const bar = make("i", { "aria-hidden": "true" });
      const number = make("td", { class: "digit-share" });
      const row = make("tr", {}, make("th", { scope: "row" }, String(k)),
        make("td", { class: "digit-bar" }, bar), number);
      return { row, bar, number };
    });
    return make("table", { class: "digit-bars" },
      make("caption", {}, "Read as (in %)"),
      make("tbody", {}, ...this.rows.map(({ row }) => row)));
  }

  choice() {
    const select = make("select", {
      id: `${this.id}-wanted`,
      onchange: () => {
        this.wanted = Number(select.value);
        this.asks(true);
      },
    }, ...Array.from({ length: 10 }, (_, k) =>
      make("option", { value: k }, String(k))));
    select.value = this.wanted;
    return make("span", { class: "digit-choice" },
      make("label", { for: select.id }, "Digit"), select);
  }

  /** A test digit, as it was written. */
  image(k) {
    const { images, labels } = this.stored;
    this.shown = k % images.length;
    this.label = labels[this.shown];
    this.pixels(images[this.shown].map((ink) => ink / 16), this.nets.images);
    this.asks(false);
  }

  /** Pixels to draw on, and what they were before. */
  pixels(x, net) {
    [this.x, this.from, this.net, this.strokes] = [x, x, net, undefined];
    this.rubs(false);
  }

  empty() {
    [this.strokes, this.label, this.net] = [[], undefined, this.nets.freehand];
    this.rubs(false);
    this.asks(false);
  }

  /** Back to the digit that was there, from the empty sheet as well. */
  again() {
    this.image(this.shown);
  }

  rubs(yes) {
    this.rubbing = yes;
    this.rub.setAttribute("aria-pressed", String(yes));
    this.rub.hidden = Boolean(this.strokes);
    this.undo.hidden = !this.strokes;
  }

  takeBack() {
    this.strokes.pop();
    this.changed();
  }

  /** A stroke begins. On pixels, it adds to what was there or takes away. */
  begin(point) {
    this.byKey = false;
    if (this.strokes) this.strokes.push([point]);
    else [this.bitmap, this.under] = [emptyBitmap(), this.x];
    this.draw(point, point);
    this.render();
  }

  draw(from, to) {
    if (this.strokes) {
      this.strokes.at(-1).push(to);
      return;
    }
    stamp(this.bitmap, from, to);
    const pen = counts(this.bitmap);
    this.x = this.under.map((ink, i) => this.rubbing
      ? Math.min(ink, 1 - pen[i] / 16)
      : Math.max(ink, pen[i] / 16));
  }

  /** A key inks or clears a pixel; on the empty sheet it sets the pen down
      there, and drags it from the pixel beside that. */
  key(i, ink) {
    if (!this.strokes) this.x = this.x.map((v, k) => (k === i ? +ink : v));
    else if (!ink) this.strokes.pop();
    else {
      const point = [4 * (i % 8) + 2, 4 * Math.floor(i / 8) + 2];
      const last = this.byKey && this.strokes.at(-1)?.at(-1);
      const beside = last && point.every((v, k) => Math.abs(v - last[k]) <= 4);
      if (beside) this.strokes.at(-1).push(point);
      else this.strokes.push([point]);
      this.byKey = true;
    }
    this.changed();
  }

  asks(yes) {
    if (yes && this.strokes) this.pixels(this.x, this.net);
    this.asking = yes;
    this.ask.textContent = `What would make it ${named(this.wanted)}?`;
    this.ask.setAttribute("aria-pressed", String(yes));
    idle(this.step, !yes);
    this.changed();
    if (yes) this.sheet.flow();
  }

  /** One step along the marks. */
  move() {
    const { P } = this.flow;
    this.x = stepped(this.x, this.wish, STEP);
    this.render();
    this.tell(movedWords(P, this.flow.P, this.wanted));
    this.sheet.name(this.x, this.wish);
  }

  /** Something is done: it is shown, and said. */
  changed() {
    this.render();
    this.sheet.name(this.x, this.wish);
    const nothing = this.strokes && !this.strokes.length;
    const { P } = this.flow;
    if (this.asking) this.tell(askedWords(P, this.wish, this.wanted));
    else if (nothing) this.tell(EMPTY_WORDS);
    else this.tell(drawnWords(P, this.label, this.x !== this.from));
  }

  render() {
    if (this.strokes) this.x = pixelsOf(this.strokes);
    this.flow = forward(this.net, this.x);
    const { P } = this.flow;
    this.wish = this.asking
      ? wishes(this.x, blame(this.net, this.flow, this.wanted))
      : undefined;
    this.sheet.show(this.x, { strokes: this.strokes, wish: this.wish });
    const [first] = ranked(P);
    this.rows.forEach(({ row, bar, number }, k) => {
      bar.style.width = `${100 * P[k]}%`;
      number.textContent = percent(P[k]);
      row.className = k === first ? "first" : "";
      row.classList.toggle("asked", this.asking && k === this.wanted);
    });
    const drawn = this.strokes ? "pen" : "pixels";
    const on = this.net === this.nets.images ? "image" : drawn;
    const text = noteWords(on, this.stored.freehand);
    if (this.note.textContent !== text) this.note.textContent = text;
    this.gets.toggleAttribute("hidden", !this.strokes);
    if (this.strokes) this.gets.replaceChildren(...squares(this.x));
  }

  tell(sentences) {
    if (this.said.textContent === sentences.join("")) return;
    this.said.replaceChildren(...sentences.map((s) => make("p", {}, s)));
  }
}

const squares = (x) => [...x].flatMap((ink, i) => ink
  ? [svg("rect", { x: i % 8, y: Math.floor(i / 8), width: 1, height: 1,
    "fill-opacity": ink })]
  : []);

export function define() {
  if (!customElements.get("live-digit"))
    customElements.define("live-digit", LiveDigit);
}
