import type { Operation, Part } from "@session-api/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadContract } from "../../src/http/loadContract.ts";
import { startTestServer, type TestServer } from "../testServer.ts";

const runs = process.env.PROVE === "1" ? 10_000 : 2_000;
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const declared = [200, 202, 400, 401, 403, 404, 405, 429];

let server: TestServer;
let live: string;
beforeAll(async () => {
  server = await startTestServer({ limits: "off" });
  live = (await server.login()).headers.Authorization;
});
afterAll(() => server.close());

const { operations, basePath, at } = loadContract();
const anyJson = fc.jsonValue({ maxDepth: 2 });
const word = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom("", "0", "__proto__", "'; DROP TABLE sessions; --", "\u0000", "💌@doe.net", "john@doe.net"),
);
/** Generates right bodies, bodies with a field that is missing, mistyped or odd, and texts that are not such a body. */
function generateBodies({ requestBody }: Operation): fc.Arbitrary<string> {
  const schema = requestBody?.content[0]?.schema;
  const properties = Object.entries<Part>((schema && at(schema)?.value.properties) ?? {});
  const record = (generate: (property: Part) => fc.Arbitrary<unknown>, constraints = {}) =>
    fc.record(Object.fromEntries(properties.map(([name, property]) => [name, generate(property)])), constraints);
  const right = ({ format }: Part) => (format === "email" ? fc.emailAddress() : fc.string({ minLength: 1 }));
  const objects = [record(right), record(() => word), record(() => anyJson), record(right, { requiredKeys: [] })];
  const texts = [...objects, anyJson].map((values) => values.map((body) => JSON.stringify(body)));
  return fc.oneof(...texts, fc.string({ maxLength: 200 }), fc.constant("x".repeat(5_000)));
}
const headerText = word.map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());
/** Mostly the usual value, so that many requests are wrong in one respect only. */
const mostly = <T, U>(usual: T, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const requests = fc.constantFrom(...operations).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    method: mostly(null, fc.constantFrom("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS")),
    id: fc.oneof(word.map(encodeURIComponent), fc.constantFrom("%zz", "%00", "..", "extend")),
    body: fc.option(generateBodies(operation), { freq: 8 }),
    contentType: mostly(
      "application/json",
      fc.constantFrom("application/json; charset=utf-8", "text/plain", "application/xml", "garbage", ""),
    ),
    // The test replaces "live" by a valid bearer when it sends the request.
    authorization: fc.oneof(
      headerText,
      headerText.map((text) => `Bearer ${text}`),
      fc.constantFrom("", "live"),
    ),
    userAgent: headerText,
  }),
);

it(`answers ${runs} requests from the schemas of the document with a declared status, both headers on each error, and no 5xx`, async () => {
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
});
