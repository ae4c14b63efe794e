import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, expectTypeOf } from "vitest";
import type { Mock, OperationId } from "../../src/index.ts";
import { test } from "../../src/vitest.ts";

/** The types that openapi-typescript would generate. */
interface NextOperations {
  getDevice: {
    parameters: { path: { "device-id": string } };
    responses: { 200: { content: { "application/json": { name: string } } }; "4XX": object; default: object };
  };
  putDevice: {
    parameters: { path: { "device-id": string } };
    requestBody: { content: { "application/json": { name: string } } };
    responses: { 204: object };
  };
  postDevice: {
    parameters: { path?: never };
    requestBody?: { content: { "application/json": { note: string } } };
    responses: { 202: { content: { "application/json": { id: number } } }; 400: object };
  };
}

const document = `
openapi: 3.1.1
info: { title: Next, version: "9" }
servers:
  - url: https://{host}/{version}
    variables: { host: { default: api.example }, version: { default: v9 } }
paths:
  /devices:
    post:
      operationId: postDevice
      requestBody:
        content:
          application/json:
            schema: { type: object }
      responses:
        "202":
          description: Added
          content:
            application/json:
              schema: { type: object, properties: { id: { type: integer } } }
              example: { id: 1 }
        "400": { description: Refused }
  /devices/{device-id}:
    parameters:
      - { name: device-id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getDevice
      responses:
        "200":
          description: A device
          content:
            application/json:
              schema: { type: object, properties: { name: { type: string } } }
              example: { name: phone }
        4XX:
          description: A refusal
          headers: { x-error: { schema: { type: string }, example: refused } }
        default:
          description: Anything else
          headers:
            a-first: { schema: { type: string }, example: before }
            "x error": { schema: { type: string }, example: no header }
    put:
      operationId: putDevice
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
      responses:
        "204": { description: Renamed }
`;

const folder = mkdtempSync(join(tmpdir(), "session-mock-"));
const file = join(folder, "next.yaml");
writeFileSync(file, document);
afterAll(() => rmSync(folder, { recursive: true }));

interface NextFixtures {
  next: Mock<NextOperations>;
  get(): Promise<Response>;
  put(body: object): Promise<Response>;
}

const it = test.extend({ mockOptions: [{ document: file }, { scope: "worker" }] }).extend<NextFixtures>({
  // The fixture has the types of the published document.
  next: async ({ mock }, use) => use(mock as unknown as Mock<NextOperations>),
  get: async ({ mock }, use) => use(() => fetch(`${mock.url}/devices/a%20b`)),
  put: async ({ mock }, use) =>
    use((body) => {
      const headers = { "content-type": "application/json" };
      return fetch(`${mock.url}/devices/any`, { method: "PUT", headers, body: JSON.stringify(body) });
    }),
});

describe("another document", () => {
  it("is served below its first server, with the defaults of its variables", ({ next }) => {
    expect(new URL(next.url).pathname).toBe("/v9");
  });

  it("types the controls of a test", async ({ next, get }) => {
    expectTypeOf<OperationId<NextOperations>>().toEqualTypeOf<"getDevice" | "putDevice" | "postDevice">();
    next.on("getDevice", ({ parameters }) => ({ body: { name: parameters.path["device-id"] } }));
    expect(await (await get()).json()).toEqual({ name: "a b" });
    expectTypeOf(next.example("getDevice")).toEqualTypeOf<{ name: string }>();
    // @ts-expect-error the document has no such operation
    expect(() => next.on("checkSession", {})).toThrow(
      'declares no operation "checkSession": it declares postDevice, getDevice',
    );
    // @ts-expect-error a name is a string
    next.on("getDevice", { body: { name: "x" as unknown as number } });
    const [request] = next.requests;
    if (request?.operationId === "putDevice") expectTypeOf(request.body.name).toEqualTypeOf<string>();
  });

  it("types a success other than 200, and an optional body", async ({ next }) => {
    expectTypeOf(next.example("postDevice")).toEqualTypeOf<{ id: number }>();
    // @ts-expect-error an id is a number
    expect(() => next.on("postDevice", { body: { id: "x" } })).toThrow("body.id must be integer");
    // @ts-expect-error the document has no such status
    expect(() => next.on("postDevice", { status: 404 })).toThrow("declares 202, 400, not 404");
    next.on("postDevice", ({ body }) => ({ body: { id: body?.note.length ?? 0 } }));
    const response = await fetch(`${next.url}/devices`, { method: "POST" });
    expect([response.status, await response.json()]).toEqual([202, { id: 0 }]);
  });

  it("responds with a status of a range", async ({ next, get }) => {
    next.on("getDevice", { status: 418 });
    const response = await get();
    expect([response.status, response.headers.get("x-error")]).toEqual([418, "refused"]);
    const preferred = await fetch(`${next.url}/devices/any`, { headers: { prefer: "code=451" } });
    expect(preferred.status).toBe(451);
  });

  it("responds with 500 when a declared header cannot be sent, and reset throws the reason", async ({ next, get }) => {
    next.on("getDevice", { status: 503 });
    const response = await get();
    expect([response.status, response.headers.has("x-error-id"), response.headers.has("a-first")]).toEqual([
      500,
      true,
      false,
    ]);
    expect(() => next.reset()).toThrow(/x error/);
    expect((await get()).status).toBe(200);
  });

  it("refuses a request with violations even when it declares no refusal", async ({ next, put }) => {
    const response = await put({});
    expect(response.status).toBe(400);
    expect(response.headers.get("x-error")).toMatch(
      /^invalid request: body\.name is required \(next\.yaml:\d+ says `required: \[name\]`\)$/,
    );
    expect(next.violations).toMatchObject([{ operationId: "putDevice", field: "body.name", rule: "required" }]);
  });

  it("responds without a body to a status that has none", async ({ next, put }) => {
    const { status, headers } = await put({ name: "tablet" });
    expect([status, headers.has("content-length")]).toEqual([204, false]);
    expect(() => next.on("putDevice", { status: 204, body: {} })).toThrow("body is not allowed in a 204");
  });
});
