// Three things that JupyterLite leaves undone, on each of its pages.
(() => {
  // It takes every relative link for one of its own files. Those to a page of
  // the book are found by their ending, and lead out of lite/files/.
  const files = new URL("../files/", location.href).href;
  const mend = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link?.href.startsWith(files)) return;
    const page = link.href.slice(files.length);
    if (!/^[\w/-]+\.html(#|$)/.test(page)) return;
    link.href = new URL(`../../${page}`, files).href;
    link.target = "_blank";
    for (const name of ["command", "args"])
      link.removeAttribute(`data-commandlinker-${name}`);
  };
  // It takes the arrow keys, which a slider needs.
  const keep = ({ target }) => {
    if (target.matches?.("[role=slider]"))
      target.setAttribute("data-lm-suppress-shortcuts", "true");
  };
  // Its style sheets take the arrow off what can be unfolded: hints.
  document.head.insertAdjacentHTML(
    "beforeend",
    `<style>
      .jp-Notebook summary {
        display: revert; list-style: revert; cursor: pointer;
      }
    </style>`,
  );
  addEventListener("focusin", mend);
  addEventListener("focusin", keep);
  addEventListener("pointerover", mend);
  addEventListener("click", mend, true);
})();
