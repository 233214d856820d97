// The page's Python, in a worker: the page stays alive while it computes.
// Each question {id, kind, ...} gets any number of {id, output}, and then
// {id, result} or {id, error}. {status} tells how the start goes on.

let python;
let load;

/** Fetch a file of the course; a missing one is an error, not a page. */
async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function start(settings) {
  const said = { messageCallback() {}, errorCallback: console.warn };
  const wheel = bytes(settings.wheel);
  const own = Promise.all(settings.python.map(bytes));
  const { loadPyodide } = await import(`${settings.pyodide}pyodide.mjs`);
  const pyodide = await loadPyodide({
    indexURL: settings.pyodide,
    packages: ["numpy"],
    env: {
      HOME: "/home/pyodide",
      BACKPROP_BOOK: settings.book,
      BACKPROP_LIVE: "static", // figures of the page, not widgets
      MPLBACKEND: "module://page_canvas",
    },
    stdout() {},
    stderr: (line) => console.warn(line),
  });
  const site = pyodide.runPython(
    "import sysconfig; sysconfig.get_path('purelib')");
  pyodide.unpackArchive(await wheel, "wheel", { extractDir: site });
  (await own).forEach((text, k) => {
    const name = settings.python[k].split("/").pop();
    pyodide.FS.writeFile(`${site}/${name}`, new Uint8Array(text));
  });
  python = pyodide.pyimport("page_python");
  load = (module) =>
    pyodide.loadPackagesFromImports(`import ${module}`, said);
}

/** Import what the text imports; packages of Pyodide come when missing. */
async function prepare(text) {
  const tried = new Set();
  for (;;) {
    const missing = python.missing(text);
    if (!missing || tried.has(missing)) return;
    tried.add(missing);
    postMessage({ status: `Loading ${missing} …` });
    await load(missing);
  }
}

const kinds = {
  start: (question) => start(question.settings),
  async run({ id, cell, text }) {
    await prepare(text);
    postMessage({ id, begun: true });
    const send = (output) => postMessage({ id, output });
    return python.run(cell, text, send);
  },
  async call({ name, values }) {
    const [module] = name.split(":");
    await prepare(`import ${module}`);
    return python.call(name, JSON.stringify(values));
  },
};

async function answer(question) {
  const { id, kind } = question;
  try {
    postMessage({ id, result: await kinds[kind](question) });
  } catch (error) {
    // Python's own errors in a cell are outputs: this one is of the machine.
    const message = `${error.message ?? error}`.trim().split("\n").pop();
    postMessage({ id, error: message, fatal: kind !== "call" });
  }
}

let last = Promise.resolve();
addEventListener("message", ({ data }) => {
  last = last.then(() => answer(data));
});
