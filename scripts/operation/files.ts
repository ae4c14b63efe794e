/** The edits that "Add an operation" of the README asks for, to add `GET /session/events`. */

/** Without tags, summary and description, so that lint can ask for them. */
export const bareOperation = `  /session/events:
    get:
      operationId: getSessionEvents
      security:
        - bearer: []
      responses:
        "200":
          $ref: "#/components/responses/SessionEventsListed"
        "400":
          $ref: "#/components/responses/BadRequest"
        "401":
          $ref: "#/components/responses/Unauthorized"
        "403":
          $ref: "#/components/responses/Forbidden"
        "404":
          $ref: "#/components/responses/NotFound"
        "429":
          $ref: "#/components/responses/TooManyRequests"
        "500":
          $ref: "#/components/responses/InternalServerError"

`;

export const operation: string = bareOperation.replace(
  "      security:",
  `      tags: [sessions]
      summary: Get session events
      description: |
        Lists the events of the current session, the oldest first. An event tells when the session was created.
      security:`,
);

export const response = `    SessionEventsListed:
      description: The events of the current session.
      content:
        application/json:
          schema:
            $ref: "#/components/schemas/SessionEventList"
          examples:
            sessionEventList:
              $ref: "#/components/examples/sessionEventList"
`;

export const schema = `    SessionEventList:
      type: object
      description: The events of one session.
      required: [events]
      properties:
        events:
          type: array
          description: The events, the oldest first.
          items:
            $ref: "#/components/schemas/SessionEvent"
    SessionEvent:
      type: object
      description: One event of a session.
      required: [kind, at]
      properties:
        kind:
          type: string
          description: The kind of the event, such as \`created\`.
        at:
          type: integer
          format: int64
          minimum: 0
          description: The time of the event, in Unix seconds.
`;

export const example = `    sessionEventList:
      summary: A session that was created
      value:
        events:
          - kind: created
            at: 4102441200
`;

export const handler = `import type { Handlers } from "../http/Handlers.ts";

export function getSessionEvents(): Handlers["getSessionEvents"] {
  return async ({ caller: { createdAt } }) => ({
    status: 200,
    body: { events: [{ kind: "created", at: Math.floor(createdAt / 1_000) }] },
  });
}
`;

export const handlerTest = `import { expect, it } from "vitest";
import { startTestServer } from "./testServer.ts";

it("lists the events of the current session", async () => {
  await using server = await startTestServer({ clock: () => 1_700_000_000_000 });
  const { headers } = await server.login();
  const { data } = await server.api.GET("/session/events", { headers });
  expect(data?.events).toEqual([{ kind: "created", at: 1_700_000_000 }]);
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

export const field = `        kind:
          type: string
          description: The kind of the session.
`;
