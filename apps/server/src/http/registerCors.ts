import cors from "@fastify/cors";
import type { Contract } from "@session-api/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { listRouteMethods, refuseRoute } from "./refuseRoute.ts";

/** Lets pages of these origins call, never with credentials. */
export async function registerCors(app: FastifyInstance, contract: Contract, origins: string[]): Promise<void> {
  // The plugin alone would answer a preflight for any path. The document describes the paths that exist.
  app.addHook("onRequest", (request, reply, done) => {
    if (request.method === "OPTIONS" && !isPreflight(contract, request)) refuseRoute(contract, request, reply);
    else done();
  });
  await app.register(cors, {
    origin: origins,
    credentials: false,
    strictPreflight: false,
    methods: [...new Set(contract.operations.map(({ method }) => method))],
    exposedHeaders: ["x-error", "x-error-id", "Retry-After", "Date"],
  });
}

function isPreflight(contract: Contract, { headers, url }: FastifyRequest): boolean {
  const isAsked = headers.origin !== undefined && headers["access-control-request-method"] !== undefined;
  return isAsked && listRouteMethods(contract, url).length > 0;
}
