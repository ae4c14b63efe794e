import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "@session-api/browsers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followGuide } from "./followGuide.ts";
import { startReader } from "./startReader.ts";

const dist = join(import.meta.dirname, "../../dist");
mkdirSync(dist, { recursive: true });
const folder = mkdtempSync(join(dist, "wrong-guides-"));

let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  browser = await launchBrowser("chromium");
}, 400_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a guide of these blocks and lines, and follows it. */
async function follow(name: string, ...blocks: string[]): Promise<void> {
  const file = join(folder, `${name}.mdx`);
  writeFileSync(file, blocks.map((block) => (block.includes("\n") ? `\`\`\`${block}\n\`\`\`\n` : block)).join("\n"));
  await using reader = await startReader(join(folder, name), browser);
  await followGuide(file, reader);
}

describe.concurrent("a guide", { timeout: 60_000 }, () => {
  it.each([
    ["with another output than its program", ["sh\necho one", 'txt title="Output"\ntwo'], /:5: .*one.*two/s],
    ["with a part of the output", ["sh\necho one two", 'txt title="Output"\none'], /:5: .*one two/s],
    ["with a command that fails", ["sh\nfalse"], /:1: ended with 1/],
    ["with a command that should fail", ["sh fails\ntrue"], /:1: ended with 0/],
    ["with a server that ends", ["sh keeps-running\nnode --eval 0"], /:1: .*without a match/s],
    ["with a failing command before a right one", ["sh\nfalse\ntrue"], /:1: ended with 1/],
    ["with a command that it did not install", ["sh\nnpx session-mock --version"], /needs an npm install line/],
    ["with a package that nothing here has", ["sh\nnpm install left-pad"], /add it to the devDependencies of one/],
    ["with a program of another folder", ["sh\nmkdir a", 'js title="b.mjs"\n', "sh\ncd a && node b.mjs"], /b\.mjs/],
    ["with a block of an unknown place", ["js\nconsole.log(1);"], /give it a title/],
    ["with an output of nothing", ['txt title="Output"\none'], /runs nothing/],
    ["with a page that nothing serves", ["Open [http://127.0.0.1:3000](http://127.0.0.1:3000)."], /:1: .*refused/is],
    ["with a README that lacks the file", ['<Example readme="README.md" file="no.ts" />'], /has no block no.ts/],
  ])("%s fails", async (name, blocks, message) => {
    await expect(follow(name.replaceAll(" ", "-"), ...blocks)).rejects.toThrow(message);
  });

  it("keeps the folder and the variables of a terminal, and types the code of another one", async () => {
    const mock = ["sh\nmkdir app && cd app\nnpm install @session-api/mock\nexport name=Ada", 'js title="a.mjs"\n'];
    const login = "curl -sS -o /dev/null -H 'Content-Type: application/json' -d '{\"email\":\"ada@example.com\"}' $api";
    await follow(
      "right",
      ...mock,
      'sh\nls a.mjs && echo "$name"',
      'txt title="Output"\na.mjs\nAda',
      'sh title="First" keeps-running\nnpx session-mock --state',
      `sh\napi=http://127.0.0.1:4010/api/auth/v2/session\n${login}\nread -r code\necho "got $code"`,
      'txt title="Output"\ngot …',
      'txt title="First"\ncode … for ada@example.com',
      'sh title="First"\necho "the mock was stopped"',
      'txt title="Output"\nthe mock was stopped',
      'sh fails\ncurl -sS -o /dev/null "$api"',
      'sh not-run="It never ends by itself."\nsleep 1000',
    );
  });
});
