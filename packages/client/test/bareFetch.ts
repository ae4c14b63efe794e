import type { CreateHttpClient } from "../src/http/HttpClient.ts";

interface Context {
  request: Request;
  response?: Response;
}
type Step = ((context: Context) => unknown) | undefined;
interface Middleware {
  onRequest?: Step;
  onResponse?: Step;
}

/** A second HTTP client. It shows that the tests accept more than openapi-fetch, and how little a successor needs. */
export const bareFetch: CreateHttpClient = (baseUrl, headers) => {
  const shared: unknown[] = [];
  return {
    async request(method, path, { fetch, parseAs, params, body, middleware = [], ...init }) {
      const url = baseUrl.replace(/\/$/, "") + fillPath(path, params?.path ?? {});
      const context: Context = {
        request: new Request(url, { redirect: "manual", ...init, method, ...formatBody(body, headers) }),
      };
      const steps = [...shared, ...middleware] as Middleware[];
      for (const { onRequest } of steps) context.request = ((await onRequest?.(context)) as Request) ?? context.request;
      let response = await fetch(context.request);
      for (const { onResponse } of steps.reverse())
        response = ((await onResponse?.({ ...context, response })) as Response) ?? response;
      return { data: await readBody(response, parseAs), response };
    },
    use: (...middleware) => void shared.push(...middleware),
    eject(...middleware) {
      for (const one of middleware) shared.splice(shared.indexOf(one), 1);
    },
  };
};

function fillPath(path: string, values: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(values[name] ?? ""));
}

function formatBody(body: unknown, headers: Record<string, string>): RequestInit {
  const sent = new Headers(body === undefined ? {} : { "Content-Type": "application/json" });
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return { headers: sent, ...(body !== undefined && { body: JSON.stringify(body) }) };
}

async function readBody(response: Response, parseAs: string): Promise<unknown> {
  if (parseAs === "stream") return response.body;
  const text = await response.text();
  if (parseAs === "text") return text;
  return text ? JSON.parse(text) : undefined;
}
