import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import { describe, expect, it } from "vitest";
import { createTryTests } from "./createTryTests.ts";

const email = "john@doe.net";
const tests = createTryTests();

/** Returns a URL at which nothing listens. */
async function findSilentUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}/api/auth/v2`;
}

describe("Try it explains", () => {
  it.each([
    { name: "the mock", start: () => startMock({ cors: false }) },
    { name: "the live server", start: () => startServer() },
  ])("how to allow CORS when $name does not", async ({ start }) => {
    await using service = await start();
    const tryIt = await tests.open();
    await tryIt.requestCode(email, service.url);
    const failure = await tryIt.readFailure();
    expect(failure).toContain(`${new URL(service.url).host} does not allow this page to read its answers`);
    expect(failure).toContain(`npx @session-api/mock --state --cors ${tests.origin}`);
    expect(failure).toContain(`npx @session-api/server --cors-origins ${tests.origin}`);
    expect(await tryIt.listRequests()).toEqual(["POST /api/auth/v2/session no answer"]);
  });

  it("that no server answers, and how to start one", async () => {
    const url = await findSilentUrl();
    const tryIt = await tests.open();
    await tryIt.requestCode(email, url);
    const failure = await tryIt.readFailure();
    expect(failure).toContain(`No server answers at ${new URL(url).host}`);
    expect(failure).toContain("npx @session-api/mock --state");
  });

  it("a wrong code, and takes the right one after it", async () => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    await tryIt.requestCode(email, mock.url);
    await tryIt.enterCode("wrong");
    expect(await tryIt.readFailure()).toMatch(
      /verifySession answered 401.*The code is wrong.*The error id for support/s,
    );
    const link = tryIt.page.getByRole("link", { name: "More about this error" });
    expect(await link.getAttribute("href")).toBe("/errors/#verifysession-401");
    await tryIt.enterCode(mock.codeOf(email) ?? "");
    await tryIt.expectStatus("You are logged in");
    expect(await link.count()).toBe(0);
  });

  it("a 429 with the time to wait", async () => {
    await using mock = await startMock();
    mock.on("createSession", { status: 429, headers: { "Retry-After": "7" } });
    const tryIt = await tests.open();
    await tryIt.requestCode(email, mock.url);
    expect(await tryIt.readFailure()).toContain("Try again in 7 seconds.");
  });

  it.each([
    { status: 403, text: "does not allow this" },
    { status: 404, text: "does not know this path" },
    { status: 500, text: "Its log contains the error id" },
  ] as const)("a $status of checkSession", async ({ status, text }) => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    await tryIt.logIn(mock, email);
    mock.on("checkSession", { status });
    await tryIt.press("Check");
    expect(await tryIt.readFailure()).toContain(text);
    const link = tryIt.page.getByRole("link", { name: "More about this error" });
    expect(await link.getAttribute("href")).toBe(`/errors/#checksession-${status}`);
    await link.click();
    await tryIt.page.locator(`#checksession-${status}`).waitFor();
  });

  it("the differences between a request and the document", async () => {
    await using mock = await startMock();
    const tryIt = await tests.open();
    await tryIt.requestCode("a@b", mock.url);
    expect(await tryIt.readFailure()).toMatch(/createSession answered 400.*body\.email must match format "email"/s);
  });

  it("an answer that is not one of the API", async () => {
    const tryIt = await tests.open();
    await tryIt.page.route("**/v2/session", (route) =>
      route.fulfill({ body: "<p>hello", headers: { "Access-Control-Allow-Origin": "*" } }),
    );
    await tryIt.requestCode(email, "http://127.0.0.1:1/v2");
    expect(await tryIt.readFailure()).toContain("This answer is not one of the session API");
  });

  it("the end of a session, and asks to log in again", async () => {
    await using mock = await startMock({ state: true });
    const tryIt = await tests.open();
    await tryIt.logIn(mock, email);
    await tryIt.press("Check");
    mock.clock.advance(25 * 60 * 60);
    await tryIt.press("List");
    expect(await tryIt.readFailure()).toContain("The session has ended");
    expect(await tryIt.page.getByRole("button", { name: "List" }).isVisible()).toBe(false);
    expect(await tryIt.page.getByLabel("Email").isVisible()).toBe(true);
  });
});

describe("Try it asks before a server elsewhere mails a code", () => {
  it("and sends nothing after Cancel", async () => {
    const tryIt = await tests.open();
    const sent: string[] = [];
    await tryIt.page.route("https://intelligence.threatwinds.com/**", (route) => {
      sent.push(route.request().url());
      return route.abort();
    });
    await tryIt.page.getByLabel("The live service").check();
    await tryIt.requestCode(email);
    const dialog = tryIt.page.getByRole("dialog", { name: "Send a real code?" });
    await dialog.waitFor();
    await tryIt.press("Cancel");
    await dialog.waitFor({ state: "hidden" });
    expect(sent).toEqual([]);
    await tryIt.press("Send me a code");
    await tryIt.press("Send a real code");
    await tryIt.readFailure();
    expect(sent[0]).toBe("https://intelligence.threatwinds.com/api/auth/v2/session");
  });
});
