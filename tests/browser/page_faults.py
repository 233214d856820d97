"""What a page may get wrong for its reader, found by looking at the page.

Each is JavaScript that returns a list, empty where all is well.
"""

# Before the folds are opened. A fold that promises code holds no picture; two
# of them do not stand side by side, they would be one; and where a cell draws,
# its code is closed and comes after the picture.
FOLDS = """() => {
  const codes = [...document.querySelectorAll("article details.hide")]
    .filter((d) => d.querySelector("summary").innerText
      .startsWith("Show the code"));
  const pictures = codes.filter((d) => d.querySelector("img, live-figure"))
    .map((d) => `a picture under “Show the code”: ${d.outerHTML}`);
  const between = document.createRange();
  const alone = codes.slice(1).filter((d, k) => {
    between.setStartAfter(codes[k]);
    between.setEndBefore(d);
    return !between.toString().trim()
      && !between.cloneContents().querySelector("img");
  }).map((d) => `a second fold of code: ${d.outerHTML}`);
  const first = [...document.querySelectorAll("details.below")]
    .filter((d) => d.open
      || !d.previousElementSibling?.classList.contains("cell_output"))
    .map((d) => `code before its picture: ${d.outerHTML}`);
  return [...pictures, ...alone, ...first].map((text) => text.slice(0, 200));
}"""

# In print: no fold leaves its line alone, and no picture stays behind.
ON_PAPER = """() => {
  const dead = [...document.querySelectorAll("article summary")]
    .filter((s) => s.checkVisibility() && /^Show/.test(s.innerText)
      && s.parentElement.clientHeight < s.offsetHeight + 16);
  const unseen = [...document.querySelectorAll("article img")]
    .filter((i) => !i.getBoundingClientRect().height);
  return [...dead, ...unseen].map((e) => e.outerHTML.slice(0, 160));
}"""

# Code and outputs whose lines are cut at the right.
CUT = """() => [...document.querySelectorAll("article pre")]
  .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.clientWidth} of ${e.scrollWidth}: ${e.innerText}`
    .slice(0, 120))"""

# Words in tables that are broken in their middle.
BROKEN_WORDS = r"""() => {
  const found = [];
  const range = document.createRange();
  for (const cell of document.querySelectorAll("article :is(td, th)")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      if (text.parentElement.closest("math, svg, script")) continue;
      for (const word of text.data.matchAll(/[\p{L}\d]{2,}/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()]
          .filter((r) => r.width).map((r) => Math.round(r.top)));
        if (lines.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""

# Numbers in drawings of less than 11 pixels. (A picture opens large.)
SMALL_NUMBERS = """() => [...document.querySelectorAll("article svg text")]
  .filter((t) => t.checkVisibility() && t.textContent.trim()
    && getComputedStyle(t).visibility === "visible")
  .map((t) => [t.textContent, parseFloat(getComputedStyle(t).fontSize)
    * (t.getScreenCTM()?.a ?? 0)])
  .filter(([, size]) => size > 0 && size < 11)"""

# What the keyboard can reach and does not show. After a key was pressed, so
# that a focus set by script is one to be seen.
UNFOCUSED = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((x) => {
      const c = x / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const seen = (e) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(e);
    const other = light(outlineColor);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1.5
      && Math.max(paper, other) / Math.min(paper, other) >= 3;
  };
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]");
  return [...all].filter((e) => {
    if (e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true }))
      return false;
    e.focus({ preventScroll: true });
    return document.activeElement === e && !seen(e);
  }).map((e) => e.outerHTML.slice(0, 160));
}"""
