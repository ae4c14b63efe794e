import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMock } from "@session-api/mock";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { getRecipe } from "../readmeBlocks.ts";
import { Visitor } from "./Visitor.ts";

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
  writeFileSync(file, getRecipe("worker.ts"));
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
  expect(await visitor.visit("/code", { code: `${code}0` })).toEqual([401, "Refused"]);
  expect(await visitor.visit("/code", { code })).toEqual([200, expect.stringMatching(/^Hello ./)]);
  expect([...visitor.cookies.keys()]).toEqual(["bearer"]);
});

it("refuses a cookie that it did not sign", async () => {
  const visitor = visitAsGuest();
  const code = await requestCode(visitor, "john@doe.net");
  const pending = visitor.cookies.get("pending") ?? "";
  visitor.cookies.set("pending", pending.replace("pending1.", "pending1.AAAA"));
  expect(await visitor.visit("/code", { code })).toEqual([400, "Please log in again"]);
  visitor.cookies.clear();
  expect(await visitor.visit("/code", { code })).toEqual([400, "Please log in again"]);
  visitor.cookies.set("bearer", "forged.AAAA");
  expect(await visitor.visit("/")).toEqual([401, "Please log in"]);
});

it("asks for another login when the pending one has expired", async () => {
  const visitor = visitAsGuest();
  const code = await requestCode(visitor, "john@doe.net");
  mock.clock.advance(601);
  expect(await visitor.visit("/code", { code })).not.toEqual([200, expect.anything()]);
});
