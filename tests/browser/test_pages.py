"""Every page, light and dark, on a laptop and on a phone."""

import re
import time
from pathlib import Path

import page_faults
import pytest

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
NOT_OURS = {"_static", "lite", "pyodide", "index.html"}
PAGES = [
    path.relative_to(HTML).as_posix()
    for path in sorted(HTML.rglob("*.html"))
    if path.relative_to(HTML).parts[0] not in NOT_OURS
]
with_math = [
    name
    for name in PAGES
    if re.search('class="math[ "]', (HTML / name).read_text("utf-8"))
]

OPEN_FOLDS = """() => {
  document.querySelectorAll("details")
    .forEach((d) => Object.assign(d, { open: true, hidden: false }));
}"""
SMALL_PICTURES = """async () => {
  const pictures = [...document.images];
  pictures.forEach((i) => (i.loading = "eager"));
  await Promise.all(pictures.map((i) => i.decode().catch(() => {})));
  return pictures.filter((i) => !i.naturalWidth).map((i) => i.src);
}"""
# The theme looks for boxes that scroll when for 300 ms nothing was put on
# the page: conftest.py notes when that last was. At most .4 s from now.
SETTLED = """() => new Promise((done) => {
  const latest = performance.now() + 400;
  const wait = () => {
    const end = Math.min(latest, (window.lastPut ?? latest) + 350);
    const left = end - performance.now();
    if (left > 0) setTimeout(wait, left);
    else done();
  };
  wait();
})"""
RAW_MATH = r"""() => {
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll("pre, code, math, script")
    .forEach((e) => e.remove());
  const text = copy.textContent;
  return text.match(/.{0,30}(\$[^$]+\$|\\[([a-z]).{0,30}/)?.[0];
}"""
UNREACHABLE = """() => {
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
  const reached = (e) => scrolls(e) && e.tabIndex >= 0;
  const boxes = [...document.querySelectorAll("article *")].filter(
    (e) => scrolls(e) && e.scrollWidth > e.clientWidth + 1 && !reached(e));
  const cut = [...document.querySelectorAll("article .math")].filter((e) =>
    e.querySelector("math").getBoundingClientRect().width >
      e.closest("p, li, td, th, dd, dt, div").clientWidth + 1
    && !reached(e));
  return [...boxes, ...cut].map((e) => e.outerHTML.slice(0, 120));
}"""
# One text in each colour and size on each ground is enough for axe, whose
# time grows with their number. What is placed freely may lie on anything:
# every text in it is looked at.
CHOOSE_TEXTS = """(within) => {
  const grounds = new Map();
  const ground = (e) => {
    if (!e) return "";
    if (!grounds.has(e)) {
      const look = getComputedStyle(e);
      const own = [look.backgroundColor, look.backgroundImage, look.opacity,
        look.filter, look.mixBlendMode].join();
      const free = !/static|relative/.test(look.position)
        || look.transform !== "none" || e.matches("svg");
      const under = ground(e.parentElement);
      grounds.set(e, under === null || free ? null : `${under}/${own}`);
    }
    return grounds.get(e);
  };
  const seen = new Set();
  for (const root of document.querySelectorAll(within ?? "html"))
    for (const e of [root, ...root.querySelectorAll("*")]) {
      e.removeAttribute("data-looked-at");
      if ([...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) {
        const { color, fontSize, fontWeight, textShadow, visibility }
          = getComputedStyle(e);
        const under = e.checkVisibility() ? ground(e) : null;
        const key = [color, fontSize, fontWeight, textShadow, visibility,
          under].join();
        if (under !== null && seen.has(key)) continue;
        seen.add(key);
      } else if (!e.matches("input, select, textarea")) continue;
      e.setAttribute("data-looked-at", "");
    }
  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-looked-at]" },
  ] });
}"""
WRONG_FORMULA = "merror, .temml-error"


def test_the_book_is_built():
    assert PAGES, "There is no _build/html: run `make book` first."
    assert with_math, "No page has a formula."


LOOKS = [
    [("light", 1280), ("dark", 360)],
    [("dark", 1280), ("light", 360)],
]


def looks():
    """Every page in both themes and at both widths, in turns which at which.

    Source pages, all alike, are seen once each.
    """
    for k, name in enumerate(PAGES):
        source = name.startswith("_modules")
        seen = [LOOKS[k % 2][k // 2 % 2]] if source else LOOKS[k % 2]
        for theme, width in seen:
            yield pytest.param(
                name, theme, width, id=f"{name}-{theme}-{width}"
            )


@pytest.mark.parametrize(("name", "theme", "width"), list(looks()))
def test_page(visit, address, name, theme, width):
    page = visit(address + name, theme, width)
    assert page.locator("html").get_attribute("data-theme") == theme
    assert not page.evaluate(page_faults.FOLDS)
    if width > 600:
        page.emulate_media(media="print")
        assert not page.evaluate(page_faults.ON_PAPER)
        page.emulate_media(media="screen")
    page.evaluate(OPEN_FOLDS)

    sources = page.locator("article .math").count()
    assert page.locator("article .math math").count() == sources
    assert not page.locator(WRONG_FORMULA).count()
    assert not page.evaluate(RAW_MATH)

    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.evaluate(SMALL_PICTURES)
    assert not page.evaluate(UNREACHABLE)
    assert not page.evaluate(page_faults.BROKEN_WORDS)
    assert not page.evaluate(page_faults.SMALL_NUMBERS)
    for wide in (820, 1280, 1920) if width > 600 else ():
        page.set_viewport_size({"width": wide, "height": 900})
        assert not page.evaluate(page_faults.CUT), wide
    page.keyboard.press("Tab")
    assert not page.evaluate(page_faults.UNFOCUSED)
    assert not page.trouble
    assert not violations(page)  # last: axe itself loads style sheets


def settled(page):
    """Wait, no longer than it takes, until the theme has moved its boxes."""
    page.evaluate(SETTLED)


def violations(page, within=None):
    """What axe finds against WCAG 2.1 A and AA, one line each.

    On the page, or within what a selector finds.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {
        "runOnly": WCAG,
        "resultTypes": ["violations"],
        "preload": False,
    }
    axe = Axe()
    page.evaluate(axe.axe_script)
    page.evaluate(CHOOSE_TEXTS, within)
    # It is there: loading it again would undo the choice.
    found = Axe("0").run(page, context=within, options=options)
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def test_settled_is_after_the_theme_has_looked(visit, address):
    page = visit(f"{address}chapters/notation.html")
    settled(page)
    page.wait_for_timeout(400)  # long after anything was put there
    put = """() => { document.querySelector("article").innerHTML =
      `<div><pre id="wide">${"x".repeat(9000)}</pre></div>`; }"""
    page.evaluate(put)
    settled(page)
    box = page.locator("#wide")
    assert box.evaluate("(e) => e.tabIndex") == 0
    began = time.monotonic()
    page.wait_for_timeout(100)
    settled(page)
    assert time.monotonic() - began < 0.35


PALE = {
    "another colour": '<p style="color: #bbb">pale</p>',
    "in a formula": "<math><mi style='color: #bbb'>loss</mi></math>",
    "another ground": '<div style="background: #333"><p>dark</p></div>',
    "a ground behind": """<div style="position: absolute; background: #333;
      width: 9rem; height: 3rem"></div>
      <p style="position: absolute">laid over it</p>""",
    "thinned": '<div style="opacity: .3"><p>thin</p></div>',
    "smaller": '<p style="color: #888; font-size: 10px">small</p>',
}


@pytest.mark.parametrize("fault", PALE)
def test_one_pale_text_among_many_alike_is_found(visit, address, fault):
    page = visit(f"{address}chapters/notation.html")
    put = "(html) => document.querySelector('article').innerHTML += html"
    alike = "<p>as all</p><p style='color: #888; font-size: 30px'>large</p>"
    page.evaluate(put, alike * 2)
    assert not violations(page)
    page.evaluate(put, PALE[fault])
    (found,) = violations(page)
    assert found.startswith("color-contrast")


@pytest.mark.parametrize("name", with_math[:1])
def test_page_opened_as_a_file(visit, name):
    page = visit((HTML / name).as_uri())
    assert page.locator("article .math math").count()
    assert page.evaluate("document.fonts.check('1em \"Source Serif 4\"')")
    line = page.get_by_text("opened as a file")
    assert line.count() == 1
    assert "make serve" in line.inner_text()
    assert not page.locator("a[href*=lite]").count()
    assert not page.evaluate(SMALL_PICTURES)
    assert not page.trouble


def test_icons_come_from_a_small_font(visit, address):
    page = visit(f"{address}search.html")
    loaded = page.evaluate(
        "document.fonts.ready.then((all) => [...all]"
        ".filter((f) => f.status === 'loaded').map((f) => f.family))"
    )
    assert any("Course icons" in family for family in loaded)
    assert not any("Awesome" in family for family in loaded)
    icons = page.locator("i[class*=fa-]").all()
    assert icons
    for icon in icons:
        assert icon.get_attribute("aria-hidden") == "true"
        drawn = icon.evaluate("(e) => getComputedStyle(e, '::before').content")
        assert drawn not in ("none", "normal")
    assert not page.trouble


def test_the_front_door_leads_in(visit, address):
    page = visit(address + "search.html")
    page.goto(address)
    page.wait_for_url("**/intro.html")
    assert not page.trouble


def test_the_checklist_prints_on_one_sheet(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}chapters/checklist.html")
    page.evaluate("document.fonts.ready")
    printed = page.pdf(format="A4")
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
