import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { recordRun } from "@session-api/examples";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getRecipe } from "../getRecipe.ts";
import { Visitor } from "./Visitor.ts";

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));
const recipe = getRecipe("express.ts");
const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", recipe], {
  cwd: packageFolder,
  env: { ...process.env, PORT: "0", NO_COLOR: "1" },
  stdio: ["ignore", "pipe", "pipe"],
});
afterAll(() => child.kill());
const lines = createInterface(child.stdout);
const errors = createInterface(child.stderr);

let url: string;
beforeAll(async () => {
  const [line] = await once(lines, "line");
  url = `http://127.0.0.1:${/port: (\d+)/.exec(line)?.[1]}`;
});

const visitAsGuest = () => new Visitor((path, init) => fetch(`${url}${path}`, init));

async function requestCode(visitor: Visitor, email: string): Promise<string> {
  const printed = once(lines, "line");
  expect(await visitor.visit("/login", { email })).toEqual([200, expect.stringContaining('action="/code"')]);
  const [line] = await printed;
  return /code is (\w+)/.exec(line)?.[1] ?? "";
}

it("logs a user in over two requests, and keeps both secrets on the server", async () => {
  const visitor = visitAsGuest();
  expect(await visitor.visit("/")).toEqual([200, expect.stringContaining('action="/login"')]);
  const code = await requestCode(visitor, "john@doe.net");
  const before = [...visitor.cookies.values()];
  expect(await visitor.visit("/code", { code: `${code}0` })).toEqual([401, expect.stringMatching(/^Wrong code/)]);
  expect(await visitor.visit("/code", { code })).toEqual([200, expect.stringMatching(/^Hello ./)]);
  expect(await visitor.visit("/")).toEqual([200, expect.stringMatching(/^Hello ./)]);
  expect([...visitor.cookies.values()]).not.toEqual(before);
  expect(JSON.stringify([...visitor.cookies])).not.toContain("pending1.");
  recordRun(recipe);
});

it("accepts a code that a double click sends twice", async () => {
  const visitor = visitAsGuest();
  const code = await requestCode(visitor, "john@doe.net");
  const pages = await Promise.all([visitor.visit("/code", { code }), visitor.visit("/code", { code })]);
  expect(pages.map(([status]) => status)).toEqual([200, 200]);
  expect(await visitor.visit("/")).toEqual([200, expect.stringMatching(/^Hello ./)]);
});

it("shows no error of its own to the visitor, and prints it for the developer", async () => {
  const visitor = visitAsGuest();
  const printed = once(errors, "line");
  const tooLarge = { email: "a".repeat(200_000) };
  expect(await visitor.visit("/login", tooLarge)).toEqual([500, "Please try again later (error id none)"]);
  expect((await printed)[0]).toContain("PayloadTooLargeError");
});

it("tells a mistake of the visitor, and keeps the pending login", async () => {
  const visitor = visitAsGuest();
  const mistake = [400, expect.stringMatching(/^Please check your input/)];
  for (const email of ["", "nonsense"]) expect(await visitor.visit("/login", { email })).toEqual(mistake);
  const code = await requestCode(visitor, " ada@example.com ");
  expect(await visitor.visit("/code", { code: " " })).toEqual(mistake);
  for (let count = 0; count < 5; count++)
    expect(await visitor.visit("/code", { code: "wrong" })).toEqual([401, expect.stringContaining("/login")]);
  expect(await visitor.visit("/code", { code })).toEqual([401, expect.stringContaining("/login")]);
  const another = await requestCode(visitor, "ada@example.com");
  expect(await visitor.visit("/code", { code: another })).toEqual([200, "Hello Ada"]);
});

it("gives the login of one visitor to no other", async () => {
  const [visitor, other] = [visitAsGuest(), visitAsGuest()];
  const code = await requestCode(visitor, "john@doe.net");
  expect(await other.visit("/code", { code })).toEqual([200, expect.stringContaining('action="/login"')]);
  expect(await visitor.visit("/code", { code })).toEqual([200, expect.stringMatching(/^Hello ./)]);
});
