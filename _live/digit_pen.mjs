/** From strokes of a pen to 64 pixels, as the digits of the data were made:
    dark points of a 32 × 32 bitmap, counted in blocks of 4 × 4. No page. */

const SIDE = 32;
export const PEN = 7; // its width, in points of the bitmap

/** Mark the points within half a pen of the line from a to b. */
export function stamp(bitmap, [ax, ay], [bx, by], pen = PEN) {
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy || 1;
  const near = (pen / 2) ** 2;
  const span = (p, q) => [
    Math.max(0, Math.floor(Math.min(p, q) - pen / 2)),
    Math.min(SIDE, Math.ceil(Math.max(p, q) + pen / 2)),
  ];
  const [left, right] = span(ax, bx);
  const [top, bottom] = span(ay, by);
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const [x, y] = [column + 0.5 - ax, row + 0.5 - ay];
      const t = Math.min(1, Math.max(0, (x * dx + y * dy) / long));
      if ((x - t * dx) ** 2 + (y - t * dy) ** 2 <= near)
        bitmap[row * SIDE + column] = 1;
    }
}

export const emptyBitmap = () => new Uint8Array(SIDE * SIDE);

/** How many points of each 4 × 4 block are dark: 64 numbers, 0 to 16. */
export function counts(bitmap) {
  const found = new Array(64).fill(0);
  bitmap.forEach((dark, i) => {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    found[Math.floor(row / 4) * 8 + Math.floor(column / 4)] += dark;
  });
  return found;
}

/** Strokes moved to the middle and scaled, both ways alike, until the pen
    fills the bitmap from edge to edge. A dot stays as large as it is. */
export function fitted(strokes, pen = PEN) {
  const points = strokes.flat();
  const ends = (k) => {
    const all = points.map((p) => p[k]);
    return [Math.min(...all), Math.max(...all)];
  };
  const [x, y] = [ends(0), ends(1)];
  const size = Math.max(x[1] - x[0], y[1] - y[0]);
  const scale = size ? (SIDE - pen) / size : 1;
  const place = (v, [low, high]) => (v - (low + high) / 2) * scale + SIDE / 2;
  return strokes.map((s) => s.map((p) => [place(p[0], x), place(p[1], y)]));
}

/** What a net gets of a drawing: 64 numbers from 0 to 1. */
export function pixelsOf(strokes, pen = PEN) {
  const bitmap = emptyBitmap();
  if (strokes.length)
    for (const stroke of fitted(strokes, pen))
      stroke.forEach((p, i) => stamp(bitmap, stroke[i - 1] ?? p, p, pen));
  return counts(bitmap).map((count) => count / 16);
}
