// A site as the program writes it, in a folder that is gone when the test process ends.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** The program under test: $VADEMECUM, or whichever of the two builds is newer. */
export function binary() {
  if (process.env.VADEMECUM) return resolve(process.env.VADEMECUM);
  const built = ["release", "debug"]
    .map((profile) => join(REPOSITORY, "target", profile, "vademecum"))
    .filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (built.length === 0) throw new Error("there is no vademecum yet: run `cargo build`, or set VADEMECUM");
  return built[0];
}

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "vademecum-"));
  folders.push(folder);
  return folder;
}

/** Builds `root` into a new folder: where the site is, the exit code and what was said. */
export function build(root, ...options) {
  const site = join(temporaryFolder(), "site");
  const run = spawnSync(binary(), ["-r", root, "build", "-o", site, ...options], { encoding: "utf8" });
  return { site, code: run.status, said: run.stderr };
}

/** The same for a site that has to build. Nobody writes into it: within a run of `./test`, which names a folder in
 * $VADEMECUM_SITES, a site of the repository is built once for all files. */
export function built(root = REPOSITORY, ...options) {
  const isShared = process.env.VADEMECUM_SITES && root.startsWith(REPOSITORY);
  if (!isShared) return builtAnew(root, options);
  const name = createHash("sha256").update(JSON.stringify([root, options])).digest("hex").slice(0, 16);
  const shared = join(process.env.VADEMECUM_SITES, name);
  if (!existsSync(shared)) share(builtAnew(root, options), shared);
  return shared;
}

function builtAnew(root, options) {
  const { site, code, said } = build(root, ...options);
  if (code !== 0) throw new Error(`${root} does not build (${code}):\n${said}`);
  return site;
}

/** Moves a site to where others find it, in one step; another file may have been faster. */
function share(site, shared) {
  try {
    renameSync(site, shared);
  } catch (error) {
    if (!existsSync(shared)) throw error;
  }
}

/** A root whose content is given as `{path: text}`. */
export function rootOf(sources) {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(sources)) writeSource(root, path, text);
  return root;
}

export function writeSource(root, path, text) {
  const file = join(root, "content", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The roots of the golden sites, by name. */
export function goldenRoots() {
  const sites = join(REPOSITORY, "tests", "sites");
  return readdirSync(sites)
    .filter((name) => existsSync(join(sites, name, "content")))
    .sort()
    .map((name) => ({ name, root: join(sites, name) }));
}

export const RTL_ROOT = join(REPOSITORY, "tests", "sites", "rtl");

export const fileUrl = (site, page) => pathToFileURL(join(site, page)).href;

/** Whatever a reader does on disk is worth nothing in a browser that lets files read each other: asked first. */
export async function assertRefusesSiblings(guest) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "probe.html"), "<!doctype html><meta charset=utf-8><title>Probe</title>");
  writeFileSync(join(folder, "sibling.txt"), "read");
  await guest.open(fileUrl(folder, "probe.html"));
  const answer = await guest.evaluate(`fetch("sibling.txt").then((answer) => answer.text(), () => "refused")`);
  if (answer !== "refused") throw new Error(`a sibling file was ${answer}: this is no reader's browser`);
}
