// details.predict (_ext/folds.py): an answer before the answer.

import { agrees, numberIn, short } from "./answers.mjs";
import { forget, recall, remember } from "./kept.mjs";
import { button, make } from "./make.mjs";

const NOTE = "This browser keeps your answer.";

/** What is said of an answer; `right` is undefined where nobody can tell. */
export function verdict(asks, said) {
  if (asks.choices)
    return said === asks.choices[asks.right]
      ? `You said: ${said}. That is what happens.`
      : `You said: ${said}. Something else happens.`;
  if ("number" in asks)
    return agrees(numberIn(said), asks.number)
      ? `You said: ${said}. That is what happens.`
      : `You said: ${said}. It is ${short(asks.number)}.`;
  return "Compare it with yours.";
}

class Predict {
  constructor(fold) {
    this.fold = fold;
    this.asks = JSON.parse(fold.dataset.asks);
    fold.classList.add("awake");
    this.ask = make("form", { class: "predict-ask" });
    this.said = make("p", { class: "predict-said", role: "status" });
    fold.before(this.ask, this.said);
    this.ask.addEventListener("submit", (event) => {
      event.preventDefault();
      this.commit(this.answer());
    });
    const before = recall(fold.id);
    if (before === null) this.question();
    else this.show(before);
  }

  /** The question's controls: choices, a number, or one press. */
  question() {
    const { choices } = this.asks;
    const go = make("button", { type: "submit" },
      choices || "number" in this.asks
        ? "This is my answer" : "I have an answer: show it");
    const fields = [];
    if (choices) {
      const options = choices.map((text) => make("label", {},
        make("input", {
          type: "radio", name: this.fold.id, value: text, required: "",
        }), text));
      fields.push(make("fieldset", {}, make("legend", {}, "Your answer"),
        ...options));
    } else if ("number" in this.asks) {
      const input = make("input", {
        type: "text", inputmode: "text", autocomplete: "off", required: "",
      });
      fields.push(make("label", { class: "predict-number" },
        "Your answer", input));
      input.addEventListener("input", () => input.setCustomValidity(""));
    }
    this.ask.replaceChildren(...fields, go);
    if (fields.length)
      this.ask.append(button("Show it", () => this.commit(""),
        { class: "quiet" }));
    this.ask.hidden = false;
    this.said.replaceChildren();
    this.fold.open = false;
    this.fold.hidden = true;
  }

  /** The reader's answer, or undefined where it is no answer yet. */
  answer() {
    const { elements } = this.ask;
    if (this.asks.choices) return elements[this.fold.id].value;
    if (!("number" in this.asks)) return "";
    const input = this.ask.querySelector("input");
    if (!Number.isNaN(numberIn(input.value))) return input.value.trim();
    input.setCustomValidity("Write a number, such as −4, 0.25 or 1/4.");
    input.reportValidity();
    return undefined;
  }

  commit(answer) {
    if (answer === undefined) return;
    const kept = remember(this.fold.id, answer);
    this.show(answer, kept ? ` ${NOTE}` : "");
    this.again.focus();
  }

  show(answer, note = "") {
    this.ask.hidden = true;
    this.fold.hidden = false;
    this.fold.open = true;
    this.again = button("Ask me again", () => {
      forget(this.fold.id);
      this.question();
      this.ask.querySelector("input, button").focus();
    }, { class: "quiet" });
    const words = answer === "" && (this.asks.choices
      || "number" in this.asks)
      ? "Shown without an answer." : verdict(this.asks, answer);
    this.said.replaceChildren(`${words}${note} `, this.again);
  }
}

export function define() {
  for (const fold of document.querySelectorAll("details.predict:not(.awake)"))
    new Predict(fold);
}
