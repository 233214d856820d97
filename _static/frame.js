// Three things the theme leaves undone.
(() => {
  // The menu of a formula offers only what the book carries: MathJax draws
  // SVG and speaks English here (see _vendor/README.md). And it waits for the
  // speech engine: MathJax 3.2.2 drops all formulas when that comes late.
  if (window.MathJax)
    MathJax.startup = {
      ready() {
        MathJax.startup.defaultReady();
        const menu = MathJax.startup.document.menu;
        for (const path of [["Settings", "Renderer"], ["Language"]])
          menu.menu.findID(...path)?.disable();
        const rerender = menu.rerender.bind(menu);
        menu.rerender = (start) =>
          MathJax._.mathjax.mathjax.handleRetriesFor(() => rerender(start));
      },
    };

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

  // Boxes that scroll can be reached by keyboard. The theme sees to code and
  // tables; formulas are typeset after it has looked.
  const reachable = () => {
    for (const formula of document.querySelectorAll("article mjx-container")) {
      const svg = formula.querySelector("svg").getBoundingClientRect();
      const wide = svg.width > formula.parentElement.clientWidth + 1;
      formula.classList.toggle("wide", wide);
      if (wide) formula.tabIndex = 0;
    }
  };
  addEventListener("load", async () => {
    await window.MathJax?.startup?.promise;
    reachable();
    addEventListener("resize", reachable);
  });
})();
