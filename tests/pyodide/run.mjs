/**
 * Runs the package's tests under Pyodide, in Node.
 *
 *   node run.mjs <Pyodide's folder> <wheel> <zip> [argument ...]
 *
 * Pyodide comes from that folder and from nowhere else. The wheel is
 * installed, the zip unpacked into /course, and inside.py run there on the
 * arguments; its exit status becomes this one's.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, wheel, zip, ...rest] = process.argv.slice(2);
const SITE = "/lib/python3.12/site-packages";
const PROGRAM = "tests/pyodide/inside.py";
const PACKAGES = ["numpy", "packaging", "pygments"];
const RUN = `
import runpy, sys
sys.argv = list(arguments)
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
    status = 0
except SystemExit as end:
    status = int(end.code or 0)
status
`;

/** Pyodide fetches a file that its folder lacks; here it shall not. */
globalThis.fetch = async (url) => {
  throw new Error(`not in the folder ${folder}: ${url}`);
};

/** Starts Python, runs the program, gives its exit status. */
async function main() {
  const pyodideModule = pathToFileURL(resolve(folder, "pyodide.mjs"));
  const { loadPyodide } = await import(pyodideModule);
  const pyodide = await loadPyodide({ indexURL: resolve(folder) + "/" });
  await pyodide.loadPackage(PACKAGES, { messageCallback: () => {} });
  const bytes = (path) => new Uint8Array(readFileSync(path));
  pyodide.unpackArchive(bytes(wheel), "wheel", { extractDir: SITE });
  pyodide.unpackArchive(bytes(zip), "zip", { extractDir: "/course" });
  pyodide.FS.chdir("/course");
  pyodide.globals.set("arguments", pyodide.toPy([PROGRAM, ...rest]));
  return pyodide.runPython(RUN);
}

try {
  process.exitCode = await main();
} catch (error) {
  // Node would print the line of Pyodide's source, of a million characters.
  console.error(error.message ?? error);
  process.exitCode = 70;
}
