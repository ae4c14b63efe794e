import { createSessionClient, type SessionEvent } from "@session-api/client";
import { equal, getRefusal, ok } from "./assert.ts";
import { getFaultUrl, type Scenario, takeCode } from "./Environment.ts";

/** Lists every string in a value that a console or a logger could show, without calling a function. */
function listStrings(value: unknown, seen: Set<unknown> = new Set()): string[] {
  if (typeof value === "string") return [value];
  if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return [];
  seen.add(value);
  const entries = value instanceof Map || value instanceof Set ? [...value] : [];
  const fields = Reflect.ownKeys(value).map((key) => Reflect.getOwnPropertyDescriptor(value, key)?.value);
  return [...entries, ...fields].flatMap((inner) => listStrings(inner, seen));
}

export const secrets: Record<string, Scenario> = {
  async "shows no bearer, code or email address"(environment, inspect) {
    const events: SessionEvent[] = [];
    const onEvent = (event: SessionEvent) => events.push(event);
    const client = createSessionClient({ baseUrl: environment.baseUrl, onEvent });
    const pending = await client.login(environment.email);
    const code = await takeCode(environment);
    const session = await pending.verify(code);
    const bearer = session.exportBearer();
    const keepAlive = session.keepAlive();
    const faulty = createSessionClient({ baseUrl: getFaultUrl(environment, "html"), retry: false, onEvent }).resume(
      bearer,
    );
    const errors = [await getRefusal(session.closeOther("no such session")), await getRefusal(faulty.check())];
    await session.close();
    errors.push(await getRefusal(session.check()));
    const things = { client, pending, session, api: session.api, keepAlive, errors, events };
    for (const [name, thing] of Object.entries(things)) {
      const text = [...listStrings(thing), inspect(thing), JSON.stringify(thing), String(thing)].join("\n");
      for (const secret of [bearer, code, environment.email]) ok(!text.includes(secret), `${name} shows a secret`);
    }
    equal(
      errors.map(({ stack = "" }) => stack.includes(bearer)),
      [false, false, false],
      "the stacks that contain the bearer",
    );
  },
};
