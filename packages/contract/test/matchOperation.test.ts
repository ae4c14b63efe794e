import { describe, expect, it } from "vitest";
import { findOperation, findResponse, listMethods, matchOperation } from "../src/index.ts";
import { readDocument } from "./readDocument.ts";

const contract = readDocument();
const match = (method: string, path: string) => matchOperation(contract, method, path)?.operation.operationId;

describe("matching a request to an operation", () => {
  it("prefers a concrete path to a template", () => {
    const other = readDocument("  /session/extend:\n    put:", "  /session/extend:\n    delete:");
    expect(matchOperation(other, "DELETE", "/session/extend")?.operation.operationId).toBe("extendSession");
    expect(match("PUT", "/session/extend")).toBe("extendSession");
    expect(match("DELETE", "/session/extend")).toBe("closeSession");
  });

  it("matches no other method and no other path", () => {
    for (const [method, path] of [
      ["PATCH", "/session"],
      ["get", "/session"],
      ["GET", "/session/"],
      ["DELETE", "/session/a/b"],
      ["GET", "/Session"],
    ] as const)
      expect(match(method, path)).toBeUndefined();
  });

  it("decodes the parameters of a path, and keeps what cannot be decoded", () => {
    expect(matchOperation(contract, "DELETE", "/session/a%2Fb")?.path).toEqual({ id: "a/b" });
    expect(matchOperation(contract, "DELETE", "/session/%zz")?.path).toEqual({ id: "%zz" });
  });

  it("lists the methods of a path", () => {
    expect(listMethods(contract, "/session")).toEqual(["POST", "GET"]);
    expect(listMethods(contract, "/users")).toEqual([]);
  });

  it("takes the response of a status before that of its range, and that before the default", () => {
    const ranges = readDocument(
      '        "400":\n',
      '        4XX:\n          $ref: "#/components/responses/NotFound"\n        default:\n          $ref: "#/components/responses/NotFound"\n        "400":\n',
    );
    const [create] = ranges.operations;
    const nameResponse = (status: number) => create && findResponse(create, status)?.name;
    expect([401, 418, 503, 200].map(nameResponse)).toEqual(["401", "4XX", "default", "200"]);
    expect(findResponse(findOperation(contract, "createSession"), 418)).toBeUndefined();
    expect([99, 600, 200.5].map(nameResponse)).toEqual([undefined, undefined, undefined]);
  });
});
