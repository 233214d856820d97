// Loaded on every page of the book (see _ext/live.py): a few lines that
// fetch the rest where a page has something for it.

import { anyKept } from "./kept.mjs";
import { wake } from "./parts.mjs";

function begin() {
  wake(document);
  const bar = document.querySelector(".live-bar");
  if (bar) offer(bar);
}

/** One button; or at once, if the reader's edits are kept from before. */
function offer(bar) {
  if (anyKept()) {
    open(bar);
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Edit and run the code on this page";
  button.addEventListener("click", async () => {
    if (button.disabled) return;
    button.disabled = true; // a double click is one
    await open(bar);
    button.remove();
    bar.querySelector("button").focus();
  });
  bar.append(button);
}

async function open(bar) {
  const { openCells } = await import("./cells.mjs");
  openCells(bar);
}

if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", begin);
else begin();
