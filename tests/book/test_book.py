"""What must hold on every built page; no browser needed."""

import gzip
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

import backprop
from backprop.exercises import feedback
from backprop.exercises.registry import CHAPTERS
from tools.fonts import ICONS

ROOT = Path(__file__).resolve().parents[2]
LOADING_RELS = {
    "stylesheet", "preload", "modulepreload", "prefetch", "preconnect",
    "dns-prefetch", "icon", "shortcut", "apple-touch-icon", "manifest",
}  # fmt: skip
LOADING_ATTRIBUTES = [
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"),
    ("source", "srcset"), ("iframe", "src"), ("video", "src"),
    ("audio", "src"), ("embed", "src"), ("object", "data"),
]  # fmt: skip
ELSEWHERE = re.compile(r"(https?:)?//", re.IGNORECASE)
CSS_LOAD = re.compile(
    r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')]+)"""
)
JS_LOAD = re.compile(
    r"""(?:fetch|import|importScripts|Worker|\.src\s*=|\.open)\s*"""
    r"""\(?\s*(?:"GET",\s*)?["'`]((?:https?:)?//[^"'`]+)"""
)
FILE_NAME = re.compile(r"[\w./\\-]+\.(png|svg|jpe?g|gif|webp)|[0-9a-f]{16,}")


def wrong(found):
    return "\n" + "\n".join(f"  {line}" for line in found)


def test_the_book_builds_without_a_warning(built):
    said, html = built
    assert not said, said
    assert (html / "index.html").is_file()


def test_every_page_of_the_table_of_contents_is_there(html):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    chapters = [c for part in toc["parts"] for c in part["chapters"]]
    sections = [s for c in chapters for s in c.get("sections", ())]
    listed = [toc["root"]] + [page["file"] for page in chapters + sections]
    assert not [f for f in listed if not (html / f"{f}.html").is_file()]


def test_images_have_words(pages):
    found = []
    for path, soup in pages.items():
        for image in soup.find_all("img"):
            alt = image.get("alt")
            if "logo__image" in image.get("class", []) and alt == "":
                continue  # the title stands beside it
            least = 20 if image.find_parent("article") else 1
            if len(alt or "") < least or FILE_NAME.fullmatch(alt):
                found.append(f"{path.name}: {image.get('src')}: alt={alt!r}")
    assert not found, wrong(found)


def loads(soup):
    """Every address that this page loads, without its scripts' doing."""
    for tag, attribute in LOADING_ATTRIBUTES:
        for element in soup.find_all(tag, **{attribute: True}):
            value = element[attribute]
            if attribute == "srcset":
                yield from (part.split()[0] for part in value.split(","))
            else:
                yield value
    for link in soup.find_all("link", href=True):
        if LOADING_RELS & {rel.lower() for rel in link.get("rel", [])}:
            yield link["href"]


def test_nothing_is_loaded_from_another_host(pages):
    found, files = [], set()
    for path, soup in pages.items():
        for address in loads(soup):
            if ELSEWHERE.match(address):
                found.append(f"{path.name}: {address}")
            elif address.split("?")[0].endswith((".css", ".js", ".mjs")):
                files.add((path.parent / address.split("?")[0]).resolve())
        inline = "\n".join(
            [tag.get_text() for tag in soup.find_all(["style", "script"])]
            + [tag["style"] for tag in soup.find_all(style=True)]
        )
        for pattern in (CSS_LOAD, JS_LOAD):
            found += [f"{path.name}: {x}" for x in pattern.findall(inline)]
    for file in sorted(files):
        pattern = CSS_LOAD if file.suffix == ".css" else JS_LOAD
        text = file.read_text("utf-8")
        found += [f"{file.name}: {x}" for x in pattern.findall(text)]
    assert files, "no style sheet and no script was looked at"
    assert not found, wrong(found)


def test_inner_links_lead_somewhere(html, pages):
    anchors = {
        path: {tag["id"] for tag in soup.find_all(id=True)}
        | {tag["name"] for tag in soup.find_all("a", attrs={"name": True})}
        for path, soup in pages.items()
    }
    found = []
    for path, soup in pages.items():
        links = [a["href"] for a in soup.find_all("a", href=True)]
        for href in [*links, *loads(soup)]:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or href.startswith("LITE/"):
                continue  # LITE/: _static/frame.js, test_lite.py
            target = path
            if parts.path:
                target = (path.parent / unquote(parts.path)).resolve()
            anchor = unquote(parts.fragment)
            if not target.is_file() or (
                anchor and anchor not in anchors.get(target, {anchor})
            ):
                found.append(f"{path.relative_to(html)}: {href}")
    assert not found, wrong(found)


def test_pages_say_what_they_are(pages, chapters):
    found = []
    for path, soup in pages.items():
        if not (soup.title and soup.title.get_text().strip()):
            found.append(f"{path.name}: no title")
        if soup.html.get("lang") != "en":
            found.append(f"{path.name}: language {soup.html.get('lang')!r}")
        if len(soup.find_all("h1")) != 1:
            found.append(f"{path.name}: {len(soup.find_all('h1'))} h1")
    for path, soup in chapters.items():
        tag = soup.find("meta", attrs={"name": "description"})
        length = len(tag["content"]) if tag else 0
        if not 60 <= length <= 160:
            found.append(f"{path.name}: description of {length} characters")
    assert not found, wrong(found)


def test_the_reference_has_every_public_name(html, pages):
    soup = pages[html / "chapters" / "api.html"]
    documented = {
        tag["id"].rsplit(".", 1)[-1] for tag in soup.select("dt.sig[id]")
    }
    missing = set(backprop.__all__) - documented
    assert not missing


def test_chapters_are_light(chapters):
    sizes = {
        path.name: len(gzip.compress(path.read_bytes())) for path in chapters
    }
    heavy = {name: size for name, size in sizes.items() if size > 120_000}
    assert not heavy, heavy


def test_no_page_waits_for_a_script_or_for_two_style_sheets(pages):
    """But the front door, which only leads on."""
    found = []
    for path, soup in pages.items():
        waits = [
            tag["src"]
            for tag in soup.select("head script[src]")
            if not tag.has_attr("defer")
        ]
        sheets = soup.select("link[rel=stylesheet]")
        if waits or len(sheets) != 1 and path.name != "index.html":
            found.append(f"{path.name}: {waits}, {len(sheets)} style sheets")
    assert not found, wrong(found)


def test_the_icons_of_every_page_are_in_the_small_font(pages):
    found = {
        (name, path.name)
        for path, soup in pages.items()
        for icon in soup.select("[class*=fa-]")
        for name in icon["class"]
        if name.startswith("fa-") and name not in ("fa-solid", "fa-lg")
    }
    assert found
    assert not {x for x in found if x[0].removeprefix("fa-") not in ICONS}


def test_the_two_addresses_stand_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    urls = project["project"]["urls"]
    addresses = [url.rstrip("/") for url in urls.values()]
    assert len(addresses) == 2
    text = {".py", ".md", ".ipynb", ".toml", ".yml", ".cff", ".css", ".js"}
    folders = (
        "backprop chapters exercises tests tools _ext _find _static .github"
    )
    files = [f for f in ROOT.glob("*") if f.is_file()]
    for folder in folders.split():
        files += (ROOT / folder).rglob("*")
    found = [
        f"{file.relative_to(ROOT)}: {address}"
        for file in files
        if file.suffix in text and file.name != "pyproject.toml"
        for address in addresses
        if address in file.read_text("utf-8")
    ]
    assert not found, wrong(found)


def test_what_a_check_links_to_is_there(html, pages, monkeypatch):
    monkeypatch.setenv("BACKPROP_BOOK", "book")
    every = [e for exercises in CHAPTERS.values() for e in exercises]
    sections = {e.section for e in every} | {
        wrong.section for e in every for wrong in e.mistakes if wrong.section
    }
    for section in sections:
        address = feedback.link(section)[1]
        page, _, anchor = address.partition("#")
        soup = pages[html / page.removeprefix("book/")]
        place = soup.select_one(f"section#{anchor}")
        assert place, section
        title = place.get_text().replace("’", "'")
        assert section.partition("#")[2] in title


def test_pages_name_their_published_address(html, pages):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    address = project["project"]["urls"]["Documentation"]
    named = {
        path.relative_to(html).as_posix(): tag["href"]
        for path, soup in pages.items()
        for tag in soup.select("link[rel=canonical]")
    }
    assert named
    assert named == {name: address + name for name in named}
