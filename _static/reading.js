// What this browser, and nobody else, remembers of a reader: the sections that
// were read, the place where reading stopped, the ticks on the checklist.
// (What a notebook's checks have passed is kept by the notebook, in a file.)
(() => {
  const KEY = "backprop-reading";
  const REST = 1500; // ms without scrolling: somebody reads
  const root = new URL(document.documentElement.dataset.content_root ?? "./",
    document.baseURI).href;
  const page = location.href.slice(root.length).replace(/[?#].*/, "");
  const ofCourse = /^(chapters\/(\d|intro|warm-up)|exercises\/)/.test(page);

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  };
  /** Change what is kept of this page; whether this browser keeps it. */
  const change = (how) => {
    const all = kept();
    how(all, ((all.pages ??= {})[page] ??= { read: [], ticks: [] }));
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
      return true;
    } catch {
      return false;
    }
  };
  const words = (tag, kind, ...parts) => {
    const made = document.createElement(tag);
    made.className = kind;
    made.append(...parts);
    return made;
  };
  const forgetting = (name, then) => {
    const button = words("button", "quiet", name);
    button.type = "button";
    button.addEventListener("click", then);
    return button;
  };
  const title = (section) => section.querySelector("h1, h2").cloneNode(true);
  const plain = (heading) => {
    heading.querySelectorAll(".headerlink, annotation")
      .forEach((e) => e.remove());
    return heading.textContent.trim();
  };

  // ---- Sections read, and the place where reading stopped ----

  const sections = [...document.querySelectorAll(
    "article > section > section[id]")];
  const list = document.querySelector("nav.page-toc");
  const seen = new Set();
  let resting;
  const count = words("p", "reading-count");

  const mark = () => {
    const read = new Set(kept().pages?.[page]?.read);
    for (const link of list?.querySelectorAll("a.nav-link") ?? []) {
      const done = read.has(decodeURIComponent(link.hash.slice(1)));
      if (done === link.classList.contains("read")) continue;
      link.classList.toggle("read", done);
      link.querySelector(".visually-hidden")?.remove();
      if (done) link.append(words("span", "visually-hidden", " (read)"));
    }
    const number = sections.filter(({ id }) => read.has(id)).length;
    count.hidden = !number;
    count.replaceChildren(`${number} of ${sections.length} sections read. `
      + "Only this browser knows. ", forgetting("Forget all", () => {
      try {
        localStorage.removeItem(KEY);
      } catch { /* nothing was kept */ }
      clearTimeout(resting);
      seen.clear();
      document.querySelector(".reading-on")?.remove();
      mark();
    }));
  };

  // A section is read when its end is on the screen, or above it, after the
  // reader has rested somewhere in it.
  const rest = () => {
    if (document.hidden) return;
    const places = sections.map((section) => [
      section, section.getBoundingClientRect()]);
    const done = places.filter(([section, { top, bottom }]) => {
      if (top < innerHeight * 0.8 && bottom > 0) seen.add(section.id);
      return seen.has(section.id) && bottom <= innerHeight + 40;
    }).map(([section]) => section.id);
    const here = places.findLast(([, { top }]) => top < innerHeight / 2);
    if (here || done.length) change((all, mine) => {
      mine.read = [...new Set([...mine.read, ...done])];
      if (!here) return;
      mine.at = { id: here[0].id, title: plain(title(here[0])) };
      all.last = { page, title: plain(title(sections[0].parentElement)) };
    });
    mark();
  };

  /** A way back: to this page's own place, or from the first page to any. */
  const offer = () => {
    const { last, pages } = kept();
    const first = page.endsWith("/intro.html");
    const from = first && last ? last.page : page;
    const at = pages?.[from]?.at;
    if (!at || location.hash || (from === page && at.id === sections[0]?.id))
      return;
    const link = words("a", "", from === page
      ? at.title : `${last.title}, “${at.title}”`);
    link.href = `${from === page ? "" : root + from}#${at.id}`;
    (document.querySelector(".hero") ?? document.querySelector("article h1"))
      ?.after(words("p", "reading-on", "Continue where you stopped: ", link,
        ". Only this browser knows."));
  };

  if (ofCourse && sections.length) {
    offer();
    list?.after(count);
    mark();
    resting = setTimeout(rest, REST);
    addEventListener("scroll", () => {
      clearTimeout(resting);
      resting = setTimeout(rest, REST);
    }, { passive: true });
  }

  // ---- The checklist's boxes ----

  const BOX = /^\s*□\s*/;
  const lines = [...document.querySelectorAll("article li")]
    .filter((line) => BOX.test(line.textContent));
  const boxes = lines.map((line) => {
    const holder = line.querySelector(":scope > p") ?? line;
    holder.firstChild.data = holder.firstChild.data.replace(BOX, "");
    const box = document.createElement("input");
    box.type = "checkbox";
    const name = line.textContent.slice(0, 40);
    box.checked = Boolean(kept().pages?.[page]?.ticks.includes(name));
    box.addEventListener("change", () => change((_, mine) => {
      mine.ticks = mine.ticks.filter((other) => other !== name);
      if (box.checked) mine.ticks.push(name);
    }));
    holder.append(words("label", "tick", box, ...holder.childNodes));
    return box;
  });
  if (boxes.length)
    document.querySelector("article h1").after(words("p", "reading-on",
      "The boxes can be ticked. Only this browser keeps the ticks. ",
      forgetting("Clear them", () => {
        change((_, mine) => (mine.ticks = []));
        for (const box of boxes) box.checked = false;
      })));
})();
