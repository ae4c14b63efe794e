/** The code that "Add an operation" of the README asks for, to add `getSessionEvents` of openapi/README.md. */

export const handler = `import type { Handlers } from "../http/Handlers.ts";

export function getSessionEvents(): Handlers["getSessionEvents"] {
  return async () => ({ status: 200, body: { events: ["created", "verified"] } });
}
`;

export const handlerTest = `import { expect, it } from "vitest";
import { startTestServer } from "./testServer.ts";

it("lists the events of the current session", async () => {
  await using server = await startTestServer();
  const { headers } = await server.login();
  const { data } = await server.api.GET("/session/events", { headers });
  expect(data?.events).toEqual(["created", "verified"]);
});
`;

export const request = `export function getSessionEvents(caller: Caller) {
  return createRequest("getSessionEvents", (flow) =>
    flow.api.GET("/session/events", { headers: authorize(flow, caller) }),
  );
}

`;

export const handlerImport = `import { getSessionEvents } from "./getSessionEvents.ts";
`;

export const handlerEntry = `    getSessionEvents: getSessionEvents(),
`;

export const stepImport = `import { expectAccepted } from "../expectations/expectAccepted.ts";
`;

export const step = `      "lists the events of the session": expectAccepted(getSessionEvents(ada.first)),
`;
