import type { Agent } from "node:http";
import type { Exchange } from "../http/Exchange.ts";
import { userAgent } from "../http/userAgent.ts";
import { type BearerTexts, formatAuthorization } from "./formatAuthorization.ts";
import type { FuzzRequest } from "./generate/FuzzRequest.ts";
import { sendRaw } from "./sendRaw.ts";

export interface SendSettings {
  url: URL;
  agent: Agent;
  bearers: BearerTexts;
  timeoutMs: number;
}

/** Sends a generated request with its bearer. Throws an `Error` that says why there is no response. */
export async function sendRequest(
  { method, path, headers, bearer, body }: FuzzRequest,
  { url, agent, bearers, timeoutMs }: SendSettings,
): Promise<Exchange> {
  const sent = new Map(Object.entries({ "User-Agent": userAgent, ...headers }));
  if (sent.get("User-Agent") === "") sent.delete("User-Agent");
  const authorization = formatAuthorization(bearer, bearers);
  if (authorization !== undefined) sent.set("Authorization", authorization);
  const raw = { method, path, headers: Object.fromEntries(sent), body: body && Buffer.from(body.text, body.encoding) };
  try {
    return await sendRaw(url, agent, timeoutMs, raw);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "AbortError") throw new Error(`it took longer than ${timeoutMs / 1_000} s`);
    throw new Error(`there was no response: ${message}`);
  }
}
