// The theme's search scripts without a browser: the files that they ask for come from `read`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { REPOSITORY } from "./site.mjs";

const FOLDER = join(REPOSITORY, "themes/default/js/search");
const SCRIPTS = ["terms.js", "shards.js", "questions.js", "corrections.js", "excerpts.js", "ranking.js", "ask.js"];

/** The scripts' one global. `read`: the text of a file of the site, or undefined where there is none. `scripts`: further ones. */
export function engine(read, scripts = []) {
  const asked = [];
  const context = vm.createContext({ Blob, DecompressionStream, Response, atob, vademecum: {} });
  context.window = context;
  const run = (name) => vm.runInContext(readFileSync(join(FOLDER, name), "utf8"), context, { filename: name });
  [...SCRIPTS, ...scripts].forEach(run);
  const { vademecum } = context;
  vademecum.shards.root = () => "";
  vademecum.shards.bring = async (src) => {
    asked.push(src);
    const text = await read(src.split("?")[0]);
    if (text !== undefined) vm.runInContext(text, context, { filename: src });
  };
  return { vademecum, asked };
}
