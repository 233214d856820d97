/** The arrays of a step, beside the net: those it needs, and the new one. */

import { make } from "./make.mjs";
import { hasRows } from "./net.mjs";
import { brief, nameOf } from "./net_words.mjs";

/** A <table> for each array of the step, the new one last. */
export function arraysOf(net, step, n) {
  const used = step.uses.map((key) => table(net, key, n, "used"));
  return [...used, table(net, step.key, n, "now")];
}

function table(net, key, n, kind) {
  const rows = Array.isArray(net[key][0])
    ? net[key] : hasRows(key) || key === "t"
      ? net[key].map((value) => [value]) : [net[key]];
  const marked = hasRows(key) || key === "t";
  const colour = /^[ZAP]|loss/.test(key)
    ? "net-forth" : key.startsWith("d") ? "net-back" : "";
  return make("table", { class: `table net-array ${kind} ${colour}` },
    make("caption", {}, nameOf(key)),
    make("tbody", {}, ...rows.map((row, k) =>
      make("tr", { class: marked && k === n ? "here" : "" },
        ...row.map((value) => make("td", {}, brief(value)))))));
}
