import { type Contract, listMethods } from "@session-api/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sendError } from "./sendError.ts";

/** Refuses a request that matches no operation: with 405 where the path has other methods, else with 404. */
export function refuseRoute(contract: Contract, request: FastifyRequest, reply: FastifyReply): void {
  const allow = listRouteMethods(contract, request.url).join(", ");
  if (allow) sendError(request, reply, { status: 405, text: "method not allowed", headers: { allow } });
  else sendError(request, reply, { status: 404, text: "not found: no such route" });
}

/** Lists the methods that the document declares for a URL. */
export function listRouteMethods(contract: Contract, url: string): string[] {
  const [path = ""] = url.split("?", 1);
  return path.startsWith(contract.basePath) ? listMethods(contract, path.slice(contract.basePath.length)) : [];
}
