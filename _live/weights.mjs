/** Weights as weights.py stores them: whole multiples of a unit. No page. */

/**
 * take(many) reads the next weights.
 * @param {{unit: number, weights: string}} stored each number in two bytes
 */
export function reader({ unit, weights }) {
  const bytes = Uint8Array.from(atob(weights), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  return (many) =>
    Float64Array.from({ length: many }, () => {
      at += 2;
      return view.getInt16(at - 2, true) * unit;
    });
}
