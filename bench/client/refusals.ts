import { createSessionClient, isSessionError } from "@session-api/client";
import type { paths } from "@session-api/types";
import createClient from "openapi-fetch";

type CreateRefused = (baseUrl: string) => () => Promise<string | null | undefined>;

const bearer = "b".repeat(64);
const headers = { Authorization: `Bearer ${bearer}` };
const readErrorId = (error: unknown) => (isSessionError(error) ? error.errorId : undefined);

/** Calls `checkSession` with a refused bearer, and reads the error id from the header, in the way of each client. */
export const refusals: Record<string, CreateRefused> = {
  "bare `fetch`": (baseUrl) => async () => {
    const response = await fetch(`${baseUrl}/session`, { headers });
    return response.headers.get("x-error-id");
  },
  "openapi-fetch": (baseUrl) => {
    const client = createClient<paths>({ baseUrl });
    return async () => (await client.GET("/session", { headers })).response.headers.get("x-error-id");
  },
  "ours, session objects": (baseUrl) => {
    const session = createSessionClient({ baseUrl }).resume(bearer);
    return () => session.check().then(() => undefined, readErrorId);
  },
  "ours, `api`": (baseUrl) => {
    const { api } = createSessionClient({ baseUrl });
    return () => api.GET("/session", { headers }).then(() => undefined, readErrorId);
  },
};
