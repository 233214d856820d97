// What the theme leaves undone.
(() => {
  // The launch button names JupyterLite from the root of the book, wherever
  // that is. A page opened as a file has none: JupyterLite cannot run there.
  addEventListener("DOMContentLoaded", () => {
    const { content_root: root } = document.documentElement.dataset;
    for (const link of document.querySelectorAll('a[href^="LITE/"]')) {
      link.href = link.getAttribute("href").replace("LITE/", `${root}lite/`);
      if (location.protocol === "file:")
        link.closest(".dropdown-launch-buttons").remove();
    }
  });

  // A page that was opened as a file may load no module (_ext/live.py).
  addEventListener("DOMContentLoaded", () => {
    const live = document.querySelector(
      ".live-bar, live-figure, live-graph, live-backward, live-quiz");
    if (location.protocol !== "file:" || !live) return;
    live.insertAdjacentHTML("beforebegin", `<p class="as-file">This page was
      opened as a file: its figures stand still and its code does not run.
      <code>make serve</code>, or any web server for this folder, brings
      both.</p>`);
  });

  // Chromium keeps room at a root's right for the widest sign that it might
  // have needed, so that a comma stands far from it.
  const trim = (root) => {
    const { right, width } = root.getBoundingClientRect();
    if (!width || root.style.marginRight) return;
    const last = root.lastElementChild.getBoundingClientRect().right;
    const size = parseFloat(getComputedStyle(root).fontSize);
    root.style.marginRight = `${Math.min(0, (last - right) / size + 0.1)}em`;
  };

  // Formulas wider than their column scroll, and can be reached by keyboard;
  // also those in folds, once they open. The theme sees to code and tables.
  const reachable = (box) => {
    box.querySelectorAll("msqrt").forEach(trim);
    const width = box.querySelector("math").getBoundingClientRect().width;
    const wide = box.tagName === "DIV"
      ? box.scrollWidth > box.clientWidth
      : width > columnOf(box).clientWidth + 1;
    box.classList.toggle("wide", wide);
    if (wide) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const columnOf = (box) => box.closest("p, li, td, th, dd, dt, div");
  addEventListener("load", async () => {
    await document.fonts.ready;
    const inside = new Map();
    for (const box of document.querySelectorAll("article .math"))
      inside.set(columnOf(box), [...(inside.get(columnOf(box)) ?? []), box]);
    const sizes = new ResizeObserver((columns) => requestAnimationFrame(() =>
      columns.forEach(({ target }) => inside.get(target).forEach(reachable))));
    for (const column of inside.keys()) sizes.observe(column);
  });

  // A picture opens large, as large as it is: on a phone its numbers are
  // small. Escape, the button or a tap close it.
  const enlarge = (link) => {
    const dialog = document.createElement("dialog");
    dialog.className = "enlarged";
    dialog.setAttribute("aria-label", "The picture, enlarged");
    dialog.innerHTML = '<div tabindex="0"></div><button>Close</button>';
    const picture = link.querySelector("img").cloneNode();
    const { width, height } = picture;
    // At least as wide as the window, but no more than three times itself.
    const scale = Math.min(3, Math.max(1, Math.min(
      innerWidth / width, (innerHeight - 60) / height)));
    picture.width = Math.round(width * scale);
    picture.height = Math.round(height * scale);
    dialog.firstChild.append(picture);
    for (const part of [picture, dialog.lastChild])
      part.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    dialog.lastChild.focus();
  };
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a.enlarge");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    enlarge(link);
  });

  // What a fold hid has had no width: the theme, which makes boxes that
  // scroll reachable by keyboard, is asked to look again.
  addEventListener("toggle", () => dispatchEvent(new Event("resize")), true);

  // Whoever copies a formula gets its TeX, between dollars.
  addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed || !event.clipboardData) return;
    const range = selection.getRangeAt(0).cloneRange();
    const formula = (node) => (node.closest ? node : node.parentElement)
      ?.closest(".math");
    const [first, last] = [range.startContainer, range.endContainer].map(formula);
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const copied = range.cloneContents();
    const formulas = copied.querySelectorAll(".math");
    if (!formulas.length) return;
    const html = document.createElement("div");
    html.append(copied.cloneNode(true));
    for (const one of formulas) {
      const dollars = one.tagName === "DIV" ? "$$" : "$";
      const tex = one.querySelector("annotation").textContent;
      one.replaceWith(dollars + tex + dollars);
    }
    // Laid out, so that paragraphs stay apart.
    const box = document.createElement("div");
    box.style.cssText = "position: fixed; opacity: 0; white-space: pre-wrap";
    box.append(copied);
    document.body.append(box);
    event.clipboardData.setData("text/plain", box.innerText);
    event.clipboardData.setData("text/html", html.innerHTML);
    box.remove();
    event.preventDefault();
  });
})();
