import { createSessionClient, type SessionEvent } from "@session-api/client";
import { equal, ok, refusal } from "../assert.ts";
import { codeFor, faultUrl, type Scenario } from "../Place.ts";

/** Every string that can be reached from a value without calling it: what a console or a logger could show. */
function stringsIn(value: unknown, seen: Set<unknown> = new Set()): string[] {
  if (typeof value === "string") return [value];
  if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return [];
  seen.add(value);
  const entries = value instanceof Map || value instanceof Set ? [...value] : [];
  const fields = Reflect.ownKeys(value).map((key) => Reflect.getOwnPropertyDescriptor(value, key)?.value);
  return [...entries, ...fields].flatMap((inner) => stringsIn(inner, seen));
}

export const secrets: Record<string, Scenario> = {
  async "shows no bearer, code or address"(place, inspect) {
    const events: SessionEvent[] = [];
    const onEvent = (event: SessionEvent) => events.push(event);
    const client = createSessionClient({ baseUrl: place.baseUrl, onEvent });
    const pending = await client.login(place.email);
    const code = await codeFor(place);
    const session = await pending.verify(code);
    const bearer = session.exportBearer();
    const keepAlive = session.keepAlive();
    const drifted = createSessionClient({ baseUrl: faultUrl(place, "html"), retry: false, onEvent }).resume(bearer);
    const errors = [await refusal(session.closeOther("no such session")), await refusal(drifted.check())];
    await session.close();
    errors.push(await refusal(session.check()));
    const things = { client, pending, session, api: session.api, keepAlive, errors, events };
    for (const [name, thing] of Object.entries(things)) {
      const text = [...stringsIn(thing), inspect(thing), JSON.stringify(thing), String(thing)].join("\n");
      for (const secret of [bearer, code, place.email]) ok(!text.includes(secret), `${name} shows a secret`);
    }
    equal(
      errors.map(({ stack = "" }) => stack.includes(bearer)),
      [false, false, false],
      "stacks with the bearer",
    );
  },
};
