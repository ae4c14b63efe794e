import { describe, expect, it } from "vitest";
import { checkResponse, matchOperation, type Violation } from "../src/index.ts";
import { quoteLine, readDocument } from "./readDocument.ts";

const contract = readDocument();

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

interface Sent {
  status?: number;
  headers?: Record<string, string>;
  target?: string;
  text?: string;
}

function check(body: unknown, { status = 200, headers = {}, target = "GET /session", text }: Sent = {}): Violation[] {
  const [method = "", path = ""] = target.split(" ");
  const response = {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: text ?? JSON.stringify(body),
  };
  return checkResponse(contract, matchOperation(contract, method, path)?.operation, response);
}

describe("checking a response", () => {
  it("finds nothing in one that is as the document says", () => {
    expect(check(session)).toEqual([]);
  });

  it.each([
    [
      { ...session, expireAt: "1674492894" },
      'body.expireAt must be integer, the server sent "1674492894"',
      "type: integer",
    ],
    [
      { ...session, expireAt: 1_674_492_894_000 },
      "body.expireAt must be <= 253402300799, the server sent 1674492894000",
      "maximum: 253402300799",
    ],
    [{ ...session, roles: ["user", 1] }, "body.roles.1 must be string, the server sent 1", "type: string"],
    [
      { ...session, verified: undefined },
      "body.verified is required, the server sent none",
      "required: [sessionID, userID,",
    ],
    [
      { ...session, sessionID: "" },
      'body.sessionID must NOT have fewer than 1 characters, the server sent ""',
      "minLength: 1",
    ],
    [[session], "body must be object, the server sent an array", "type: object"],
    [null, "body must be object, the server sent null", "type: object"],
  ])("quotes the line that a body breaks (%#)", (body, says, line) => {
    const [violation = { line: 0, message: "", severity: "" }] = check(body);
    expect(violation.message).toContain(`${says} (openapi.yaml:${violation.line} says \`${line}`);
    expect(quoteLine(violation)).toContain(line);
    expect(violation.severity).toBe("error");
  });

  it.each([
    ["", "body must be CheckedSession in JSON, the server sent no body"],
    ["{", "body must be CheckedSession in JSON, the server sent no valid JSON"],
  ])("names a body that cannot be read: %j", (text, says) => {
    const [violation] = check(undefined, { text });
    expect(violation?.message).toContain(says);
    expect(quoteLine(violation ?? { line: 0 })).toBe("CheckedSession:");
  });

  it("names another content type, and none at all", () => {
    const [other] = check(session, { headers: { "content-type": "text/html; charset=utf-8" } });
    expect(other?.message).toContain('header.content-type must be application/json, the server sent "text/html');
    const [none] = checkResponse(contract, contract.operations[1], {
      status: 200,
      headers: {},
      body: JSON.stringify(session),
    });
    expect(none?.message).toContain("must be application/json, the server sent no content type");
    expect(check(session, { headers: { "content-type": "application/json; charset=utf-8" } })).toEqual([]);
  });

  it("quotes the line of a missing header, and of an empty one", () => {
    const [missing] = check("", { status: 401, headers: { "x-error": "no" } });
    expect(missing?.message).toContain("header.x-error-id is required, the server sent none");
    expect(quoteLine(missing ?? { line: 0 })).toBe("required: true");
    const [empty] = check("", { status: 401, headers: { "x-error": "", "x-error-id": "1" } });
    expect(empty?.message).toContain(
      "header.x-error must NOT have fewer than 1 characters, the server sent an empty one",
    );
  });

  it("names the declared statuses where a status is not one of them", () => {
    const [violation] = check(session, { status: 202 });
    expect(violation?.message).toContain(
      "status must be one of 200, 400, 401, 403, 404, 429, 500, the server sent 202",
    );
    expect(quoteLine(violation ?? { line: 0 })).toBe("responses:");
  });

  it("wants both headers of an error that the document does not declare, also where no operation was meant", () => {
    for (const target of ["GET /session", "GET /users"]) {
      const rules = check("", { status: 418, target }).filter(({ rule }) => rule === "required");
      expect(rules.map(({ field }) => field)).toEqual(["header.x-error", "header.x-error-id"]);
    }
    expect(check("", { status: 200, target: "GET /users" })).toEqual([]);
  });

  it("only warns of new fields and headers", () => {
    const violations = check({ ...session, kind: "standard" }, { headers: { "x-request-id": "1" } });
    expect(violations.map(({ field, severity }) => [field, severity])).toEqual([
      ["header.x-request-id", "warning"],
      ["body.kind", "warning"],
    ]);
  });

  it("finds new fields in the entries of a list", () => {
    const entry = { sessionID: "1", ip: "1", userAgent: "", expireAt: 1, current: true, kind: "standard" };
    const violations = check({ sessions: [entry] }, { target: "GET /sessions" });
    expect(violations.map(({ field }) => field)).toEqual(["body.sessions.0.kind"]);
  });

  it("is silent about headers of HTTP, proxies and CORS", () => {
    const headers = {
      "cache-control": "no-store",
      date: "Fri, 01 Jan 2100 00:00:00 GMT",
      "access-control-allow-origin": "*",
    };
    expect(check(session, { headers })).toEqual([]);
  });

  it("allows any body of an error", () => {
    const headers = { "x-error": "no", "x-error-id": "1", "content-type": "text/html" };
    expect(check("", { status: 401, headers, text: "<html>" })).toEqual([]);
  });

  it("never quotes a bearer", () => {
    const violations = check({ ...session, bearer: "" }, { target: "POST /session" });
    expect(violations.map(({ message }) => message).join()).toContain("the server sent another text");
  });

  it("redacts what it quotes before it shortens it", () => {
    const secret = "x".repeat(80);
    const response = {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...session, expireAt: secret }),
    };
    const redact = (text: string) => text.replace(secret, "…");
    const [violation] = checkResponse(contract, contract.operations[1], response, redact);
    expect(violation?.message).toContain('the server sent "…"');
    const [shortened] = checkResponse(contract, contract.operations[1], response);
    expect(shortened?.message).toContain(`${"x".repeat(55)}…"`);
  });
});
