// Which module brings which of the book's own elements to life.

const parts = {
  "live-figure": "./figures.mjs",
  "live-graph": "./graph_view.mjs",
  "live-backward": "./backward_view.mjs",
  "live-digit": "./digit_view.mjs",
  "live-net": "./net_view.mjs",
  "live-tape": "./tape_view.mjs",
  "live-convolution": "./convolution_view.mjs",
  "live-moved": "./moved_view.mjs",
  "live-unrolled": "./unrolled_view.mjs",
  "live-next-letter": "./next_letter_view.mjs",
  "live-pole": "./pole_view.mjs",
  "live-quiz": "./quiz_view.mjs",
  "details.predict": "./predict.mjs",
};

/** Load what the elements below `root` need. */
export function wake(root) {
  for (const [name, module] of Object.entries(parts))
    if (root.querySelector(name)) import(module).then((m) => m.define());
}
