/** What a step through a graph says, in words. No page. */

import { factor, short } from "./answers.mjs";
import { formula, slopesOf, total } from "./graph.mjs";

/** "1 · (−4) + 2 · 3 = 2", as far as it is known. */
export function sumText(state, i) {
  const shares = state.shares[i];
  const parts = shares.map(({ from }) => from.map(factor).join(" · "));
  if (!parts.length) return "";
  if (!state.complete(i)) return [...parts, "…"].join(" + ");
  if (shares[0].from.length === 1) return parts[0]; // the 1 at the end
  return `${parts.join(" + ")} = ${short(total(shares))}`;
}

/** What the last step did. */
export function lastStep(nodes, state, finished) {
  const { values, latest, answered, edges } = state;
  const last = nodes.at(-1).name;
  if (latest === undefined)
    return "The inputs are given. Step forward to the first operation.";
  if (latest !== null) {
    const node = nodes[latest];
    const numbers = formula(nodes, node, (p) => factor(values[p]));
    const names = formula(nodes, node);
    const value = short(values[latest]);
    return `Forward: ${node.name} = ${names} = ${numbers} = ${value}.`;
  }
  if (!answered)
    return `Now back. The slope of ${last} with respect to itself is 1.`;
  const end = finished ? ` Finished: ${gradients(nodes, state)}.` : "";
  return arrival(nodes, state, edges[answered - 1]) + end;
}

/** How the last share was made, and where it went. */
function arrival(nodes, state, { child, parent, k }) {
  const shares = state.shares[parent];
  const { from, share } = shares.at(-1);
  const { name } = nodes[parent];
  const slope = short(slopesOf(nodes, state.values, child)[k]);
  const uses = state.edges.filter((e) => e.parent === parent).length;
  let sum = "";
  if (uses > 1 && !state.complete(parent))
    sum = ` ${name} is used ${uses} times, so more will be added.`;
  else if (uses > 1)
    sum = " At the fork all parts are added: " +
      `d${name} = ${short(total(shares))}.`;
  return `The local slope is ${slope}, and ${short(from[0])} comes from ` +
    `behind: ${from.map(factor).join(" · ")} = ${short(share)} goes to ` +
    `${name}.${sum}`;
}

/** "dx = −4, dy = −4, dz = 3" for the inputs. */
export const gradients = (nodes, state) =>
  nodes
    .map((node, i) => [node, total(state.shares[i])])
    .filter(([node]) => node.given)
    .map(([{ name }, gradient]) => `d${name} = ${short(gradient)}`)
    .join(", ");

/** The question on the way back; "" where there is none. */
export function question(nodes, { asks, values }) {
  if (!asks) return "";
  const { child, parent, k } = asks;
  const { name, op, parents } = nodes[child];
  const twice = parents.filter((p) => p === parent).length > 1;
  const place = twice ? [", its first use", ", its second use"][k] : "";
  const known = [...new Set(parents)].filter(
    (p) => nodes[p].op || nodes[p].given,
  );
  if (op === "σ") known.push(child);
  const now = known.map((p) => `${nodes[p].name} = ${short(values[p])}`);
  return `What is the local slope of ${name} = ` +
    `${formula(nodes, nodes[child])} with respect to ` +
    `${nodes[parent].name}${place}, at ${now.join(", ")}?`;
}

/** The drawing's own words. */
export function summary(title, nodes, state, finished) {
  const all = nodes.filter((node) => node.op || node.given).length;
  const ready = nodes.filter((node, i) => state.complete(i)).length;
  return finished
    ? `The graph of ${title}, all filled in: the table lists the numbers.`
    : `The graph of ${title}: ${ready} of ${all} gradients are filled in.`;
}
