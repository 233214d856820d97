// A term's definition beside the word: under the mouse, at the keyboard's
// focus, at a tap. It leaves by Escape, and stays under the mouse.
(() => {
  const root = () => document.documentElement.dataset.content_root ?? "./";
  let loading;
  // As a plain script: it also comes in a book that was opened from a folder.
  const definitions = () => (loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${root()}_static/definitions.js`;
    script.addEventListener("load", () => resolve(window.definitions));
    document.head.append(script);
  }));

  let shown; // the link whose definition is to be seen
  let leaving;
  const tip = document.createElement("div");
  tip.className = "term-tip";
  tip.id = "term-tip";
  tip.role = "tooltip";
  tip.hidden = true;

  const hide = () => {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    tip.hidden = true;
  };
  const show = async (link) => {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    shown = link;
    const all = await definitions();
    if (shown !== link) return;
    tip.innerHTML = all[link.hash.slice(1)];
    if (!tip.isConnected) document.body.append(tip);
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    const word = link.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.max(8, Math.min(word.left, innerWidth - width - 16));
    const below = word.bottom + height + 10 < innerHeight;
    const top = below ? word.bottom + 4 : word.top - height - 4;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${top + scrollY}px`;
  };
  const term = (event) => event.target.closest?.("a.term");

  addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = term(event);
    if (link) show(link);
    else if (event.target.closest?.(".term-tip")) clearTimeout(leaving);
    else if (shown && shown !== document.activeElement) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 250);
    }
  });
  addEventListener("focusin", (event) => {
    const link = term(event);
    if (link?.matches(":focus-visible")) show(link);
    else if (!link) hide();
  });
  // The first tap shows; the second follows the link.
  addEventListener("click", (event) => {
    const link = term(event);
    if (!link) {
      if (!event.target.closest?.(".term-tip")) hide();
    } else if (event.pointerType === "touch" && shown !== link) {
      event.preventDefault();
      show(link);
    }
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
})();
