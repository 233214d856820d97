/** A number, or the limit that it passes. */
export const between = (low, value, high) =>
  Math.min(Math.max(low, value), high);
