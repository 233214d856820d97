/** A kernel laid at every place of an image, forward and back. No page. */

/** [rows, columns] of an array. */
export const shapeOf = (rows) => [rows.length, rows[0].length];

/** An array of that shape, entry by entry. */
export const filled = ([rows, columns], entry) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => entry(i, j)));

/** [rows, columns] of Y: as many places as the kernel has. */
export function placesOf(X, K) {
  const [[H, W], [kh, kw]] = [shapeOf(X), shapeOf(K)];
  return [H - kh + 1, W - kw + 1];
}

/** The window at a place: rows of {value, weight, product}. */
export const windowAt = ({ X, K }, [i, j]) =>
  filled(shapeOf(K), (u, v) => {
    const [value, weight] = [X[i + u][j + v], K[u][v]];
    return { value, weight, product: value * weight };
  });

/** Y[i][j] = Σ X[i + u][j + v] K[u][v] + b */
export const outputOf = (given) =>
  filled(placesOf(given.X, given.K), (i, j) => {
    const products = windowAt(given, [i, j]).flat();
    return products.reduce((sum, p) => sum + p.product, given.b);
  });

/**
 * dX, as far as these places [i, j] have pressed their stamps: each adds
 * dY[i][j] times the kernel, as it stands, to the pixels of its window.
 */
export function stamped({ X, K, dY }, places) {
  const dX = filled(shapeOf(X), () => 0);
  for (const [i, j] of places)
    K.forEach((row, u) => row.forEach((weight, v) => {
      dX[i + u][j + v] += dY[i][j] * weight;
    }));
  return dX;
}

/** Every place, in the order of reading. */
export const allPlaces = ({ X, K }) =>
  filled(placesOf(X, K), (i, j) => [i, j]).flat();

/**
 * Who used the pixel [r, c]: rows of {place, weight, blame, share}, a window
 * each in the order of their places, null where the image has none. So the
 * weights stand turned by half a turn: the first window has the pixel in
 * its last corner.
 */
export function usesOf({ X, K, dY }, [r, c]) {
  const [rows, columns] = placesOf(X, K);
  const [kh, kw] = shapeOf(K);
  return filled([kh, kw], (a, d) => {
    const [u, v] = [kh - 1 - a, kw - 1 - d];
    const [i, j] = [r - u, c - v];
    if (i < 0 || j < 0 || i >= rows || j >= columns) return null;
    const [weight, blame] = [K[u][v], dY[i][j]];
    return { place: [i, j], weight, blame, share: weight * blame };
  });
}

/** dX where everyone who used a pixel is asked: the same as all stamps. */
export const gathered = (given) =>
  filled(shapeOf(given.X), (r, c) =>
    usesOf(given, [r, c]).flat().reduce((sum, use) =>
      sum + (use?.share ?? 0), 0));

/** An array in another shape: what has no place left goes, 0 comes in. */
export const fitted = (rows, shape) =>
  filled(shape, (i, j) => rows[i]?.[j] ?? 0);
