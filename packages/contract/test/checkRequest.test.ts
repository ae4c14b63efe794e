import { describe, expect, it } from "vitest";
import {
  checkBody,
  checkParameters,
  checkRequest,
  findOperation,
  matchOperation,
  type Request,
  readContract,
} from "../src/index.ts";
import { documentText, quoteLine, readDocument } from "./readDocument.ts";

const contract = readDocument();
const json = { "content-type": "application/json" };

function check(target: string, request: Partial<Request>, document = contract) {
  const [method = "", path = ""] = target.split(" ");
  const match = matchOperation(document, method, path);
  if (!match) throw new Error(`no operation ${target}`);
  return checkRequest(document, match, { query: {}, headers: {}, body: undefined, ...request });
}

describe("checking a request", () => {
  it("finds nothing in one that is as the document says", () => {
    expect(check("POST /session", { headers: json, body: { email: "john@doe.net" } })).toEqual([]);
    expect(check("DELETE /session/1", { headers: { authorization: "bearer any" } })).toEqual([]);
  });

  it("allows unknown fields and parameters of the content type", () => {
    const headers = { "content-type": "Application/JSON; charset=utf-8" };
    expect(check("POST /session", { headers, body: { email: "john@doe.net", kind: "standard" } })).toEqual([]);
  });

  it.each<[string, Partial<Request>, string, string, string]>([
    ["no body", { headers: json }, "body is required", "required", "required: true"],
    ["a missing field", { headers: json, body: {} }, "body.email is required", "required", "required: [email]"],
    ["a number", { headers: json, body: { email: 1 } }, "body.email must be string", "type", "type: string"],
    [
      "no email",
      { headers: json, body: { email: "john" } },
      'body.email must match format "email"',
      "format",
      "format: email",
    ],
    [
      "another type",
      { headers: { "content-type": "text/plain" }, body: "{}" },
      "header.content-type must be one of application/json",
      "content-type",
      "content:",
    ],
    ["no type", { body: {} }, "header.content-type must be one of", "content-type", "content:"],
  ])("names the field and the line: %s", (_title, request, says, rule, line) => {
    const [violation, ...others] = check("POST /session", request);
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ operationId: "createSession", rule, severity: "error" });
    expect(violation?.message).toMatch(`${says}`);
    expect(violation?.message).toContain(`(openapi.yaml:${violation?.line} says \`${line}`);
    expect(quoteLine(violation ?? { line: 0 })).toContain(line);
  });

  it.each([undefined, "", "Bearer", "Bearer ", "Basic any", "any"])("misses the bearer in %s", (authorization) => {
    const [violation] = check("GET /session", { headers: { authorization } });
    expect(violation).toMatchObject({ field: "header.authorization", rule: "security" });
    expect(quoteLine(violation ?? { line: 0 })).toBe("security:");
  });

  it.each([
    ["apiKey, in: header, name: X-Key", "header.X-Key is required", { "x-key": "1" }],
    ["http, scheme: basic", "header.authorization must carry a basic", { authorization: "Basic any" }],
    ["oauth2", "header.authorization must carry a bearer", { authorization: "Bearer any" }],
  ])("misses a credential of another kind: %s", (scheme, says, headers) => {
    const other = readDocument(
      "type: http\n      scheme: bearer",
      `{ type: ${scheme} }`.slice(2, -2).replaceAll(", ", "\n      "),
    );
    expect(check("GET /session", {}, other)[0]?.message).toMatch(says);
    expect(check("GET /session", { headers }, other)).toEqual([]);
  });

  it("wants every credential of one alternative", () => {
    const security = "      security:\n        - bearer: []\n";
    const schemes = "  securitySchemes:\n";
    const key = "    key: { type: apiKey, in: query, name: key }\n";
    const text = documentText
      .replace(security, "      security:\n        - bearer: []\n          key: []\n")
      .replace(schemes, schemes + key);
    const both = readContract(text, "openapi.yaml");
    const headers = { authorization: "Bearer any" };
    expect(check("GET /session", { headers }, both).map(({ field }) => field)).toEqual(["query.key"]);
    expect(check("GET /session", { headers, query: { key: "1" } }, both)).toEqual([]);
    const either = readContract(text.replace("          key: []", "        - key: []"), "openapi.yaml");
    expect(check("GET /session", { headers }, either)).toEqual([]);
    expect(check("GET /session", { query: { key: "1" } }, either)).toEqual([]);
  });

  it("refuses a body where none is declared", () => {
    const [violation] = check("PUT /session/extend", { headers: { authorization: "Bearer any" }, body: "x" });
    expect(violation?.message).toMatch(/^body is not declared: send none \(openapi\.yaml:\d+ says `put:`\)$/);
  });

  it("holds no value that was sent", () => {
    const violations = check("PUT /session/verification", {
      headers: json,
      body: { verificationCodeID: 424242, code: 654321 },
    });
    expect(violations).toHaveLength(2);
    expect(JSON.stringify(violations)).not.toMatch(/424242|654321/);
  });

  it("reads numbers and booleans from parameters, and names a missing one", () => {
    const parameter = (name: string, type: string) =>
      `        - { name: ${name}, in: query, required: true, schema: { type: ${type}, minimum: 1 } }\n`;
    const own = "      parameters:\n";
    const other = readDocument(own, own + parameter("limit", "integer") + parameter("all", "boolean"));
    const headers = { authorization: "Bearer any" };
    expect(check("DELETE /session/1", { headers, query: { limit: "3", all: "true" } }, other)).toEqual([]);
    const [limit, all] = check("DELETE /session/1", { headers, query: { limit: "0" } }, other);
    expect(limit).toMatchObject({ field: "query.limit", rule: "minimum" });
    expect(all).toMatchObject({ field: "query.all", rule: "required" });
  });

  it("checks parameters and body by themselves, without the bearer", () => {
    const close = findOperation(contract, "closeSession");
    expect(checkParameters(contract, close, { path: { id: "1" }, query: {}, header: {} })).toEqual([]);
    expect(checkParameters(contract, close, { path: {}, query: {}, header: {} })).toMatchObject([
      { field: "path.id", problem: "is required" },
    ]);
    const create = findOperation(contract, "createSession");
    expect(checkBody(contract, create, { headers: json, body: { email: "john@doe.net" } })).toEqual([]);
    expect(checkBody(contract, create, { headers: json, body: { email: 7 } })).toMatchObject([
      { field: "body.email", problem: "must be string" },
    ]);
  });

  it("checks a format in its caller's way", () => {
    const own = readContract(documentText, "openapi.yaml", { email: (value) => value === "me" });
    expect(check("POST /session", { headers: json, body: { email: "me" } }, own)).toEqual([]);
    expect(check("POST /session", { headers: json, body: { email: "john@doe.net" } }, own)).toHaveLength(1);
  });
});
