// Search by section, in the theme's dialog and on the page for it.
(() => {
  const here = document.documentElement.dataset;
  let asked;
  /** The index: a plain script, so that a folder will do for a server. */
  const index = () => (asked ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = `${here.content_root}_static/sections.js`;
    script.onload = () => done(window.bookSearch);
    script.onerror = () => fail((asked = undefined));
    document.head.append(script);
  }));

  const make = (tag, className, ...inside) => {
    const made = Object.assign(document.createElement(tag), { className });
    made.append(...inside);
    return made;
  };
  const link = ({ url, title }) => Object.assign(make("a", "", title),
    { href: here.content_root + url });
  const snippet = (parts) => make("p", "find-words", ...parts.map(
    ([text, found]) => (found ? make("mark", "", text) : text)));

  function hit(search, one) {
    const { section } = one;
    const made = make("li", "", link(section));
    if (section.page !== section.title)
      made.append(make("span", "find-page", section.page));
    if (section.words) made.append(snippet(search.snippet(one)));
    return made;
  }

  /** Show what answers the query, below its field. */
  function show(search, query, options, said, list) {
    const hits = search.rank(query, options);
    const term = search.defined(query);
    const items = hits.map((one) => hit(search, one));
    if (term) items.unshift(make("li", "find-term", link(term),
      make("span", "find-page", "Glossary"),
      make("p", "find-words", term.words)));
    list.replaceChildren(...items);
    const number = items.length;
    said.textContent = !query.trim() ? ""
      : number ? `${number} ${number === 1 ? "result" : "results"}`
        : `Nothing found for “${query.trim()}”.`;
  }

  function search(form, room, options) {
    const field = form.querySelector("input");
    const said = make("p", "find-said");
    said.setAttribute("role", "status");
    const list = make("ol", "find-list");
    room.append(said, list);
    let last = 0;
    const answer = async () => {
      const mine = (last += 1);
      try {
        const found = await index();
        if (mine === last) show(found, field.value, options, said, list);
      } catch {
        said.textContent = "The index could not be loaded. Try once more.";
      }
    };
    field.addEventListener("focus", () => index().catch(() => {}));
    field.addEventListener("input", answer);
    // Down and up: from the field through the results and back.
    room.parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
    });
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) form.closest("dialog")?.close();
    });
    return answer;
  }

  const dialog = document.getElementById("pst-search-dialog");
  if (dialog) {
    const room = make("div", "find-room");
    dialog.append(room);
    search(dialog.querySelector("form"), room, { typing: true, most: 8 });
  }
  const results = document.getElementById("search-results");
  if (results) {
    const form = results.parentElement.querySelector("form");
    const answer = search(form, results, { most: 30 });
    const field = form.querySelector("input");
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) answer();
    field.focus();
  }
})();
