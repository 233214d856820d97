// One Python for the page, shared by its cells and its figures. It starts
// when it is first asked, and what it says of itself is one line of text.

import { COST } from "./cost.mjs";

/** The folder of the book that this page belongs to. */
const book = () =>
  new URL(document.documentElement.dataset.content_root ?? "./",
    document.baseURI).href;

class Python {
  started = false; // true once it has answered
  #worker;
  #ready;
  #waiting = new Map();
  #listeners = new Set();
  #number = 0;

  /** Call `listener(line, important)` when there is something to say. */
  onStatus(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #say(line, important = false) {
    for (const listener of this.#listeners) listener(line, important);
  }

  /** Resolves when Python is there; the reason, if it cannot be loaded. */
  start() {
    return (this.#ready ??= this.#begin());
  }

  async #begin() {
    const began = performance.now();
    const step = "Starting Python";
    const seconds = () => Math.round((performance.now() - began) / 1000);
    const tick = () => this.#say(`${step}: ${seconds()} s … (${COST})`);
    this.#say(`${step} … (${COST})`, true);
    let { host } = location;
    const ticking = setInterval(tick, 1000);
    try {
      const settings = await this.#settings();
      host = new URL(settings.pyodide).host;
      const worker = new Worker(new URL("worker.mjs", import.meta.url),
        { type: "module" });
      this.#worker = worker;
      worker.onmessage = ({ data }) => this.#heard(data);
      worker.onerror = (event) => this.#end(
        new Error(event.message || "its script could not be loaded"));
      await this.#ask({ kind: "start", settings });
      this.started = true;
      this.#say(`Python is ready, after ${seconds()} seconds.`, true);
    } catch (error) {
      error.told = true;
      this.#end(error);
      if (!error.stopped) {
        console.warn(error.message);
        this.#say(`Python could not be loaded from ${host}. The code cannot `
          + "run here now; everything else on this page can be read.", true);
      }
      throw error;
    } finally {
      clearInterval(ticking);
    }
  }

  async #settings() {
    const url = new URL("settings.json", import.meta.url);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
    const { pyodide, wheel, python } = await answer.json();
    const here = (name) => new URL(name, import.meta.url).href;
    return {
      book: book(),
      pyodide: new URL(pyodide, book()).href,
      python: python.map(here),
      wheel: here(wheel),
    };
  }

  #ask(question, onOutput, onBegin) {
    const id = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onOutput, onBegin });
      this.#worker.postMessage({ ...question, id });
    });
  }

  #heard(data) {
    if (data.status) return this.#say(data.status);
    const asked = this.#waiting.get(data.id);
    if (!asked) return undefined;
    if (data.output) return asked.onOutput?.(data.output);
    if (data.begun) return asked.onBegin?.();
    this.#waiting.delete(data.id);
    if (!("error" in data)) return asked.resolve(data.result);
    const error = new Error(data.error);
    if (data.fatal) this.#end(error);
    return asked.reject(error);
  }

  /** Throw the worker away; everyone who waits for it hears why. */
  #end(error) {
    this.#worker?.terminate();
    this.#worker = this.#ready = undefined;
    this.started = false;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const asked of waiting) asked.reject(error);
    this.onEnd?.();
  }

  /**
   * The value of `package.module:function`, called with keyword arguments.
   * @param {string} name
   * @param {object} values JSON
   */
  async call(name, values = {}) {
    await this.start();
    return this.#ask({ kind: "call", name, values });
  }

  /**
   * Run a cell's text. Resolves with {ok}, after its outputs have come.
   * @param {string} cell how the reader calls it, as in "cell 3"
   */
  async run(cell, text, onOutput, onBegin) {
    await this.start();
    return this.#ask({ kind: "run", cell, text }, onOutput, onBegin);
  }

  /** End it, whatever it does. What it has computed is lost. */
  stop() {
    const error = new Error("stopped");
    error.stopped = true;
    this.#end(error);
  }
}

export const python = new Python();
