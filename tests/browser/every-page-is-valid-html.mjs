import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { RTL_ROOT, built } from "./lib/site.mjs";

const JAR = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

test("every page is valid HTML", () => {
  const sites = [built(), built(RTL_ROOT)];
  const options = ["-Xss4m", "-jar", JAR, "--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always"];
  const run = spawnSync("java", [...options, ...sites], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(run.status, 0, run.error?.message ?? run.stderr);
  // The findings are on standard error; without this line an empty answer would count as praise.
  const { messages } = JSON.parse(run.stderr);
  assert.deepEqual(messages.map(sentence), []);
});

const sentence = ({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} ${JSON.stringify(extract ?? "")}`;
