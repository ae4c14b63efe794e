import { acknowledged, create, type Fault, instead, json, parsed, refusal, verify } from "../Fault.ts";
import { forwardAndNote } from "../startProxy.ts";

export const inputFaults: Fault[] = [
  instead(
    "malformed JSON is accepted",
    /createSession refuses malformed JSON.*it was accepted with 202/,
    create,
    async (request, world) =>
      forwardAndNote(request.body === "{" ? { ...request, body: '{"email":"user0@doe.net"}' } : request, world),
  ),
  instead(
    "any content type is accepted",
    /refuses another content type.*it was accepted with 202/,
    create,
    async (request, world) =>
      request.headers["content-type"] === "text/plain"
        ? forwardAndNote(
            { ...request, headers: { ...request.headers, ...json }, body: '{"email":"user0@doe.net"}' },
            world,
          )
        : forwardAndNote(request, world),
  ),
  instead(
    "a missing field is accepted",
    /refuses a body without email.*it was accepted with 202/,
    create,
    async (request, world) =>
      forwardAndNote(
        request.body === "{}" && request.headers["content-type"] === "application/json"
          ? { ...request, body: '{"email":"user0@doe.net"}' }
          : request,
        world,
      ),
  ),
  instead(
    "a field of the wrong type is accepted",
    /refuses a code that is a number.*it was accepted with 202/,
    verify,
    async (request, world) =>
      typeof parsed(request).code === "number" ? acknowledged : forwardAndNote(request, world),
  ),
  instead(
    "an unknown field is refused",
    /starts a second session and ignores an unknown field.*answered 400/,
    create,
    async (request, world) => ("kind" in parsed(request) ? refusal(400) : forwardAndNote(request, world)),
  ),
  instead(
    "another method is accepted",
    /refuses another method.*it was accepted with 202/,
    "PATCH /session",
    async () => acknowledged,
  ),
  ...["DELETE /session", "POST /sessions", "POST /session/extend"].map(
    (line): Fault => ({
      ...instead(
        `${line} is accepted`,
        /refuses (DELETE|POST) of its path.*it was accepted with 202/,
        line,
        async () => acknowledged,
      ),
      isOurs: true,
    }),
  ),
  {
    ...instead(
      "every route is answered",
      /refuses an unknown route.*it was accepted with 200/,
      "GET /users",
      async () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>It works</h1>" }),
    ),
    isOurs: true,
  },
];
