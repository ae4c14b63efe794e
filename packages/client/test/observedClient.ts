import { createSessionClient, type SessionClient } from "../src/index.ts";

/** The real client over a handler that the test supplies, and the requests that the handler saw. */
export function observedClient(handler: (request: Request) => Response | Promise<Response>): {
  client: SessionClient;
  requests: Request[];
} {
  const requests: Request[] = [];
  const client = createSessionClient({
    baseUrl: "https://session.example/api",
    fetch: async (request) => {
      requests.push(request.clone());
      return handler(request);
    },
  });
  return { client, requests };
}
