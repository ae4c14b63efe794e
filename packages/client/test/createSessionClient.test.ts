import { getEventListeners } from "node:events";
import type { CheckedSession, CreatedSession } from "@session-api/types";
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import { collectUncaughtErrors } from "./collectUncaughtErrors.ts";
import { createSessionClient } from "./createSessionClient.ts";
import { observedClient } from "./observedClient.ts";

const originalFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = originalFetch;
});

describe("createSessionClient", () => {
  it("sends a request as the document describes it, below the path of the base URL", async () => {
    const { client, requests } = observedClient(() => Response.json({ bearer: "secret" }, { status: 202 }));
    const { data } = await client.api.POST("/session", { body: { email: "john@doe.net" } });

    expect(requests[0]).toMatchObject({ method: "POST", url: "https://session.example/api/session" });
    expect(await requests[0]?.json()).toEqual({ email: "john@doe.net" });
    expect(requests[0]?.headers.get("authorization")).toBeNull();
    expect(data?.bearer).toBe("secret");
    expectTypeOf(data).toEqualTypeOf<CreatedSession | undefined>();
  });

  it("adds the bearer of a resumed session", async () => {
    const { client, requests } = observedClient(() => Response.json({}));
    const { data } = await client.resume("secret").api.GET("/session");

    expect(requests[0]?.headers.get("authorization")).toBe("Bearer secret");
    expectTypeOf(data).toEqualTypeOf<CheckedSession | undefined>();
  });

  it("encodes an id in the path", async () => {
    const { client, requests } = observedClient(() => Response.json({}));
    await client.resume("secret").api.DELETE("/session/{id}", { params: { path: { id: "a/b ?" } } });
    expect(requests[0]?.url).toBe("https://session.example/api/session/a%2Fb%20%3F");
  });

  it.each([200, 202])("accepts %i as success", async (status) => {
    const { client } = observedClient(() => Response.json({ message: "acknowledged" }, { status }));
    const { data } = await client.resume("secret").api.PUT("/session/extend");
    expect(data?.message).toBe("acknowledged");
  });

  it("accepts a 200 without a body", async () => {
    const { client } = observedClient(() => new Response(null, { status: 200, headers: { "content-length": "0" } }));
    const { data, response } = await client.resume("secret").api.PUT("/session/extend");
    expect(data).toBeUndefined();
    expect(response.status).toBe(200);
  });

  it("accepts unknown fields", async () => {
    const { client } = observedClient(() => Response.json({ message: "acknowledged", kind: "standard" }));
    await expect(client.resume("secret").api.PUT("/session/extend")).resolves.toMatchObject({
      data: { message: "acknowledged" },
    });
  });

  it("supports the request method, middleware, parseAs and the fetch option of openapi-fetch", async () => {
    const { client, requests } = observedClient(() => new Response("not JSON", { status: 200 }));
    const { api } = client.resume("secret");
    const middleware = { onRequest: ({ request }: { request: Request }) => void request.headers.set("x-trace", "7") };
    api.use(middleware);
    expect(await api.request("get", "/session", { parseAs: "text" })).toMatchObject({ data: "not JSON" });
    api.eject(middleware);
    const { data } = await api.GET("/sessions", { parseAs: "text" });
    expect(data).toBe("not JSON");
    expect(requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["7", null]);
    const broken = () => new ReadableStream({ start: (controller) => controller.error(new Error("cut")) });
    const cutText = api.GET("/session", { parseAs: "text", fetch: async () => new Response(broken()) });
    await expect(cutText).rejects.toMatchObject({ kind: "network", status: 200 });
    const streamed = await api.GET("/session", { parseAs: "stream", fetch: async () => new Response("whole") });
    expect(await new Response(streamed.data as ReadableStream).text()).toBe("whole");
    const own = await api.GET("/session", { fetch: async () => Response.json({ alias: "johny" }) });
    expect([own.data?.alias, requests.length]).toEqual(["johny", 2]);
  });

  function checkWithMiddleware(received: Response) {
    const { client } = observedClient(() => received);
    client.api.use({ onRequest: () => undefined });
    return client.api.GET("/session");
  }

  it("lets middleware read and replace the response, as openapi-fetch does", async () => {
    const { client } = observedClient(() => Response.json({ alias: "johny" }));
    const seen: unknown[] = [];
    client.api.use({ onResponse: async ({ response }) => void seen.push(await response.clone().json()) });
    const { api } = client;
    api.use({
      onResponse: ({ response: { body, ...rest }, response }) =>
        new Response(body, { ...rest, status: response.status }),
    });
    expect((await api.GET("/session")).data?.alias).toBe("johny");
    const received = Object.defineProperty(Response.json({}, { status: 202 }), "url", {
      value: "https://elsewhere.example",
    });
    const { response } = await checkWithMiddleware(received);
    expect([response.status, response.url]).toEqual([202, "https://elsewhere.example"]);
    const middleware = [
      { onResponse: async ({ response }: { response: Response }) => void seen.push(await response.clone().json()) },
    ];
    await client.resume("b").api.GET("/session", { middleware });
    expect(seen).toEqual([{ alias: "johny" }, { alias: "johny" }]);
  });

  it("continues the call when `onEvent` throws, and reports the error as uncaught", async () => {
    const statuses = [503, 200];
    const { client, requests } = observedClient(() => Response.json({}, { status: statuses.shift() ?? 200 }), {
      onEvent: ({ type }) => {
        throw new RangeError(type);
      },
    });
    const { signal } = new AbortController();
    const errors = await collectUncaughtErrors(() => client.api.GET("/session", { signal }));
    const types = ["request", "response", "retry", "request", "response"];
    expect(errors).toEqual(types.map((type) => new RangeError(type)));
    expect([requests.length, getEventListeners(signal, "abort")]).toEqual([2, []]);
  });

  it("puts an error that `validate` throws into the message", async () => {
    const validate = () => {
      throw new RangeError("no schema for this operation");
    };
    const { client } = observedClient(() => Response.json({}), { validate });
    await expect(client.api.GET("/session")).rejects.toMatchObject({
      kind: "malformed",
      message: "checkSession answered 200 with an unusable body: no schema for this operation",
    });
  });

  it("keeps the path of its base URL, with or without a slash at the end", async () => {
    for (const baseUrl of ["https://session.example/a/b", "https://session.example/a/b/"]) {
      const { client, requests } = observedClient(() => Response.json({}), { baseUrl });
      await client.api.GET("/session");
      expect(requests[0]?.url).toBe("https://session.example/a/b/session");
    }
  });

  it("runs the middleware for each attempt, so that each attempt can be signed anew", async () => {
    const statuses = [503, 200];
    const { client, requests } = observedClient(() => Response.json({}, { status: statuses.shift() ?? 200 }));
    let attempts = 0;
    client.api.use({ onRequest: ({ request }) => void request.headers.set("x-attempt", String(++attempts)) });
    await client.api.GET("/session");
    expect(requests.map(({ headers }) => headers.get("x-attempt"))).toEqual(["1", "2"]);
  });

  it("says `the request` for an operation that is not in the document", async () => {
    const { client } = observedClient(() => new Response(null, { status: 404 }));
    const api = client.api as unknown as { GET(path: string): Promise<unknown> };
    await expect(api.GET("/nowhere")).rejects.toThrow("the request answered 404");
  });

  it("keeps the URL of a response", async () => {
    const received = Object.defineProperty(Response.json({}), "url", { value: "https://elsewhere.example" });
    const { response } = await observedClient(() => received).client.api.GET("/session");
    expect(response.url).toBe("https://elsewhere.example");
  });

  it("calls the live service by default, with the global fetch of the time of the call", async () => {
    const client = createSessionClient();
    const urls: string[] = [];
    globalThis.fetch = async (request) => {
      urls.push((request as Request).url);
      return Response.json({ sessions: [] });
    };
    await client.resume("secret").api.GET("/sessions");
    expect(urls).toEqual(["https://intelligence.threatwinds.com/api/auth/v2/sessions"]);
  });

  it("rejects paths, methods and bodies that are not in the document at compile time", () => {
    const { api } = createSessionClient();
    const calls = () => [
      // @ts-expect-error the document has no such path
      api.GET("/sesion"),
      // @ts-expect-error the path has no such method
      api.GET("/session/extend"),
      // @ts-expect-error the field is called email
      api.POST("/session", { body: { mail: "john@doe.net" } }),
      // @ts-expect-error a code is a string
      api.PUT("/session/verification", { body: { verificationCodeID: "any", code: 12345 } }),
    ];
    expect(calls).toBeTypeOf("function");
  });
});
