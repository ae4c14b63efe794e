import { checkRequest, matchOperation } from "@session-api/contract";
import { describe, expect, it } from "vitest";
import { createPrism } from "../../src/answers/createPrism.ts";
import { loadDocument } from "../../src/document/loadDocument.ts";

const document = await loadDocument();
const source = createPrism({ dynamic: false, seed: "test" })(document);
const match = matchOperation(document.contract, "POST", "/session");
if (!match) throw new Error("createSession is not declared");

const createSession = (body: unknown) => ({
  match,
  path: "/session",
  query: {},
  headers: { "content-type": "application/json" },
  body,
});
const wanted = { turn: 1 };

describe("Prism as a source of responses", () => {
  it("does not check the request again that it responds to", async () => {
    expect(await source.respond(createSession({}), wanted)).toMatchObject({ status: 200 });
  });

  it("refuses with the status and the violations of Prism", async () => {
    const request = createSession({});
    const violations = checkRequest(document.contract, match, request);
    const refusal = await source.refuse(request, wanted, violations);
    expect(refusal?.status).toBe(400);
    expect(JSON.parse(refusal?.headers["sl-violations"] ?? "[]")).toMatchObject([{ code: "required" }]);
  });

  it("refuses with the document's example when only the contract finds a violation", async () => {
    const request = createSession({ email: "john@doe.net" });
    const violations = checkRequest(document.contract, match, createSession({}));
    const refusal = await source.refuse(request, wanted, violations);
    expect(refusal?.status).toBe(400);
    expect(refusal?.headers["x-error"]).toMatch(/./);
    expect(refusal?.headers).not.toHaveProperty("sl-violations");
  });
});
