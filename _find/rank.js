// Which sections of the book answer a query: BM25 over words, with what a
// reader may call things. No page: tests run it alone (tests/book).
const findIn = (() => {
  // What readers say: what the book says. Both count, the second a bit less.
  const SAME = {
    xavier: "glorot", kaiming: "he", dying: "dead", dies: "dead",
    nan: "overflow", inf: "overflow", infinity: "overflow",
    underflow: "overflow", stable: "overflow", stability: "overflow",
    logsumexp: "overflow log sum", lse: "overflow log sum",
    derivative: "slope gradient", diverge: "large", diverges: "large",
    divergence: "large", explodes: "exploding", big: "large", high: "large",
    minibatch: "batch", sgd: "descent", ce: "cross entropy",
    nll: "cross entropy", mse: "squared error", init: "initialization",
    initialise: "initialization", initialisation: "initialization",
    initialize: "initialization", initialization: "glorot he random",
    transpose: "shapes transposed", transposed: "shapes", tolerance: "error",
    gradcheck: "check gradient", regularization: "l2 weights",
    regularisation: "l2 weights", decay: "l2", skip: "residual",
    resnet: "residual", autograd: "graph", overfitting: "stop split",
    dimension: "shape", dimensions: "shapes", speed: "costs", cost: "costs",
    memory: "remembered", stepsize: "rate", lr: "learning rate", early: "stop", patience: "stop",
   
    hadamard: "entry", multiplication: "product", binary: "yes no",
    logistic: "sigmoid", zero: "symmetry", zeros: "symmetry",
    same: "symmetry",
  };
  const STOP = new Set(("a an the of to in on is are do does i my we it and " +
    "or for with what how be by that this not can you at as from so " +
    "which when").split(" "));
  const TITLE = 5, PAGE = 2, SYNONYM = 0.6, K = 1.2, B = 0.6;

  /** A word without its ending, the same for both sides. */
  const stem = (word) => word.replace(/['’]s$/, "")
    .replace(/isation/, "ization").replace(/yse/, "yze")
    .replace(/(ss|us|is)$/, "$1!").replace(/ies$/, "y").replace(/s$/, "")
    .replace(/!$/, "").replace(/(..[^aeiou])(ing|ed)$/, "$1")
    .replace(/([^aeiousl])\1$/, "$1").replace(/(.{3})e$/, "$1");
  const plain = (text) => text.toLowerCase().normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
  const words = (text) => plain(text).match(/[\p{L}\p{N}]+(?:['’]s\b)?/gu) ?? [];
  const stems = (text) => words(text).map(stem);

  return (sections) => {
    const docs = sections.map((section) => {
      const counts = new Map();
      const add = (text, weight) => {
        for (const s of stems(text))
          counts.set(s, (counts.get(s) ?? 0) + weight);
      };
      add(section.title, TITLE);
      if (section.page !== section.title) add(section.page, PAGE);
      add(section.words, 1);
      if (section.also) add(section.also, TITLE);
      const length = [...counts.values()].reduce((a, b) => a + b, 0);
      return { section, counts, length, title: new Set(stems(section.title)),
        text: ` ${stems(section.title).join(" ")} | ${
          stems(section.also ?? "").join(" ")} | ${
          stems(section.words).join(" ")} ` };
    });
    const mean = docs.reduce((a, d) => a + d.length, 0) / docs.length;
    const seenIn = new Map();
    for (const { counts } of docs)
      for (const s of counts.keys()) seenIn.set(s, (seenIn.get(s) ?? 0) + 1);
    const rarity = (s) => Math.log(1 + (docs.length - (seenIn.get(s) ?? 0) + 0.5)
      / ((seenIn.get(s) ?? 0) + 0.5));
    const known = [...seenIn.keys()];

    /** What is asked: for every word, the stems that count for it. */
    const meant = (query, typing) => {
      const asked = words(query);
      const telling = asked.filter((w) => !STOP.has(w));
      return (telling.length ? telling : asked).map((word, k, all) => {
        const own = stem(word);
        const ways = new Map([[own, 1]]);
        for (const other of (SAME[word] ?? "").split(" ").filter(Boolean))
          if (!ways.has(stem(other))) ways.set(stem(other), SYNONYM);
        // The last word may be half typed.
        if (typing && k === all.length - 1 && word.length > 2)
          for (const s of known)
            if (s.startsWith(own) && !ways.has(s)) ways.set(s, 0.7);
        return ways;
      });
    };

    const rank = (query, { typing = false, most = 12 } = {}) => {
      const asked = meant(query, typing);
      const definition = defined(query); // shown by itself
      if (!asked.length) return [];
      const whole = ` ${stems(query).filter((s) => s).join(" ")} `;
      const hits = [];
      for (const doc of docs) {
        if (doc.section === definition) continue;
        let score = 0, met = 0;
        for (const ways of asked) {
          let best = 0;
          for (const [s, share] of ways) {
            const n = doc.counts.get(s);
            if (!n) continue;
            const held = n * (K + 1)
              / (n + K * (1 - B + B * doc.length / mean));
            best = Math.max(best, share * rarity(s) * held);
          }
          if (best) met += 1;
          score += best;
        }
        if (!met) continue;
        score *= doc.section.weight * (met / asked.length) ** 1.5;
        if (doc.text.includes(whole) && asked.length > 1) score *= 1.3;
        hits.push({ section: doc.section, score, asked });
      }
      hits.sort((a, b) => b.score - a.score);
      const least = hits.length ? hits[0].score * 0.12 : 0;
      return hits.filter((h) => h.score >= least).slice(0, most);
    };

    /** The definition of what is asked for, if the glossary has it. */
    const defined = (query) => {
      const asked = stems(query).join(" ");
      return sections.find((s) => s.term && stems(s.title).join(" ") === asked);
    };

    /** About 160 characters around the first words that count, in parts:
        [text, whether it was asked for]. */
    const snippet = ({ section, asked }, room = 170) => {
      const ways = new Set(asked.flatMap((each) => [...each.keys()]));
      const parts = section.words.split(/((?:[\p{L}\p{N}]|['’](?=s\b))+)/u);
      const right = parts.map((p, k) => k % 2 === 1 && ways.has(stem(plain(p))));
      let first = Math.max(0, right.indexOf(true));
      let length = 0;
      // from the beginning of its sentence, if that is near
      let from = first;
      while (from > 0 && length < 70) {
        if (/[.?!:]\s/.test(parts[from - 1]) && from % 2) break;
        from -= 1;
        length += parts[from].length;
      }
      const made = [];
      length = 0;
      for (let k = from; k < parts.length && length < room; k++) {
        length += parts[k].length;
        made.push([parts[k], right[k]]);
      }
      if (from > 0) {
        if (from % 2 === 0) made[0] = [made[0][0].replace(/^.*[.?!:]\s/, ""), false];
        if (!/[.?!:]\s$/.test(parts[from - 1] ?? "")) made.unshift(["… ", false]);
      }
      if (length >= room) made.push([" …", false]);
      return made;
    };
    return { rank, defined, snippet };
  };
})();
