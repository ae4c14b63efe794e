import { createSessionClient, isSessionError } from "@session-api/client";
import type { paths } from "@session-api/types";
import createClient from "openapi-fetch";

type CreateRefused = (baseUrl: string) => () => Promise<string | null | undefined>;

const bearer = "b".repeat(64);
const headers = { Authorization: `Bearer ${bearer}` };
const errorIdOf = (error: unknown) => (isSessionError(error) ? error.errorId : undefined);

/** `checkSession` with a bearer that is refused by a header alone: each way to learn the error id. */
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
    return () => session.check().then(() => undefined, errorIdOf);
  },
  "ours, `api`": (baseUrl) => {
    const { api } = createSessionClient({ baseUrl });
    return () => api.GET("/session", { headers }).then(() => undefined, errorIdOf);
  },
};
