import { inspect } from "node:util";
import { dehydrate, MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";
import { afterEach, describe, expect, expectTypeOf, it, onTestFinished, vi } from "vitest";
import type { CheckedSession, ListedSession } from "../../src/index.ts";
import { type SessionMutation, type SessionQueries, type SessionQuery, sessionQueries } from "../../src/query.ts";
import { checked, created, done, type Handler, observedClient, ok, refused, silent } from "../observedClient.ts";

const listed: ListedSession[] = [
  { sessionID: "mine", ip: "198.51.100.7", userAgent: "", expireAt: 1_900_000_000, current: true },
  { sessionID: "other", ip: "198.51.100.8", userAgent: "", expireAt: 1_800_000_000, current: false },
];

const queryClients: QueryClient[] = [];
afterEach(() => {
  for (const queryClient of queryClients.splice(0)) queryClient.clear();
});

/** Opens a session over the handlers of the operations, by method and path. */
async function openSession(handlers: Record<string, Handler> = {}) {
  const all: Record<string, Handler> = { "GET /session": ok(checked), "GET /sessions": ok({ sessions: listed }) };
  const { client, requests } = observedClient(
    (request) => {
      const operation = `${request.method} ${new URL(request.url).pathname.replace("/api", "")}`;
      return (handlers[operation] ?? all[operation] ?? done)(request);
    },
    { retry: false },
  );
  const session = client.resume(created.bearer);
  await session.check();
  requests.length = 0;
  const queryClient = new QueryClient();
  queryClients.push(queryClient);
  return { session, queryClient, requests, queries: sessionQueries(session) };
}

/** Observes a query, as a component does. */
function observe<Data>(queryClient: QueryClient, query: SessionQuery<Data>) {
  const observer = new QueryObserver(queryClient, query);
  onTestFinished(observer.subscribe(() => {}));
  return observer;
}

/** Observes both queries of a session, and waits until they have their data. */
async function observeBoth(queryClient: QueryClient, queries: SessionQueries) {
  const check = observe(queryClient, queries.check());
  const list = observe(queryClient, queries.list());
  await expect.poll(() => [check, list].map((observer) => observer.getCurrentResult().isSuccess)).toEqual([true, true]);
  return { check, list };
}

function mutate<Data, Variables>(
  queryClient: QueryClient,
  mutation: SessionMutation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return new MutationObserver(queryClient, mutation).mutate(variables);
}

const listPaths = (requests: Request[]) =>
  requests.map(({ method, url }) => `${method} ${new URL(url).pathname.replace("/api", "")}`);

describe("the queries of a session", () => {
  it("read the session and the list, under keys that tell the types of their data", async () => {
    const { queryClient, queries } = await openSession();
    await queryClient.fetchQuery(queries.check());
    await queryClient.fetchQuery(queries.list());
    const session = queryClient.getQueryData(queries.check().queryKey);
    const list = queryClient.getQueryData(queries.list().queryKey);
    expectTypeOf(session).toEqualTypeOf<CheckedSession | undefined>();
    expectTypeOf(list).toEqualTypeOf<ListedSession[] | undefined>();
    expect([session, list]).toEqual([checked, listed]);
  });

  it("have the sessionID in their keys, so that two sessions share no data", async () => {
    const { queries } = await openSession();
    const other = await openSession({ "GET /session": ok({ ...checked, sessionID: "theirs" }) });
    expect(queries.check().queryKey).toEqual(["@session-api/client", "mine", "checkSession"]);
    expect(queries.list().queryKey).toEqual(["@session-api/client", "mine", "getSessions"]);
    expect(other.queries.check().queryKey).toEqual(["@session-api/client", "theirs", "checkSession"]);
  });

  it("show no bearer in keys, options or a dump of the cache, after failures either", async () => {
    const { session, queryClient, queries } = await openSession({ "PUT /session/extend": refused(500) });
    await observeBoth(queryClient, queries);
    await expect(mutate(queryClient, queries.extend(), undefined)).rejects.toMatchObject({ status: 500 });
    await mutate(queryClient, queries.closeOther(), "other");
    const all = { shouldDehydrateQuery: () => true, shouldDehydrateMutation: () => true };
    const dump = dehydrate(queryClient, all);
    expect([dump.queries.length, dump.mutations.length]).toEqual([2, 2]);
    const options = Object.values(queries).map((create) => create());
    const shown = [JSON.stringify(dump), inspect([dump, options, queryClient.getQueryCache()], { depth: 12 })].join();
    expect(session.exportBearer()).toBe(created.bearer);
    expect(shown).not.toContain(created.bearer);
  });

  it("leave retries to the client", async () => {
    const { queryClient, queries, requests } = await openSession({ "GET /sessions": refused(503) });
    queryClient.setDefaultOptions({ queries: { retry: 3 }, mutations: { retry: 3 } });
    await expect(queryClient.fetchQuery(queries.list())).rejects.toMatchObject({ status: 503 });
    expect(requests).toHaveLength(1);
    expect(Object.values(queries).map((create) => create().retry)).toEqual(Array(6).fill(false));
  });

  it("abort their request when they are cancelled", async () => {
    const { queryClient, queries, requests } = await openSession({ "GET /sessions": silent });
    const reading = queryClient.fetchQuery(queries.list());
    await expect.poll(() => requests.length).toBe(1);
    const aborted = vi.fn();
    requests[0]?.signal.addEventListener("abort", aborted);
    await queryClient.cancelQueries({ queryKey: queries.list().queryKey });
    await expect(reading).rejects.toThrow("CancelledError");
    expect(aborted).toHaveBeenCalledOnce();
  });

  it("need a session whose sessionID is known", () => {
    const { client } = observedClient(done);
    const create = () => sessionQueries(client.resume(created.bearer));
    expect(create).toThrow(TypeError);
    expect(create).toThrow("sessionQueries needs a session whose sessionID is known: await session.check() first");
    expect(create).toThrow(expect.objectContaining({ code: "ERR_SESSION_ID_UNKNOWN" }));
  });
});

describe("the time until data are stale", () => {
  const now = 1_700_000_000;
  const state = <Data>(data: Data | undefined) => ({ state: { data, dataUpdatedAt: now * 1_000 } });

  it("ends with the session", async () => {
    const { queries } = await openSession();
    expect(queries.check().staleTime(state({ ...checked, expireAt: now + 60 }))).toBe(60_000);
  });

  it("ends with the first session of a list", async () => {
    const { queries } = await openSession();
    const sessions = [now + 90, now + 30, now + 60].map((expireAt) => ({ ...(listed[0] as ListedSession), expireAt }));
    expect(queries.list().staleTime(state(sessions))).toBe(30_000);
  });

  it("is at most a day, because an observer starts a timer of this length", async () => {
    const { queries } = await openSession();
    const dayMs = 24 * 60 * 60 * 1_000;
    expect(queries.check().staleTime(state({ ...checked, expireAt: now + 2_592_000 }))).toBe(dayMs);
    expect(queries.list().staleTime(state<ListedSession[]>([]))).toBe(dayMs);
  });

  it("is over without data, and after the expiry", async () => {
    const { queryClient, queries, requests } = await openSession({ "GET /session": ok({ ...checked, expireAt: now }) });
    expect(queries.check().staleTime(state<CheckedSession>(undefined))).toBe(0);
    await queryClient.fetchQuery(queries.check());
    await queryClient.fetchQuery(queries.check());
    expect(requests).toHaveLength(2);
  });

  it("saves requests before the expiry", async () => {
    const { queryClient, queries, requests } = await openSession();
    await queryClient.fetchQuery(queries.list());
    await queryClient.fetchQuery(queries.list());
    expect(requests).toHaveLength(1);
  });
});

describe("a mutation", () => {
  it.each<[name: keyof SessionQueries, sent: string[], reread: string[]]>([
    ["extend", ["PUT /session/extend", "GET /session"], ["GET /session", "GET /sessions"]],
    ["closeOther", ["DELETE /session/other"], ["GET /sessions"]],
    ["closeAllOthers", ["GET /sessions", "DELETE /session/other"], ["GET /sessions"]],
  ])("%s reads again what it changes, before it resolves", async (name, sent, reread) => {
    const { queryClient, queries, requests } = await openSession();
    await observeBoth(queryClient, queries);
    requests.length = 0;
    await mutate(queryClient, queries[name]() as SessionMutation<unknown, string>, "other");
    expect(listPaths(requests)).toEqual([...sent, ...reread]);
  });

  it("resolves to the result of its call", async () => {
    const { queryClient, queries } = await openSession();
    expect(await mutate(queryClient, queries.extend(), undefined)).toBe(checked.expireAt);
    expect(await mutate(queryClient, queries.closeAllOthers(), undefined)).toBe(1);
  });

  it("reads again after a failure too, because a part of it may have succeeded", async () => {
    const { queryClient, queries, requests } = await openSession({ "DELETE /session/other": refused(404) });
    await observeBoth(queryClient, queries);
    requests.length = 0;
    await expect(mutate(queryClient, queries.closeOther(), "other")).rejects.toMatchObject({ status: 404 });
    expect(listPaths(requests)).toEqual(["DELETE /session/other", "GET /sessions"]);
  });

  it("rejects without waiting for the data that it reads again", async () => {
    let isOut = false;
    const list: Handler = (request) => (isOut ? silent(request) : ok({ sessions: listed })(request));
    const { queryClient, queries } = await openSession({ "GET /sessions": list, "PUT /session/extend": refused(500) });
    await observeBoth(queryClient, queries);
    isOut = true;
    await expect(mutate(queryClient, queries.extend(), undefined)).rejects.toMatchObject({ status: 500 });
  });

  it("leaves its callbacks to the page", async () => {
    const { queries } = await openSession();
    for (const create of [queries.extend, queries.close, queries.closeOther, queries.closeAllOthers])
      expect(Object.keys(create()).sort()).toEqual(["mutationFn", "retry"]);
  });
});

describe("an ended session", () => {
  /** Opens a session that the service refuses from the moment of `end()`. */
  async function openEndingSession() {
    let hasEnded = false;
    const unless = (handler: Handler): Handler => {
      return (request) => (hasEnded ? refused(401) : handler)(request);
    };
    const opened = await openSession({
      "GET /session": unless(ok(checked)),
      "GET /sessions": unless(ok({ sessions: listed })),
      "PUT /session/extend": unless(done),
      "DELETE /session/other": unless(done),
      "DELETE /session/mine": unless(done),
    });
    const end = () => {
      hasEnded = true;
      opened.requests.length = 0;
    };
    return { ...opened, end };
  }

  /** Counts how often each query of the cache is emptied. */
  function countEmptyings(queryClient: QueryClient): Record<string, number> {
    const counts: Record<string, number> = {};
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "setState") return;
      expect(event.query.state.data).toBeUndefined();
      counts[event.query.queryHash] = (counts[event.query.queryHash] ?? 0) + 1;
    });
    return counts;
  }

  it("loses its data once, when two queries fail at the same time, and sends nothing more", async () => {
    const { queryClient, queries, requests, end } = await openEndingSession();
    const emptyings = countEmptyings(queryClient);
    const { check, list } = await observeBoth(queryClient, queries);
    end();
    await Promise.all([check.refetch(), list.refetch()]);
    for (const observer of [check, list]) {
      expect(observer.getCurrentResult()).toMatchObject({ status: "error", fetchStatus: "idle", data: undefined });
      expect(observer.getCurrentResult().error).toMatchObject({ status: 401, errorId: "id" });
    }
    // A component passes its options again each time that it renders.
    check.setOptions(queries.check());
    list.setOptions(queries.list());
    await queryClient.invalidateQueries();
    expect(Object.values(emptyings)).toEqual([1, 1]);
    await queryClient.resetQueries();
    expect(requests).toHaveLength(2);
  });

  it("has the same error in all its queries", async () => {
    const { queryClient, queries, end } = await openEndingSession();
    const { check, list } = await observeBoth(queryClient, queries);
    end();
    await list.refetch();
    expect(check.getCurrentResult().error).toBe(list.getCurrentResult().error);
    expect(observe(queryClient, queries.check()).getCurrentResult()).toMatchObject({
      status: "error",
      fetchStatus: "idle",
    });
  });

  it.each(["extend", "closeOther", "closeAllOthers", "close"] as const)("is noticed by %s", async (name) => {
    const { queryClient, queries, requests, end } = await openEndingSession();
    const { check, list } = await observeBoth(queryClient, queries);
    end();
    const mutating = mutate(queryClient, queries[name]() as SessionMutation<unknown, string>, "other");
    await expect(mutating).rejects.toMatchObject({ status: 401 });
    expect(requests).toHaveLength(1);
    for (const observer of [check, list])
      expect(observer.getCurrentResult()).toMatchObject({ data: undefined, error: { status: 401 } });
  });

  it("keeps its data after a refusal that does not end it", async () => {
    const { queryClient, queries } = await openSession({ "PUT /session/extend": refused(403) });
    const { check } = await observeBoth(queryClient, queries);
    await expect(mutate(queryClient, queries.extend(), undefined)).rejects.toMatchObject({ status: 403 });
    expect(check.getCurrentResult().data).toEqual(checked);
  });

  it("rejects the query that noticed the end with its own error", async () => {
    const { queryClient, queries, end } = await openEndingSession();
    end();
    await expect(queryClient.fetchQuery(queries.list())).rejects.toMatchObject({ status: 401 });
  });

  it("leaves other sessions and other queries alone", async () => {
    const { queryClient, queries } = await openSession();
    const other = await openSession({ "GET /session": ok({ ...checked, sessionID: "theirs" }) });
    await queryClient.fetchQuery(other.queries.list());
    queryClient.setQueryData(["theme"], "dark");
    await queryClient.fetchQuery(queries.list());
    await mutate(queryClient, queries.close(), undefined);
    expect(queryClient.getQueryData(queries.list().queryKey)).toBeUndefined();
    expect(queryClient.getQueryData(other.queries.list().queryKey)).toEqual(listed);
    expect(queryClient.getQueryData(["theme"])).toBe("dark");
  });

  it("is pending without a request after a close", async () => {
    const { queryClient, queries, requests } = await openSession();
    const emptyings = countEmptyings(queryClient);
    const { check, list } = await observeBoth(queryClient, queries);
    requests.length = 0;
    await mutate(queryClient, queries.close(), undefined);
    await queryClient.invalidateQueries();
    expect(listPaths(requests)).toEqual(["DELETE /session/mine"]);
    expect(Object.values(emptyings)).toEqual([1, 1]);
    for (const observer of [check, list])
      expect(observer.getCurrentResult()).toMatchObject({ status: "pending", fetchStatus: "idle", data: undefined });
  });

  it("drops a response that is still under way when it is closed", async () => {
    let respond: (response: Response) => void = () => {};
    const slow: Handler = () => new Promise((resolve) => (respond = resolve));
    const { queryClient, queries, requests } = await openSession({ "GET /sessions": slow });
    const list = observe(queryClient, queries.list());
    await expect.poll(() => requests.length).toBe(1);
    await mutate(queryClient, queries.close(), undefined);
    respond(Response.json({ sessions: listed }));
    await expect.poll(() => list.getCurrentResult().fetchStatus).toBe("idle");
    expect(list.getCurrentResult()).toMatchObject({ status: "pending", data: undefined });
  });
});
