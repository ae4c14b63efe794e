import { inject } from "vitest";
import { createClientOver } from "../src/createSessionClient.ts";
import type { CreateHttpClient } from "../src/http/HttpClient.ts";
import { openapiFetch } from "../src/http/openapiFetch.ts";
import type { SessionClient, SessionClientOptions } from "../src/index.ts";
import { bareFetch } from "./bareFetch.ts";

declare module "vitest" {
  interface ProvidedContext {
    http: keyof typeof clients;
  }
}

const clients: Record<"openapiFetch" | "bareFetch", CreateHttpClient> = { openapiFetch, bareFetch };

/** Creates the client under test, over the HTTP client of the Vitest project. */
export function createSessionClient(options: SessionClientOptions = {}): SessionClient {
  return createClientOver(clients[inject("http")], options);
}
