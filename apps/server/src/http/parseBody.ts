import { parseMediaType } from "@session-api/contract";
import type { FastifyRequest } from "fastify";
import { Refusal } from "./Refusal.ts";

/** Parses the body of an operation that declares one. Any other body is ignored. */
export async function parseBody(request: FastifyRequest, text: string): Promise<unknown> {
  if (!request.routeOptions.config.operation?.requestBody) return undefined;
  if (parseMediaType(request.headers["content-type"] ?? "") !== "application/json") {
    throw new Refusal(400, "invalid request: the content type is not application/json");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "invalid request: malformed JSON");
  }
}
