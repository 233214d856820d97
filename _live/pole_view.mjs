/** <live-pole>: a pole to balance by hand, and policies that do it. */

import { button, make } from "./make.mjs";
import { still } from "./play.mjs";
import { Episode, SECONDS } from "./pole.mjs";
import { PoleDrawing } from "./pole_draw.mjs";
import { counted, ended, moving, stopped, welcome } from "./pole_words.mjs";
import { dataOf, idle } from "./steps_dom.mjs";

const PACES = [50, 10, 5]; // steps a second, the first as on a real rail
const [AS_IT_IS, BY_HAND] = [50, 10];
const LONG = 100; // ms that a picture may stand for: the page was away
let count = 0;

class LivePole extends HTMLElement {
  connectedCallback() {
    if (this.players) return;
    const hand = { label: "you", lasted: [], pace: BY_HAND };
    this.players = [hand, ...dataOf(this).policies.map((policy) =>
      ({ label: policy.label, policy, lasted: [], pace: AS_IT_IS }))];
    this.player = hand;
    this.still = still();
    this.seed = 1;
    this.id ||= `live-pole-${++count}`;
    this.build();
    this.begin();
    this.classList.add("ready");
  }

  disconnectedCallback() {
    this.stop();
  }

  get policy() {
    return this.player.policy;
  }

  build() {
    this.drawing = new PoleDrawing();
    this.count = make("p", { class: "pole-count" });
    this.said = make("p", { class: "steps-said", role: "status" });
    this.hands = ["← Left", "Right →"].map((name, action) => {
      const made = button(name, () => this.push(action));
      // While it moves, a finger counts when it comes and not when it goes.
      made.addEventListener("pointerdown", (event) => {
        if (this.running && !event.button) this.push(action);
      });
      return made;
    });
    this.start = button("Play", () => this.play());
    this.next = button("Step", () => this.step());
    this.last = button("To the end", () => this.finish());
    this.halt = button("Stop", () => this.stop());
    this.again = button("Again", () => this.anew());
    this.hand = make("div", { class: "pole-hand" }, ...this.hands);
    this.other = make("div", { class: "pole-hand" },
      ...(this.still ? [] : [this.start]), this.next, this.last);
    const panel = make("section",
      { class: "steps pole", "aria-label": "A pole to balance" },
      this.choice(), this.stage(), this.count, this.hand, this.other,
      make("div", { class: "pole-more" },
        ...(this.still ? [] : [this.halt]), this.again,
        ...(this.still ? [] : [this.speed()])),
      this.said);
    panel.addEventListener("keydown", (event) => this.key(event));
    this.prepend(panel);
  }

  /** Who pushes; below each name how long it lasted last. */
  choice() {
    this.names = this.players.map((player) => {
      player.last = make("small", {});
      const made = button("", () => this.choose(player));
      made.append(make("span", {}, player.label), player.last);
      return made;
    });
    const id = `${this.id}-who`;
    return make("div", { role: "group", "aria-labelledby": id },
      make("p", { class: "pole-head", id }, "Who pushes"),
      make("div", { class: "pole-who" }, ...this.names));
  }

  /** The drawing. After a click there, the cursor keys push. */
  stage() {
    return make("div", {
      class: "pole-stage",
      onclick: () => {
        if (!this.policy) this.hands[0].focus({ preventScroll: true });
      },
    }, this.drawing.svg);
  }

  speed() {
    this.paces = make("select", {
      onchange: () => (this.player.pace = Number(this.paces.value)),
    }, ...PACES.map((pace) =>
      make("option", { value: pace }, `${pace} steps a second`)));
    return make("label", {}, "Speed", this.paces);
  }

  key(event) {
    const { key, altKey, ctrlKey, metaKey, target, repeat } = event;
    if (altKey || ctrlKey || metaKey || target.matches("select")) return;
    if (key === "Escape") this.stop();
    const action = ["ArrowLeft", "ArrowRight"].indexOf(key);
    if (this.policy || action < 0) return;
    event.preventDefault(); // or the page scrolls
    if (!repeat || this.still) this.push(action);
  }

  choose(player) {
    this.player = player;
    this.begin();
  }

  /** The next start. A policy goes on by itself. */
  anew() {
    this.seed += 1;
    this.begin();
    if (this.policy && !this.still) this.play();
  }

  begin() {
    this.stop();
    this.episode = new Episode(this.seed);
    this.way = undefined;
    this.within = 0; // of a step, already drawn
    this.tell(welcome(this.policy, this.still));
    this.show();
  }

  /** A hand's push: the next step, or each step from now on. */
  push(action) {
    if (this.episode.end) return;
    this.way = action;
    if (this.still) this.step();
    else this.play();
  }

  play() {
    if (this.running || this.episode.end) return;
    this.running = true;
    this.before = undefined;
    this.tell(moving(this.policy));
    this.show();
    requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    if (!this.running) return;
    const passed = Math.min(now - (this.before ?? now), LONG);
    this.before = now;
    this.within += (passed / 1000) * this.player.pace;
    while (this.within >= 1 && this.running) {
      this.within -= 1;
      this.onward();
    }
    this.show();
    requestAnimationFrame((then) => this.tick(then));
  }

  stop() {
    if (!this.running) return;
    this.running = false;
    this.tell(stopped(this.policy));
    this.show();
  }

  step() {
    this.stop();
    this.within = 0;
    this.onward();
    this.show();
  }

  onward() {
    const { episode, policy } = this;
    if (episode.end) return;
    episode.push(policy ? episode.drawn(policy) : this.way);
    if (episode.end) this.over();
  }

  finish() {
    this.stop();
    if (this.episode.end) return;
    this.episode.finish(this.policy);
    this.over();
    this.show();
  }

  over() {
    const { episode, player } = this;
    this.running = false;
    this.within = 0;
    player.lasted.push(episode.steps);
    this.tell(ended(episode, player.policy, Math.max(...player.lasted)));
  }

  tell(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  show() {
    const { episode, policy, running, player, within } = this;
    const [x, dx, angle, turn] = episode.state;
    // Within a step, place and angle move evenly: Euler's step is a line.
    const ahead = within * SECONDS;
    this.drawing.paint(x + ahead * dx, angle + ahead * turn,
      policy ? episode.action : this.way);
    this.count.textContent = counted(this.seed, episode, policy);
    this.players.forEach(({ lasted, last }, k) => {
      this.names[k].setAttribute("aria-pressed",
        String(this.players[k] === player));
      const words = lasted.length ? `lasted ${lasted.at(-1)}` : "";
      if (last.textContent !== words) last.textContent = words;
    });
    this.hand.hidden = Boolean(policy);
    this.other.hidden = !policy;
    const over = Boolean(episode.end);
    for (const one of [...this.hands, this.next, this.last]) idle(one, over);
    idle(this.start, over || Boolean(running));
    idle(this.halt, !running);
    if (this.paces) this.paces.value = player.pace;
  }
}

/** Wake every <live-pole> on the page, now and later. */
export function define() {
  if (!customElements.get("live-pole"))
    customElements.define("live-pole", LivePole);
}
