import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { getRecipe } from "../getRecipe.ts";
import { Visitor } from "./Visitor.ts";

const recipe = getRecipe("worker.ts");
const mock = await startMock({ state: true });
afterAll(() => mock.close());
beforeEach(() => mock.reset());

interface Worker {
  request(path: string, init: RequestInit): Promise<Response>;
}

const file = join(import.meta.dirname, "worker.tmp.ts");
let worker: Worker;
beforeAll(async () => {
  process.env.SESSION_API_URL = mock.url;
  writeFileSync(file, recipe);
  worker = (await import(file)).default;
  rmSync(file);
});

const visitAsGuest = () => new Visitor(async (path, init) => worker.request(path, init));

async function requestCode(visitor: Visitor, email: string): Promise<string> {
  expect(await visitor.visit("/login", { email })).toEqual([200, "Please enter the code from the mail"]);
  return mock.codeOf(email) ?? "";
}

it("logs a user in over two requests, without memory of its own", async () => {
  const visitor = visitAsGuest();
  expect(await visitor.visit("/")).toEqual([401, "Please log in"]);
  const code = await requestCode(visitor, "john@doe.net");
  expect(await visitor.visit("/code", { code: `${code}0` })).toEqual([401, "Wrong code"]);
  expect(await visitor.visit("/code", { code })).toEqual([200, expect.stringMatching(/^Hello ./)]);
  expect([...visitor.cookies.keys()]).toEqual(["bearer"]);
  recordRun(recipe);
});

it("refuses a cookie that it did not sign", async () => {
  const visitor = visitAsGuest();
  const code = await requestCode(visitor, "john@doe.net");
  const pending = visitor.cookies.get("pending") ?? "";
  visitor.cookies.set("pending", pending.replace("pending1.", "pending1.AAAA"));
  expect(await visitor.visit("/code", { code })).toEqual([401, "Please log in again"]);
  visitor.cookies.clear();
  expect(await visitor.visit("/code", { code })).toEqual([401, "Please log in again"]);
  visitor.cookies.set("bearer", "forged.AAAA");
  expect(await visitor.visit("/")).toEqual([401, "Please log in"]);
});

it("tells a mistake of the visitor, and keeps the pending login", async () => {
  const visitor = visitAsGuest();
  expect(await visitor.visit("/login", { email: "nonsense" })).toEqual([400, "Please check your input"]);
  const code = await requestCode(visitor, "john@doe.net");
  expect(await visitor.visit("/code", { code: "" })).toEqual([400, "Please check your input"]);
  expect(await visitor.visit("/code", { code })).toEqual([200, expect.stringMatching(/^Hello ./)]);
});

it("lists the session under the browser of the visitor", async () => {
  const headers = { "user-agent": "Mozilla/5.0", "content-type": "application/x-www-form-urlencoded" };
  await worker.request("/login", { method: "POST", headers, body: "email=john@doe.net" });
  expect(mock.requests.map(({ parameters }) => parameters.header["user-agent"])).toEqual(["Mozilla/5.0"]);
});

it("asks for another login when the pending one has expired", async () => {
  const visitor = visitAsGuest();
  const code = await requestCode(visitor, "john@doe.net");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
  expect(await visitor.visit("/code", { code })).toEqual([401, "Please log in again"]);
  expect([...visitor.cookies.keys()]).toEqual([]);
  vi.useRealTimers();
});

it("asks for another login when the session has ended, and forgets its bearer", async () => {
  const visitor = visitAsGuest();
  await visitor.visit("/code", { code: await requestCode(visitor, "john@doe.net") });
  mock.clock.advance(25 * 60 * 60);
  expect(await visitor.visit("/")).toEqual([401, "Please log in again"]);
  expect(await visitor.visit("/")).toEqual([401, "Please log in"]);
});

it("keeps the pending login during an outage", async () => {
  const visitor = visitAsGuest();
  const code = await requestCode(visitor, "john@doe.net");
  mock.on("verifySession", { status: 500 }, { once: true });
  const print = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await visitor.visit("/code", { code })).toEqual([502, "Please try again later"]);
  expect(print).toHaveBeenCalledWith(expect.objectContaining({ status: 500 }));
  print.mockRestore();
  expect(await visitor.visit("/code", { code })).toEqual([200, expect.stringMatching(/^Hello ./)]);
});
