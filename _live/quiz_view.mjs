/** <live-quiz>: which line is wrong? A round at a time, and a score. */

import { canvas, draw } from "./draw.mjs";
import { legend } from "./legend.mjs";
import { button, make } from "./make.mjs";
import { words } from "./markdown.mjs";
import { Game, LETTERS, outcome, picture, points, verdict } from "./quiz.mjs";
import { link, mark, shown, unseen } from "./quiz_parts.mjs";
import { dataOf, idle } from "./steps_dom.mjs";

const NARROW = 500; // pixels: below, the drawing has fewer of its own

class LiveQuiz extends HTMLElement {
  connectedCallback() {
    if (this.game) return;
    this.data = dataOf(this);
    this.game = new Game(this.data.rounds);
    this.said = [...this.querySelectorAll("tbody td > p:first-child")]
      .map((p) => p.textContent);
    this.heard = make("p", { class: "live-heard", role: "status" });
    this.stage = make("div", {});
    this.append(make("section", { class: "quiz", "aria-label": "Quiz" },
      this.stage, this.heard));
    // A key held down answers once, and does not run through the rounds.
    this.addEventListener("keydown", (event) => {
      if (event.repeat && event.key === "Enter") event.preventDefault();
    });
    new ResizeObserver(() => this.redraw()).observe(this.stage);
    this.ask();
    this.classList.add("ready");
  }

  /** The head: the round, which takes the focus, and the score so far. */
  head(title) {
    const { game } = this;
    this.count = make("p", { class: "quiz-count", tabindex: "-1" }, title);
    this.score = make("p", { class: "quiz-score" });
    const dots = game.rounds.map((_, k) => make("li", {
      class: k === game.at ? "now" : false }));
    this.dots = make("ol", { class: "quiz-dots", "aria-hidden": "true" },
      ...dots);
    this.tally();
    return make("div", { class: "quiz-head" }, this.count, this.dots,
      this.score);
  }

  tally() {
    const { game } = this;
    this.score.textContent = `Score ${points(game.score)}`;
    game.answers.forEach(({ points: won }, k) =>
      this.dots.children[k].replaceChildren(won === 0.5 ? "½"
        : mark(won ? "yes" : "no")));
  }

  ask() {
    const { game } = this;
    const { at, round, rounds } = game;
    const curves = round.curves.map((k) => this.data.curves[k]);
    this.picture = picture(round, curves);
    this.drawing = make("div", { class: "quiz-drawing" });
    const names = make("ul", { class: "legend", "aria-hidden": "true" },
      ...legend(this.picture));
    const also = round.accuracy
      ? [make("p", { class: "quiz-also" }, ...words(round.accuracy))] : [];
    this.choices = game.order.map((k, place) => this.choice(k, place));
    const field = make("fieldset", {},
      make("legend", {}, "Which line is wrong?"), ...this.choices);
    this.stage.replaceChildren(
      this.head(`Round ${at + 1} of ${rounds.length}`),
      make("p", { class: "live-heard" }, this.said[at]),
      this.drawing, make("div", { class: "quiz-names" }, names, ...also),
      field, this.foot());
    this.drawing.dataset.width = "";
    this.redraw();
  }

  choice(k, place) {
    const made = button("", () => this.answer(place),
      { class: "quiz-choice" });
    made.append(mark("open"),
      make("span", { class: "quiz-letter" }, LETTERS[place]),
      shown(this.game.round.choices[k]));
    return made;
  }

  /** What comes after the lines: the offer of a clue, the clue, or the
      answer. Each has its room before it is seen, so nothing moves. */
  foot() {
    const { at, round, rounds } = this.game;
    const clue = () =>
      [make("strong", {}, "Clue. "), ...words(round.clue)];
    this.offer = button("Show a clue, for half of the point",
      () => this.hint());
    this.clue = make("p", { class: "quiz-clue off", tabindex: "-1" },
      ...clue());
    this.verdict = make("p", { class: "quiz-verdict" }, mark("open"), "…");
    this.next = button(at + 1 < rounds.length ? "Next" : "To the score",
      () => this.onward(), { class: "strong" });
    this.why = make("div", { class: "quiz-why off" }, this.verdict,
      make("p", {}, ...words(round.why)), make("p", {}, ...clue()),
      make("div", { class: "quiz-onward" }, link(round), this.next));
    return make("div", { class: "quiz-stack" }, this.offer, this.clue,
      this.why);
  }

  /** Of the three, the one that is seen now. */
  show(part) {
    for (const one of [this.offer, this.clue, this.why])
      one.classList.toggle("off", one !== part);
  }

  hint() {
    this.game.ask();
    this.show(this.clue);
    this.clue.focus({ preventScroll: true });
  }

  answer(place) {
    const { game } = this;
    game.answer(place);
    this.choices.forEach((one, k) => {
      idle(one, true);
      if (k !== game.right && k !== place) return;
      const kind = k === game.right ? "yes" : "no";
      one.classList.add(kind);
      one.querySelector(".quiz-mark").replaceWith(mark(kind));
      one.append(unseen(k !== game.right ? " (your answer, not this one)"
        : k === place ? " (your answer, right)" : " (it is this one)"));
    });
    const told = verdict(game);
    this.verdict.replaceChildren(mark(place === game.right ? "yes" : "no"),
      told);
    this.show(this.why);
    this.tally();
    this.heard.replaceChildren(`${told} `, ...words(game.round.why));
    this.next.focus();
  }

  onward() {
    this.game.next();
    this.heard.replaceChildren();
    if (this.game.over) this.end();
    else this.ask();
    this.begin();
  }

  /** The top of the quiz, for the keyboard and for the eye. */
  begin() {
    this.count.focus({ preventScroll: true });
    if (this.getBoundingClientRect().top < 0)
      this.scrollIntoView({ behavior: "instant" });
  }

  end() {
    const { game } = this;
    const total = `${points(game.score)} of ${game.rounds.length}`;
    this.picture = undefined; // nothing to draw anew
    const lines = game.rounds.map((round, k) => {
      const answer = game.answers[k];
      return make("li", {},
        make("span", { class: "quiz-won" },
          mark(answer.right ? "yes" : "no"), points(answer.points)),
        make("span", {}, `${k + 1}. `, link(round), `: ${outcome(answer)}`));
    });
    const again = button("Again", () => {
      game.again();
      this.ask();
      this.begin();
    }, { class: "strong" });
    this.stage.replaceChildren(
      this.head("The score"),
      make("p", { class: "quiz-total" }, total),
      make("ol", { class: "quiz-lines" }, ...lines), again);
  }

  redraw() {
    const { clientWidth: width, dataset } = this.drawing;
    const narrow = width < NARROW;
    if (!this.picture || !width || dataset.width === String(narrow)) return;
    dataset.width = String(narrow);
    const drawing = narrow ? canvas(360, 270) : canvas(700, 290);
    draw(drawing, this.picture);
    this.drawing.replaceChildren(drawing);
  }
}

/** Wake every <live-quiz> on the page, now and later. */
export function define() {
  if (!customElements.get("live-quiz"))
    customElements.define("live-quiz", LiveQuiz);
}
