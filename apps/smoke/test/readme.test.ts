import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { listBlocks, recordRun } from "@session-api/examples";
import { startServer } from "@session-api/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { smokeHelp } from "../src/cli/smokeHelp.ts";
import { runSmoke } from "../src/flow/runSmoke.ts";
import { findProblem } from "../src/fuzz/findProblem.ts";
import { formatCurl } from "../src/fuzz/formatCurl.ts";
import type { FuzzRequest } from "../src/fuzz/generate/FuzzRequest.ts";
import { createPrinter } from "../src/reports/createPrinter.ts";
import { body, check } from "./faulty/Fault.ts";
import { startProxy } from "./faulty/startProxy.ts";
import { chooseSize } from "./fullSize.ts";
import { putCode } from "./putCode.ts";
import { command, type Ended, findFreePort, NODE_COMPILE_CACHE } from "./sessionSmoke.ts";
import { startLiveServer } from "./startLiveServer.ts";

const packageFolder = join(import.meta.dirname, "..");
const readme = readFileSync(join(packageFolder, "README.md"), "utf8");
const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));

/** Every block with its name: its file, or else its first line. */
const blocks = listBlocks("README.md").map(({ fileName, code }) => {
  const [firstLine = ""] = code.trim().split("\n", 1);
  return { name: fileName ?? firstLine.replace(/ +/g, " "), code };
});

function findBlock(name: string): string {
  return blocks.find((block) => block.name === name)?.code ?? expect.fail(`the README has no block ${name}`);
}

const me = "me@example.com";
const local = "http://127.0.0.1:4020/api/auth/v2";
const production = "https://intelligence.threatwinds.com/api/auth/v2";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-smoke-readme-"));
  // A program in this folder finds the package as if it were installed.
  mkdirSync(join(folder, "node_modules/@session-api"), { recursive: true });
  symlinkSync(packageFolder, join(folder, "node_modules/@session-api/smoke"), "junction");
  symlinkSync(join(packageFolder, "node_modules/@types"), join(folder, "node_modules/@types"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  writeFileSync(join(folder, "mailpit-code.sh"), findBlock("mailpit-code.sh"));
  // There is no IMAP server here, so this program takes the place of imap-code.mjs and reads the code from a file.
  writeFileSync(
    join(folder, "imap-code.mjs"),
    `import { existsSync, readFileSync } from "node:fs";
     const file = process.env.SESSION_SMOKE_VERIFICATION_CODE_ID;
     while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
     console.log(readFileSync(file, "utf8"));`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a live server that puts each code into the folder. */
const startFileServer = () =>
  startServer({
    users: [{ email: me }],
    mail: (mail) => putCode(folder, mail),
  });

/** Runs a program in the folder. */
async function run(program: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", NODE_COMPILE_CACHE, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const [code] = await once(child, "close");
  return { ...output, code };
}

/** Runs a shell block. `npx session-smoke` runs the command of this package, from its source. */
function runShell(script: string, env?: Record<string, string>): Promise<Ended> {
  const npx = `npx() { test "$1" = session-smoke; shift; '${process.execPath}' '${command}' "$@"; }`;
  return run("bash", ["-e", "-c", `${npx}\n${script}`], env);
}

/** Replaces the parts of an output that differ from run to run. */
function normalise(output: string): string[] {
  const lines = stripVTControlCharacters(output).split("\n");
  return lines.map((line) => line.trim().replace(/\d+/g, "0").replace(/ +/g, " "));
}

// Each test mostly waits for processes.
describe.concurrent("the README", { timeout: 60_000 }, () => {
  it("has a test for every block", () => {
    expect(blocks.map(({ name }) => name)).toEqual([
      "npm install --save-dev @session-api/smoke",
      "npx session-smoke",
      "npx session-smoke --target mock --state",
      "ok verifySession refuses the same code a second time 6 ms",
      "wait createSession 54 s, as the server asks at its limits (429)",
      `npx session-smoke --url ${local} --email ${me} --code-from smtp:2525`,
      "imap-code.mjs",
      "mailpit-code.sh",
      ".github/workflows/session-api.yml",
      "npx session-smoke fuzz",
      "fuzz: failed, it was accepted with 202, though code does not match its schema",
      'import { runSmoke, startServerTarget } from "@session-api/smoke";',
    ]);
  });

  // The registry does not have the package before its first release.
  it("names the package and the command to install", () => {
    expect(findBlock("npm install --save-dev @session-api/smoke")).toContain(` ${manifest.name}\n`);
    expect(manifest.publishConfig.bin).toHaveProperty("session-smoke");
  });

  it("lists the options of the help text", () => {
    const table = /^\| option .*?\n\n/ms.exec(readme)?.[0] ?? "";
    const options = (text: string) => new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g));
    expect(options(table)).toEqual(options(smokeHelp));
  });

  it("starts with a command that runs", async () => {
    const script = findBlock("npx session-smoke");
    const { stdout, code } = await runShell(script);
    expect(stdout).toMatch(/smoke: \d+ passed, 0 failed, \d+ skipped in /);
    expect(code).toBe(0);
    recordRun(script);
  });

  // The input is not a terminal here, so the codes of the running server come from a command and not from a prompt.
  it("has commands for the mock that remembers, for the live server and for a running one", async () => {
    await using server = await startFileServer();
    const block = findBlock("npx session-smoke --target mock --state");
    const script = block
      .replace(production, server.url)
      .replace(/(?<=--email .*)$/m, ' --code-from "command:node imap-code.mjs"');
    const { stdout, code } = await runShell(script);
    expect(stdout.match(/smoke: \d+ passed, 0 failed, \d+ skipped in /g)).toHaveLength(3);
    expect(stdout).toContain(server.url);
    expect(code).toBe(0);
    recordRun(block);
  });

  it("shows a failure as it is printed", async () => {
    await using server = await startLiveServer(2);
    const fault = body("", /./, check, (session) => ({ ...session, expireAt: String(session.expireAt) }));
    await using proxy = await startProxy(server, fault.answer);
    const lines: string[] = [];
    const printer = createPrinter(1, (line) => lines.push(line));
    await runSmoke(server.target(proxy.url), { onStep: printer.step });
    const block = findBlock("ok verifySession refuses the same code a second time 6 ms");
    const [passed = "", ...failed] = normalise(block.trim());
    const printed = normalise(lines.join("\n"));
    expect(printed).toContain(passed);
    expect(printed.join("\n")).toContain(failed.join("\n"));
    recordRun(block);
  });

  it("shows a wait as it is printed", () => {
    const lines: string[] = [];
    createPrinter(1, (line) => lines.push(line)).wait({ operation: "createSession", seconds: 54 });
    const block = findBlock("wait createSession 54 s, as the server asks at its limits (429)");
    expect(`${stripVTControlCharacters(lines.join("\n"))}\n`).toBe(block);
    recordRun(block);
  });

  it("receives the codes of a running server by SMTP", async () => {
    const port = String(await findFreePort());
    await using server = await startServer({ users: [{ email: me }], mail: `smtp://127.0.0.1:${port}` });
    const block = findBlock(`npx session-smoke --url ${local} --email ${me} --code-from smtp:2525`);
    const { stdout, code } = await runShell(block.replace(local, server.url).replace("2525", port));
    expect(stdout).toMatch(/ok +verifySession accepts the code from the mail/);
    expect(stdout).toMatch(/, 0 failed, \d+ skipped in /);
    expect(code).toBe(0);
    recordRun(block);
  });

  // It needs an IMAP server and the package imapflow, so it is only parsed here.
  it("has a program for an IMAP mailbox that parses", async () => {
    writeFileSync(join(folder, "parsed.mjs"), findBlock("imap-code.mjs"));
    expect(await run(process.execPath, ["--check", "parsed.mjs"])).toMatchObject({ code: 0, stderr: "" });
  });

  // A small HTTP server takes the place of Mailpit, which has no package that npm installs.
  it("has a program for Mailpit that reads each mail once", async () => {
    const mails: string[] = [];
    const queries: string[] = [];
    await using mailpit = createServer(({ method, url = "" }, response) => {
      const { pathname, searchParams } = new URL(url, "http://mailpit");
      queries.push(`${method} ${pathname} ${searchParams.get("query")?.replace(/\d+/, "0")}`);
      if (method === "DELETE") mails.length = 0;
      else response.statusCode = mails.length > 0 ? 200 : 404;
      response.end(mails.at(-1));
    }).listen(0, "127.0.0.1");
    await once(mailpit, "listening");
    await using server = await startServer({
      users: [{ email: me }],
      mail: ({ code }) => void mails.push(`Your code: ${code}\n`),
    });
    const smoke = `npx session-smoke --url ${server.url} --email ${me} --code-from 'command:sh mailpit-code.sh'`;
    const { port } = mailpit.address() as AddressInfo;
    const { stdout, code } = await runShell(smoke, { MAILPIT_URL: `http://127.0.0.1:${port}` });
    expect(stdout).toMatch(/, 0 failed, \d+ skipped in /);
    expect(code).toBe(0);
    const query = `to:${me} after:0`;
    expect(new Set(queries)).toEqual(new Set([`GET /view/latest.txt ${query}`, `DELETE /api/v1/search ${query}`]));
    recordRun(findBlock("mailpit-code.sh"));
  });

  // GitHub's runner is not here, so the test runs the step that calls the command, and only reads the others.
  it("has a workflow whose smoke step runs", async () => {
    const workflow = findBlock(".github/workflows/session-api.yml");
    const { jobs } = parse(workflow);
    const steps: { uses?: string; run?: string; env?: Record<string, string> }[] = jobs.smoke.steps;
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[\w-]+@[\da-f]{40}$/);
    const [install = "", smoke = ""] = steps.flatMap((step) => step.run ?? []);
    const imported = findBlock("imap-code.mjs").matchAll(/from "(?!node:)(.+)"/g);
    expect(install).toBe(
      `npm install --no-save ${[manifest.name, ...Array.from(imported, ([, name]) => name)].join(" ")}`,
    );
    expect(Object.keys(steps.at(-1)?.env ?? {})).toEqual(expect.arrayContaining(["SMOKE_URL", "SMOKE_EMAIL"]));
    await using server = await startFileServer();
    const summary = join(folder, "summary.md");
    const { code } = await runShell(smoke, {
      SMOKE_URL: server.url,
      SMOKE_EMAIL: me,
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(code).toBe(0);
    expect(readFileSync(summary, "utf8")).toContain("## Session smoke passed");
    expect(readFileSync(join(folder, "smoke.xml"), "utf8")).toContain("<testsuite ");
    recordRun(workflow);
  });

  it("has commands that fuzz", async () => {
    await using server = await startServer({ limits: "off", mail: () => {} });
    const block = findBlock("npx session-smoke fuzz");
    const fuzz = block.replace(local, server.url).replace(" --runs 100000", "");
    const { stdout, code } = await runShell(fuzz.replaceAll("fuzz", `fuzz --runs ${chooseSize(300, 5_000)}`));
    expect(stdout.match(/fuzz: passed/g)).toHaveLength(2);
    expect(code).toBe(0);
    recordRun(block);
  });

  it("shows a failure of the fuzzer as it is printed", () => {
    const request: FuzzRequest = {
      method: "PUT",
      path: "/session/verification",
      headers: { "Content-Type": "application/json" },
      bearer: "none",
      body: { text: '{"verificationCodeID":" ","code":true}', encoding: "utf8" },
      mistake: "code does not match its schema",
      isOdd: false,
    };
    const exchange = { method: request.method, path: request.path, status: 202, headers: new Headers(), text: "" };
    const problem = findProblem(request, exchange, { operation: undefined, violations: [] });
    const block = findBlock("fuzz: failed, it was accepted with 202, though code does not match its schema");
    expect(block).toBe(`fuzz: failed, ${problem}\n\n${formatCurl(local, request)}\n`);
    recordRun(block);
  });

  const inReadme = findBlock('import { runSmoke, startServerTarget } from "@session-api/smoke";');
  const [inDocstring] = listBlocks("src/flow/runSmoke.ts");
  it.each([
    ["a program", inReadme, /^passed \[\] \[/],
    ["a docstring of runSmoke", inDocstring?.code ?? "", /^passed \d+$/m],
  ])("has %s that compiles and runs", async (name, program, output) => {
    const project = join(folder, name.replaceAll(" ", "-"));
    mkdirSync(project);
    writeFileSync(join(project, "program.ts"), program);
    const config = { extends: join(packageFolder, "../../tsconfig.json"), include: ["program.ts"] };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(packageFolder, "node_modules/typescript/bin/tsc");
    expect(await run(process.execPath, [tsc, "--project", project])).toMatchObject({ code: 0, stdout: "" });
    const { stdout, code } = await run(process.execPath, [join(project, "program.ts")]);
    expect(stdout).toMatch(output);
    expect(code).toBe(0);
    recordRun(program);
  });
});
