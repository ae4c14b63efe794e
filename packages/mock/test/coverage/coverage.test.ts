import { describe, expect, expectTypeOf } from "vitest";
import { startMock } from "../../src/index.ts";
import { bearer, it } from "../fixture.ts";

const json = { "content-type": "application/json" };
const send = (method: string, headers: Record<string, string>, body: unknown): RequestInit => ({
  method,
  headers,
  body: JSON.stringify(body),
});

describe("coverage", () => {
  it("lists the fields and the statuses of each operation that the app used, sorted", async () => {
    await using mock = await startMock();
    const verify = send("PUT", json, { verificationCodeID: "any", code: "012345" });
    await fetch(`${mock.url}/session/verification`, verify);
    await fetch(`${mock.url}/session/verification`, verify);
    mock.on("verifySession", { status: 401 });
    await fetch(`${mock.url}/session/verification`, verify);
    await fetch(`${mock.url}/session/a`, { method: "DELETE", headers: bearer });
    const { verifySession, closeSession } = mock.coverage().operations;
    expect(verifySession).toEqual({
      requests: 3,
      statuses: { 200: 2, 401: 1 },
      fields: ["body.code", "body.verificationCodeID"],
      undeclared: [],
    });
    expect(closeSession).toMatchObject({ fields: ["header.authorization", "path.id"], undeclared: [] });
    expect(mock.coverage().undeclared).toEqual([]);
  });

  it("lists the operations that the app did not use", async () => {
    await using mock = await startMock();
    const { operations, version, document } = mock.coverage();
    expect(operations.getSessions).toEqual({ requests: 0, statuses: {}, fields: [], undeclared: [] });
    expect(Object.keys(operations)).toHaveLength(6);
    expect([version, document.title]).toEqual([1, "Session API"]);
    expectTypeOf(operations).not.toHaveProperty("checkSesion");
  });

  it("lists all that the document does not declare", async () => {
    await using mock = await startMock();
    const headers = { ...bearer, "x-tenant": "any" };
    await fetch(`${mock.url}/session`, send("POST", json, { email: "john@doe.net", kind: { of: "any" } }));
    await fetch(`${mock.url}/session?limit=1`, { headers });
    await fetch(`${mock.url}/session/a`, send("DELETE", { ...bearer, ...json }, {}));
    await fetch(`${mock.url}/session/a`, { method: "PATCH", headers });
    await fetch(`${mock.url}/users/john?limit=1`, { headers });
    await fetch(new URL("/session", mock.url), { headers });
    expect(mock.coverage().undeclared).toEqual([
      "GET /***/***",
      "GET outside /api/auth/v2/",
      "PATCH /session/{id}",
      "checkSession: header.x-tenant",
      "checkSession: query.limit",
      "closeSession: body",
      "createSession: body.kind",
    ]);
    expect(mock.coverage().operations.createSession.fields).toEqual(["body.email", "body.kind"]);
  });

  it("leaves out the headers that a client, a browser or a proxy sends by itself", async () => {
    await using mock = await startMock();
    const own = {
      "user-agent": "any",
      accept: "*/*",
      origin: "https://app.example",
      "sec-gpc": "1",
      prefer: "code=404",
    };
    await fetch(`${mock.url}/session`, {
      headers: { ...bearer, ...own, "x-forwarded-for": "any", traceparent: "any", "x-request-id": "any" },
    });
    expect(mock.coverage().operations.checkSession).toMatchObject({
      statuses: { 404: 1 },
      fields: ["header.authorization"],
    });
  });

  it("is kept by reset, and counts a cut request without a status", async () => {
    await using mock = await startMock();
    mock.on("checkSession", { cut: true });
    await fetch(`${mock.url}/session`, { headers: bearer }).catch(() => {});
    mock.reset();
    expect(mock.coverage().operations.checkSession).toMatchObject({ requests: 1, statuses: {} });
  });

  it("returns a copy", async () => {
    await using mock = await startMock();
    mock.coverage().operations.checkSession.fields.push("body.any");
    mock.coverage().undeclared.push("any");
    expect(JSON.stringify(mock.coverage())).not.toContain("any");
  });

  it("counts a request whose body cannot be read", async () => {
    await using mock = await startMock();
    await fetch(`${mock.url}/session`, { method: "POST", headers: json, body: "{" });
    expect(mock.coverage().operations.createSession).toMatchObject({ requests: 1, statuses: { 400: 1 }, fields: [] });
  });

  it("does not grow without limit", async () => {
    await using mock = await startMock();
    for (let round = 0; round < 20; round++) {
      const names = Array.from({ length: 100 }, (_, index) => `a${round}x${index}`);
      await fetch(`${mock.url}/session?${names.join("&")}`, { headers: bearer });
    }
    const { fields, undeclared } = mock.coverage().operations.checkSession;
    expect([fields.length, undeclared.length]).toEqual([1_001, 1_001]);
    expect(fields).toContain("***");
  });
});

describe("a value", () => {
  const marker = "s3cr3tMarkerOfARealSession";

  it("is in no coverage, from any place of a request", async () => {
    await using mock = await startMock();
    const { url } = mock;
    const headers = { authorization: `Bearer ${marker}`, cookie: `a=${marker}`, "x-copy": marker };
    const body = {
      email: marker,
      kind: { [marker]: marker },
      list: [marker],
      [marker]: marker,
      [`${marker}@doe.net`]: 1,
    };
    await fetch(`${url}/session`, send("POST", { ...headers, ...json }, body));
    await fetch(`${url}/session`, send("POST", json, [marker, { [`a ${marker}`]: 1 }]));
    await fetch(`${url}/session`, { method: "POST", headers, body: `{"email": "${marker}"}` });
    await fetch(`${url}/session?a=${marker}&${marker}=1`, { headers: { ...headers, [marker]: marker } });
    await fetch(`${url}/session/${marker}`, { method: "DELETE", headers });
    await fetch(`${url}/session/${marker}`, { method: "PATCH", headers });
    await fetch(`${url}/${marker}/session`, { headers });
    await fetch(`${url}/session`, { headers: { ...headers, prefer: `example=${marker}` } });
    const text = JSON.stringify(mock.coverage()).toLowerCase();
    expect(mock.coverage().undeclared.length).toBeGreaterThan(8);
    expect(text).not.toContain(marker.toLowerCase());
  });

  it.for(["012345", "john@doe.net", "John Doe", "a".repeat(49)])(
    "is redacted where an app sends it as a name: %s",
    async (name) => {
      await using mock = await startMock();
      await fetch(`${mock.url}/session`, send("POST", json, { email: "john@doe.net", [name]: 1 }));
      await fetch(`${mock.url}/session?${encodeURIComponent(name)}=1`, { headers: bearer });
      expect(mock.coverage().undeclared).toEqual(["checkSession: query.***", "createSession: body.***"]);
    },
  );
});
