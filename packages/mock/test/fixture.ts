import type { CheckedSession, paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import type { TestAPI } from "vitest";
import { type MockFixtures, test } from "../src/vitest.ts";

export const bearer = { authorization: "Bearer any" };

export interface Requests {
  /** A typed client that sends a bearer. */
  api: Client<paths>;
  /** Sends a valid `checkSession`. */
  check(): Promise<{ response: Response; data?: CheckedSession; error?: unknown }>;
  /** Sends `createSession` with a body: a string as it is, all else as JSON. */
  create(body: unknown): Promise<Response>;
}

/** The fixture that this package publishes, with requests to its mock. */
export const it: TestAPI<MockFixtures & Requests> = test.extend<Requests>({
  api: async ({ mock }, use) => use(createClient<paths>({ baseUrl: mock.url, headers: bearer })),
  check: async ({ api }, use) => use(() => api.GET("/session")),
  create: async ({ mock }, use) =>
    use((body) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const headers = { "content-type": "application/json" };
      return fetch(`${mock.url}/session`, { method: "POST", headers, body: text });
    }),
});
