import { createSessionClient } from "@session-api/client";
import { startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import { describe, expect, it } from "vitest";
import { createTryTests } from "./createTryTests.ts";

const email = "john@doe.net";
const tests = createTryTests();

interface Service extends AsyncDisposable {
  url: string;
  /** Waits for the code of the latest mail. */
  readCode(): Promise<string>;
}

async function startStatefulMock(options: { docs: boolean }): Promise<Service> {
  const mock = await startMock({ state: true, ...options });
  const readCode = async () => mock.codeOf(email) ?? "";
  return { url: mock.url, readCode, [Symbol.asyncDispose]: mock.close };
}

async function startLiveServer(options: { docs: boolean }): Promise<Service> {
  const codes: string[] = [];
  const server = await startServer({
    users: [{ email, fullName: "John Doe", roles: ["user"] }],
    mail: ({ code }) => void codes.push(code),
    corsOrigins: [tests.origin],
    limits: "off",
    ...options,
  });
  const readCode = async () => {
    await expect.poll(() => codes.length).toBeGreaterThan(0);
    return codes.splice(0).at(-1) ?? "";
  };
  return { url: server.url, readCode, [Symbol.asyncDispose]: server.close };
}

const services = [
  { name: "the mock with memory", start: startStatefulMock },
  { name: "the live server", start: startLiveServer },
];

describe.each(services)("Try it against $name", ({ start }) => {
  it.each([
    { how: "from another origin", docs: false },
    { how: "from the page that it serves", docs: true },
  ])("runs the whole flow $how", async ({ docs }) => {
    await using service = await start({ docs });
    const other = await createSessionClient({ baseUrl: service.url, userAgent: "another device" }).login(email);
    await other.verify(await service.readCode());

    const tryIt = await tests.open(docs ? { origin: new URL(service.url).origin } : {});
    const { page, press, expectStatus } = tryIt;
    if (docs) await page.getByText("serves this page, and is chosen").waitFor();
    await tryIt.requestCode(email, docs ? undefined : service.url);
    await expectStatus("The server has sent a code");
    await tryIt.enterCode(await service.readCode());
    await expectStatus("You are logged in");

    await press("Check");
    await page.getByText("John", { exact: false }).first().waitFor();
    await press("List");
    await expectStatus("There are 2 active sessions");
    const rows = page.locator("tbody tr");
    await rows.filter({ hasText: "another device" }).getByRole("button").click();
    await expectStatus("The other session is closed");
    expect(await rows.count()).toBe(1);
    await press("Extend");
    await expectStatus("The session lasts until");
    await press("Close others");
    await expectStatus("0 other sessions are closed");
    await press("Close");
    await expectStatus("The session is closed");
    expect(await page.getByLabel("Email").isVisible()).toBe(true);

    const requests = await tryIt.listRequests();
    const path = new URL(service.url).pathname;
    expect(requests.map((request) => request.replace(path, ""))).toEqual([
      "POST /session 202",
      "PUT /session/verification 202",
      "GET /session 200",
      "GET /sessions 200",
      expect.stringMatching(/^DELETE \/session\/\S+ 202$/),
      "GET /sessions 200",
      "PUT /session/extend 202",
      "GET /session 200",
      ...["GET /session 200", "GET /sessions 200"],
      ...["GET /sessions 200", "GET /sessions 200"],
      expect.stringMatching(/^DELETE \/session\/\S+ 202$/),
    ]);
  });
});
