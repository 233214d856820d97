// What this browser keeps of a reader, by page: edits under the cell, with a
// mark of the text that was edited (a later edition may have another), and
// answers to a Predict.

/** This page, as the book's own address of it: chapters/intro.html. */
function page() {
  const root = document.documentElement.dataset.content_root ?? "./";
  const above = new URL(root, document.baseURI).pathname;
  return `backprop:${location.pathname.slice(above.length)}#`;
}

const key = (cell) => page() + cell;

/** Whether this browser keeps an edit of this page. */
export function anyKept() {
  const edits = `${page()}cell-`;
  try {
    return Object.keys(localStorage).some((k) => k.startsWith(edits));
  } catch {
    return false;
  }
}

/** A short mark of a text (FNV-1a, 32 bits). */
export function mark(text) {
  let hash = 0x811c9dc5;
  for (const unit of text)
    hash = Math.imul(hash ^ unit.codePointAt(0), 0x01000193) >>> 0;
  return hash.toString(16);
}

/** The kept edit of a cell: {text, fits}, or nothing. */
export function kept(cell, original) {
  try {
    const found = JSON.parse(localStorage.getItem(key(cell)));
    return found && { text: found.text, fits: found.of === mark(original) };
  } catch {
    return null;
  }
}

/** Keep an edit, or forget it when it is the original again. */
export function keep(cell, original, text) {
  try {
    if (text === original) localStorage.removeItem(key(cell));
    else
      localStorage.setItem(key(cell),
        JSON.stringify({ text, of: mark(original) }));
    return true;
  } catch {
    return false; // no storage, or no room
  }
}

/** The answer kept under a name, or null. */
export function recall(name) {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

/** Keep an answer; whether this browser does. */
export function remember(name, answer) {
  try {
    localStorage.setItem(key(name), answer);
    return true;
  } catch {
    return false;
  }
}

/** Keep it no longer. */
export function forget(name) {
  try {
    localStorage.removeItem(key(name));
  } catch {
    // nothing was kept
  }
}
