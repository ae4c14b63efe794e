import type { FastifyRequest } from "fastify";
import { Refusal } from "./Refusal.ts";

/** Reads the body of an operation that declares one. Any other body is ignored: nobody asked for it. */
export async function parseBody(request: FastifyRequest, text: string): Promise<unknown> {
  if (!request.routeOptions.config.hasBody) return undefined;
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    throw new Refusal(400, "invalid request: the content type is not application/json");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "invalid request: malformed JSON");
  }
}
