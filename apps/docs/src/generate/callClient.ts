import { createSessionClient, isSessionError } from "@session-api/client";
import type { Contract } from "@session-api/contract";

type Operation = Contract["operations"][number];
type Refusal = Operation["responses"][number];

/** The reaction of the client to a refused call. */
export interface ClientReaction {
  /** The number of requests that it sends before it gives up. */
  requests: number;
  /** The message of the error that it throws. */
  message: string;
}

/** Calls an operation with the client, and refuses it with the document's example of a response. */
export async function callClient(
  { method, path, requestBody }: Operation,
  { status, headers }: Refusal,
): Promise<ClientReaction> {
  let requests = 0;
  // Without `Retry-After`, so that the client repeats soon if it repeats at all.
  const examples = headers.flatMap(({ name, required, examples }) =>
    required ? [[name, String(Object.values(examples)[0])] as [string, string]] : [],
  );
  const refuse = async () => {
    requests += 1;
    return new Response(null, { status, headers: examples });
  };
  const { api } = createSessionClient({ baseUrl: "http://127.0.0.1/", fetch: refuse });
  // The path comes from the document, so the compiler cannot know its parameters.
  const call = api[method as "GET"] as (path: string, options: object) => Promise<unknown>;
  try {
    await call(path, { params: { path: { id: "id" } }, ...(requestBody && { body: {} }) });
  } catch (error) {
    if (isSessionError(error)) return { requests, message: error.message };
    throw error;
  }
  throw new Error(`the client accepts ${status}`);
}
