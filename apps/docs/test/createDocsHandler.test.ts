import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createDocsHandler } from "../src/index.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("createDocsHandler", () => {
  it("serves the pages, with the API that it is given", async () => {
    const target = { baseUrl: "/api/auth/v2", kind: "mock" } as const;
    const origin = await serve(createDocsHandler({ target }));
    expect(await (await fetch(`${origin}/try/`)).text()).toContain("<title>Try it");
    const response = await fetch(`${origin}/try/target.json`);
    expect(await response.json()).toEqual(target);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("names no API unless it is given one, as on a static host", async () => {
    const origin = await serve(createDocsHandler());
    expect(await (await fetch(`${origin}/try/target.json`)).json()).toEqual({});
  });

  it.each([
    { method: "GET", path: "/no/such/page" },
    { method: "POST", path: "/try/" },
    { method: "POST", path: "/try/target.json" },
  ])("leaves $method $path to the next handler, and answers 404 without one", async ({ method, path }) => {
    const docs = createDocsHandler();
    const alone = await serve(docs);
    expect((await fetch(alone + path, { method })).status).toBe(404);
    const first = await serve((request, response) => docs(request, response, () => response.end("next")));
    expect(await (await fetch(first + path, { method })).text()).toBe("next");
  });
});
