import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findOperation, readContract } from "../src/index.ts";
import { documentText, readDocument } from "./readDocument.ts";

const contract = readDocument();

describe("reading the document", () => {
  it("lists every operation with its method and path, in the order of the document", () => {
    const paths: Record<string, Record<string, { operationId: string }>> = parse(documentText).paths;
    const wanted = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => ({ operationId, method: method.toUpperCase(), path })),
    );
    const read = contract.operations.map(({ operationId, method, path }) => ({ operationId, method, path }));
    expect(read).toEqual(wanted);
  });

  it("reads security, parameters, body, responses and headers of an operation, references followed", () => {
    const close = findOperation(contract, "closeSession");
    expect(close.security.requiresBearer).toBe(true);
    expect(close.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
    expect(close.requestBody).toBeUndefined();
    expect(close.responses.map(({ name }) => name)).toEqual(["200", "202", "400", "401", "403", "404", "429", "500"]);
    const notFound = close.responses.find(({ status }) => status === 404);
    expect(notFound?.headers.map(({ name, required }) => [name, required])).toEqual([
      ["x-error", true],
      ["x-error-id", true],
    ]);
    const create = findOperation(contract, "createSession");
    expect(create.security.requiresBearer).toBe(false);
    expect(create.requestBody).toMatchObject({ required: true, content: [{ name: "application/json" }] });
    expect(Object.keys(create.responses[0]?.content[0]?.examples ?? {})).toEqual(["createdSession"]);
  });

  it("reads where the API is served", () => {
    expect(contract.basePath).toBe("/api/auth/v2");
    expect(contract.serverUrl).toBe("https://intelligence.threatwinds.com/api/auth/v2");
  });

  it("fills in the variables of a server", () => {
    const url = "https://intelligence.threatwinds.com/api/auth/v2";
    const { serverUrl } = readDocument(
      `url: ${url}`,
      `url: "{host}/v3/"\n    variables:\n      host: { default: "https://one.example" }`,
    );
    expect(serverUrl).toBe("https://one.example/v3");
  });

  it("reads a document in JSON, and quotes no more of its line than a message can hold", () => {
    const { quote, operations } = readContract(JSON.stringify(parse(documentText)), "openapi.json");
    expect(operations).toHaveLength(contract.operations.length);
    expect(quote("#/paths").text.length).toBeLessThanOrEqual(121);
  });

  it("knows an optional bearer: an empty requirement beside it, or none at all", () => {
    const security = "      security:\n        - bearer: []\n";
    for (const other of ["      security:\n        - bearer: []\n        - {}\n", "      security: []\n", ""]) {
      const [, check] = readDocument(security, other).operations;
      expect(check?.security.requiresBearer).toBe(false);
    }
  });

  it.each([
    ["openapi: 3.1.1", "openapi: 3.0.3", "it is not an OpenAPI 3.1 document"],
    [
      "#/components/parameters/SessionID",
      "other.yaml#/SessionID",
      "it refers to other.yaml#/SessionID: bundle it first",
    ],
    [
      "#/components/parameters/SessionID",
      "#/components/parameters/None",
      "it refers to #/components/parameters/None, which",
    ],
    ["openapi: 3.1.1", "openapi: [", "Flow"],
  ])("refuses %s as %s", (text, other, message) => {
    expect(() => readDocument(text, other)).toThrow(message);
  });

  it("names the operations that there are, where one is not", () => {
    expect(() => findOperation(contract, "openSession")).toThrow(
      /^openapi\.yaml:\d+ declares no operation "openSession": it declares createSession, checkSession, /,
    );
  });
});
