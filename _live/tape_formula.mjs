/** A formula as a reader types it becomes the nodes of a tape. No page. */

import { resultOf } from "./graph.mjs";
import { tokensOf, Trouble } from "./tape_tokens.mjs";

const CALLS = new Map([
  ["exp", ["exp", 1]],
  ["log", ["log", 1]],
  ["tanh", ["tanh", 1]],
  ["relu", ["ReLU", 1]],
  ["sigmoid", ["σ", 1]],
  ["max", ["max", 2]],
]);
const SIGNS = { "+": "+", "-": "−", "*": "×", "/": "/" };
const LONGEST = 40; // lines

/**
 * Statements between semicolons, each "formula" or "name = formula"; the
 * last is the result. Nodes are those of graph.mjs: first what has to be
 * given, then an operation each, with constants where they are used.
 * @returns {{nodes: Node[], last: number, inputs: string[]}}
 * @throws Trouble
 */
export function parsed(text) {
  return new Parser(text).statements();
}

class Parser {
  constructor(text) {
    this.text = text;
    this.tokens = tokensOf(text);
    this.k = 0;
    const made = this.tokens.filter((t, k) => this.isAssigned(k));
    this.later = new Set(made.map((t) => t.text));
    this.inputs = this.tokens
      .filter((t, k) => t.kind === "name" && !this.later.has(t.text) &&
        this.tokens[k + 1].text !== "(" && !CALLS.has(t.text))
      .map((t) => t.text)
      .filter((name, k, all) => all.indexOf(name) === k);
    this.nodes = this.inputs.map((name) => ({ name, given: true }));
    this.known = new Map(this.inputs.map((name, line) => [name, { line }]));
  }

  isAssigned(k) {
    const begins = k === 0 || this.tokens[k - 1].text === ";";
    const { kind } = this.tokens[k];
    return begins && kind === "name" && this.tokens[k + 1].text === "=";
  }

  get token() {
    return this.tokens[this.k];
  }

  take(text) {
    if (this.token.text !== text || this.token.kind !== "sign") return false;
    this.k += 1;
    return true;
  }

  fail(what, { at } = this.token) {
    throw new Trouble(this.text, at, what);
  }

  statements() {
    let last;
    do {
      if (this.token.kind === "end") break; // after the last semicolon
      last = this.statement();
    } while (this.take(";"));
    this.end();
    if (last === undefined) this.fail("write a formula, such as x*x + x");
    if (!("line" in last))
      this.fail("the result is a number that depends on nothing");
    return { nodes: this.nodes, last: last.line, inputs: this.inputs };
  }

  statement() {
    const name = this.isAssigned(this.k) ? this.token : null;
    if (name) {
      if (CALLS.has(name.text)) this.fail(`${name.text} is a function's name`);
      if (this.known.has(name.text))
        this.fail(`${name.text} has been made; take another name`);
      this.k += 2;
    }
    const made = this.sum();
    if (!name) return made;
    this.known.set(name.text, made);
    if ("line" in made) this.nodes[made.line].name ??= name.text;
    return made;
  }

  end() {
    const { kind, text } = this.token;
    if (kind === "end") return;
    if (text === ")") this.fail("this “)” closes nothing");
    if (text === "=") this.fail("only a name can stand before “=”");
    if (text === ",") this.fail("a comma stands in max(a, b) only");
    this.fail("a sign such as + or * is missing");
  }

  sum() {
    let left = this.product();
    while (["+", "-"].includes(this.token.text)) {
      const sign = this.tokens[this.k++].text;
      left = this.add(SIGNS[sign], left, this.product());
    }
    return left;
  }

  product() {
    let left = this.signed();
    for (;;) {
      const { kind, text } = this.token;
      if (text === "*" || text === "/") this.k += 1;
      else if (!this.followsNumber(kind, text)) return left;
      left = this.add(SIGNS[text] ?? "×", left, this.signed());
    }
  }

  /** 3x and 2(x + y) are products. */
  followsNumber(kind, text) {
    const before = this.tokens[this.k - 1]?.kind;
    return before === "number" && (kind === "name" || text === "(");
  }

  signed() {
    return this.take("-") ? this.add("−( )", this.signed()) : this.power();
  }

  power() {
    const base = this.operand();
    if (!this.take("^")) return base;
    const { token } = this;
    const minus = this.take("-");
    const exponent = Number(this.token.text || NaN) * (minus ? -1 : 1);
    if (this.token.kind !== "number" || !Number.isInteger(exponent))
      this.fail("an exponent is a whole number here", token);
    this.k += 1;
    if (this.token.text === "^")
      this.fail("one exponent is enough; use parentheses");
    return this.add("^", base, { value: exponent });
  }

  operand() {
    const { kind, text } = this.token;
    if (kind === "number") {
      this.k += 1;
      return { value: Number(text) };
    }
    if (kind === "name") return this.named();
    if (!this.take("("))
      this.fail("a number, a name or “(” is missing");
    const inside = this.sum();
    this.close();
    return inside;
  }

  close() {
    if (this.take(")")) return;
    if (["end", "sign"].includes(this.token.kind)) this.fail("“)” is missing");
    this.end();
  }

  named() {
    const { token } = this;
    const name = token.text;
    this.k += 1;
    if (CALLS.has(name)) return this.call(name);
    if (this.later.has(name) && !this.known.has(name))
      this.fail(`${name} is made only later`, token);
    if (this.token.text === "(" && !this.later.has(name))
      this.fail(`${name} is no function here, only ` +
        `${[...CALLS.keys()].join(", ")}`, token);
    if (/^\p{L}{2}/u.test(name) && this.inputs.includes(name))
      this.fail(`“${name}” is not known: a name has one letter, and a ` +
        "product its *", token);
    return this.known.get(name);
  }

  call(name) {
    const [op, many] = CALLS.get(name);
    if (!this.take("(")) this.fail(`${name} needs a “(”`);
    const operands = [this.sum()];
    while (this.take(",")) operands.push(this.sum());
    if (operands.length !== many)
      this.fail(`${name} takes ${many === 1 ? "one number" : "two numbers"}`);
    this.close();
    return this.add(op, ...operands);
  }

  /** One more line; of constants alone, another constant. */
  add(op, ...operands) {
    if (operands.every((o) => "value" in o)) {
      const value = resultOf(op, operands.map((o) => o.value));
      if (!Number.isFinite(value))
        this.fail("this part has no value", this.tokens[this.k]);
      return { value };
    }
    const lines = this.nodes.filter((n) => n.op || n.given).length;
    if (lines === LONGEST) this.fail(`a tape ends at ${LONGEST} lines here`);
    const parents = operands.map((o) => o.line ??
      this.nodes.push({ value: o.value }) - 1);
    return { line: this.nodes.push({ op, parents }) - 1 };
  }
}
