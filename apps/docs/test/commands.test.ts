import { join } from "node:path";
import { listBlocks, recordRun, runServer } from "@session-api/examples";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const install = /^npm install --save-dev (?:@session-api\/(?:mock|docs) ?)+\n/;
const blocks = ["README.md", "../../packages/mock/README.md", "../server/README.md"]
  .flatMap((file) => listBlocks(file))
  .filter(({ code }) => install.test(code) && code.includes(" --docs"));

const define = `
npx() { shift; '${process.execPath}' '${root}/packages/mock/src/command.ts' --port 0 "$@"; }
session-server() { '${process.execPath}' '${root}/apps/server/src/command.ts' "$@"; }
`;
const env = { SESSION_SERVER_PORT: "0", SESSION_SERVER_DATABASE: "sqlite::memory:" };

it.each(blocks)("$place serves the site beside the API", { timeout: 60_000 }, async ({ code, place }) => {
  const call = 'curl -s -m 10 "$(echo "$URL" | cut -d/ -f1-3)/try/target.json"';
  // The packages are installed already.
  const { exitCode, output } = await runServer(define + code.replace(install, ""), call, { env });
  expect(output, place).toContain('"baseUrl"');
  expect(exitCode, output).toBe(0);
  recordRun(code);
});

it("finds the commands of three READMEs", () => {
  expect(blocks).toHaveLength(3);
});
