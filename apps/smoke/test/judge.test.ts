import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadDocument } from "../src/contract/document.ts";
import { createJudge } from "../src/contract/judge.ts";

const document = loadDocument();
const judge = createJudge(document);
const lines = readFileSync(fileURLToPath(import.meta.resolve("@session-api/openapi/openapi.yaml")), "utf8").split("\n");

const session = {
  sessionID: "1",
  userID: "1",
  alias: "johny",
  fullName: "John Doe",
  expireAt: 1_674_492_894,
  ip: "198.51.100.7",
  userAgent: "",
  verified: true,
  roles: [],
  groups: [],
};

function judged(body: unknown, { status = 200, headers = {}, path = "/session", method = "GET" } = {}) {
  const json = { "content-type": "application/json", ...headers };
  return judge({ method, path, status, headers: new Headers(json), text: JSON.stringify(body) });
}

/** The line of the document that a message quotes. */
function quotedLine(message: string): string {
  return lines[Number(/^openapi\.yaml:(\d+) /.exec(message)?.[1]) - 1]?.trim() ?? "";
}

describe("a judgement", () => {
  it("finds nothing in an answer that is as the document says", () => {
    expect(judged(session).findings).toEqual([]);
  });

  it.each([
    [{ ...session, expireAt: "1674492894" }, 'says integer, the server sent "1674492894" as expireAt', "type: integer"],
    [{ ...session, expireAt: 1_674_492_894_000 }, "must be <= 253402300799", "maximum: 253402300799"],
    [{ ...session, roles: ["user", 1] }, "says string, the server sent 1 as roles.1", "type: string"],
    [{ ...session, verified: undefined }, "requires verified, the server sent none", "required: [sessionID, userID,"],
    [{ ...session, sessionID: "" }, 'fewer than 1 characters, the server sent "" as sessionID', "minLength: 1"],
    [[session], "says object, the server sent an array", "type: object"],
  ])("quotes the line of the document that a body contradicts (%#)", (body, says, line) => {
    const [{ message, convicts } = { message: "", convicts: false }] = judged(body).findings;
    expect(message).toContain(says);
    expect(quotedLine(message)).toContain(line);
    expect(convicts).toBe(true);
  });

  it("quotes the line of a missing header, and that of the statuses where one is undeclared", () => {
    const [missing] = judged("", { status: 401, headers: { "x-error": "no" } }).findings;
    expect(missing?.message).toContain("requires the header x-error-id, the server sent none");
    expect(quotedLine(missing?.message ?? "")).toBe("x-error-id:");
    const [undeclared] = judged(session, { status: 202 }).findings;
    expect(undeclared?.message).toContain("declares 200, 400, 401, 403, 404, 429, 500, the server sent 202");
    expect(quotedLine(undeclared?.message ?? "")).toBe('"200":');
  });

  it("reports new fields and headers, and convicts nobody for them", () => {
    const { findings } = judged({ ...session, kind: "standard" }, { headers: { "x-request-id": "1" } });
    expect(findings.map(({ kind, convicts }) => [kind, convicts])).toEqual([
      ["undeclared header", false],
      ["undeclared field", false],
    ]);
  });

  it("says nothing of what the document does not speak of", () => {
    const headers = {
      "cache-control": "no-store",
      date: "Fri, 01 Jan 2100 00:00:00 GMT",
      "access-control-allow-origin": "*",
    };
    expect(judged(session, { headers }).findings).toEqual([]);
  });

  it("takes a concrete path for itself, and not for an id", () => {
    const at = (method: string, path: string) => judged({}, { method, path }).operation?.operationID;
    expect(at("PUT", "/session/extend")).toBe("extendSession");
    expect(at("DELETE", "/session/extend")).toBe("closeSession");
    expect(at("PATCH", "/session")).toBeUndefined();
  });

  it("never quotes a bearer", () => {
    const { findings } = judged({ ...session, bearer: "" }, { method: "POST" });
    expect(findings.map(({ message }) => message).join()).toContain("the server sent another text as bearer");
  });
});
