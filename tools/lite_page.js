// What JupyterLite leaves undone, on each of its pages.
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
  addEventListener("focusin", mend);
  addEventListener("focusin", keep);
  addEventListener("pointerover", mend);
  addEventListener("click", mend, true);

  // Its theme follows the system's (tools/lite.py). A reader who has chosen
  // another one for the book means this page as well.
  const chosen = localStorage.getItem("mode");
  const ask = window.matchMedia.bind(window);
  if (["dark", "light"].includes(chosen))
    window.matchMedia = (query) => {
      const found = ask(query);
      const scheme = /prefers-color-scheme: *(dark|light)/.exec(query)?.[1];
      if (scheme)
        Object.defineProperty(found, "matches", { value: scheme === chosen });
      return found;
    };

  // Its menu cannot download the notebook that is open.
  const download = async (app) => {
    const { context } = app.shell.currentWidget;
    const text = JSON.stringify(context.model.toJSON(), null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(
      new Blob([text], { type: "application/x-ipynb+json" }));
    link.download = context.path.split("/").pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const extend = () => {
    const app = window.jupyterapp;
    if (!app?.commands) return setTimeout(extend, 200);
    return app.commands.addCommand("course:download", {
      label: "Download",
      isVisible: () => Boolean(app.shell.currentWidget?.context?.model.toJSON),
      execute: () => download(app),
    });
  };
  extend();

  // A check before the answer, or anything before the first cells, ends in a
  // NameError. What is missing is said in its place.
  const told = {
    check: "the first cells have not run yet",
    problem: "the first cells have not run yet",
  };
  const explain = (output) => {
    const name = /^NameError: name '(\w+)' is not defined/m
      .exec(output.textContent)?.[1];
    const cell = output.closest(".jp-CodeCell")
      ?.querySelector(".cm-content")?.innerText ?? "";
    if (!name || output.dataset.told || !/^(check|problem)\(/m.test(cell))
      return;
    output.dataset.told = name;
    const why = told[name] ?? `${name} is not there yet`;
    const words = document.createElement("p");
    words.className = "course-told";
    words.textContent = `Not run: ${why}. Run the cells above first `
      + "(Run ▸ Run All Above Selected Cell), then this one again.";
    output.replaceChildren(words);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        node.parentElement?.closest(".jp-OutputArea")
          ?.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"]')
          .forEach(explain);
  }).observe(document, { childList: true, subtree: true });

  // Its style sheets take the arrow off what can be unfolded: hints. On a
  // phone, whose keyboard has no Shift+Enter, Run is a button for a thumb.
  document.head.insertAdjacentHTML(
    "beforeend",
    `<style>
      .jp-Notebook summary {
        display: revert; list-style: revert; cursor: pointer;
      }
      .course-told {
        margin: 0; padding: 0.3em 0.6em; font-family: var(--jp-ui-font-family);
        border-left: 3px solid currentcolor; background: var(--jp-layout-color0);
      }
      @media (max-width: 600px) {
        .jp-NotebookPanel-toolbar :is([data-jp-item-name=cut],
          [data-jp-item-name=copy], [data-jp-item-name=paste],
          [data-jp-item-name=restart-and-run]) { display: none !important; }
        .jp-NotebookPanel .jp-NotebookPanel-toolbar {
          min-height: 52px !important;
        }
        .jp-NotebookPanel-toolbar [data-jp-item-name=run] jp-button {
          min-width: 88px; height: 44px;
          border: 1px solid var(--jp-ui-font-color2);
        }
      }
    </style>`,
  );
})();
