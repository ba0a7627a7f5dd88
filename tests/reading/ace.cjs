// DAISY Ace on every book named; prints one line of JSON: book -> findings.
// The browser is the one in PUPPETEER_EXECUTABLE_PATH.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");
require("winston").configure({ silent: true });

async function findings(book, folder) {
  const options = { outdir: folder, tmpdir: folder, silent: true };
  const [, report] = await ace(book, options, runner);
  return report.assertions.flatMap((file) =>
    file.assertions.map((found) => ({
      file: file["earl:testSubject"].url,
      impact: found["earl:test"]["earl:impact"],
      rule: found["earl:test"]["dct:title"],
      html: (found["earl:result"].html || "").slice(0, 300),
    })),
  );
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ace-"));
  const found = {};
  for (const book of process.argv.slice(2)) found[book] = await findings(book, folder);
  fs.rmSync(folder, { recursive: true, force: true });
  console.log(JSON.stringify(found));
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
