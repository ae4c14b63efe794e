import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadDocument, type Schema } from "../../src/http/document.ts";
import { startTestServer, type TestServer } from "../testServer.ts";

const runs = 10_000;
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const declared = [200, 202, 400, 401, 403, 404, 405, 429];

let server: TestServer;
let live: string;
beforeAll(async () => {
  server = await startTestServer({ limits: "off" });
  live = (await server.login()).headers.Authorization;
});
afterAll(() => server.close());

const { operations, basePath } = await loadDocument();
const anyJson = fc.jsonValue({ maxDepth: 2 });
const word = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom("", "0", "__proto__", "'; DROP TABLE sessions; --", "\u0000", "💌@doe.net", "john@doe.net"),
);
/** Bodies of a schema of the document: right ones, ones with a field dropped, mistyped or odd, and what is no body of it at all. */
function bodiesOf(schema: Schema | undefined): fc.Arbitrary<string> {
  const properties = Object.entries((schema?.properties ?? {}) as Record<string, { format?: string }>);
  const record = (arbitraryOf: (property: { format?: string }) => fc.Arbitrary<unknown>, constraints = {}) =>
    fc.record(Object.fromEntries(properties.map(([name, property]) => [name, arbitraryOf(property)])), constraints);
  const right = ({ format }: { format?: string }) =>
    format === "email" ? fc.emailAddress() : fc.string({ minLength: 1 });
  const objects = [record(right), record(() => word), record(() => anyJson), record(right, { requiredKeys: [] })];
  const texts = [...objects, anyJson].map((values) => values.map((body) => JSON.stringify(body)));
  return fc.oneof(...texts, fc.string({ maxLength: 200 }), fc.constant("x".repeat(5_000)));
}
const headerText = word.map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());
/** Mostly the one, so that a request is often right in all but one respect. */
const mostly = <T, U>(usual: T, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const requests = fc.constantFrom(...operations).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    method: mostly(null, fc.constantFrom("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS")),
    id: fc.oneof(word.map(encodeURIComponent), fc.constantFrom("%zz", "%00", "..", "extend")),
    body: fc.option(bodiesOf(operation.body), { freq: 8 }),
    contentType: mostly(
      "application/json",
      fc.constantFrom("application/json; charset=utf-8", "text/plain", "application/xml", "garbage", ""),
    ),
    // The one that opens something is put in when the request is sent.
    authorization: fc.oneof(
      headerText,
      headerText.map((text) => `Bearer ${text}`),
      fc.constantFrom("", "live"),
    ),
    userAgent: headerText,
  }),
);

it(`answers ${runs} requests from the document's schemas with a status of the contract, both headers on each error, and no 5xx`, async () => {
  console.log(`fuzz seed ${seed} (repeat with FUZZ_SEED=${seed})`);
  const counts = new Map<number, number>();
  const property = fc.asyncProperty(
    requests,
    async ({ operation, method, id, body, contentType, authorization, userAgent }) => {
      const verb = method ?? operation.method;
      const url = new URL(server.url).origin + basePath + operation.path.replace("{id}", id || "x");
      const response = await fetch(url, {
        method: verb,
        headers: {
          "user-agent": userAgent,
          ...(contentType && { "content-type": contentType }),
          ...(authorization && { authorization: authorization === "live" ? live : authorization }),
        },
        ...(body !== null && verb !== "GET" && { body }),
      });
      const text = await response.text();
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      expect(declared).toContain(response.status);
      if (response.ok) return;
      expect(response.headers.get("x-error")).toBeTruthy();
      expect(response.headers.get("x-error-id")).toBeTruthy();
      expect(text).toBe("");
    },
  );
  await fc.assert(property, { numRuns: runs, seed });
  console.log(
    `${runs} requests: ${[...counts]
      .sort()
      .map(([status, count]) => `${count} answered ${status}`)
      .join(", ")}`,
  );
}, 120_000);
