import type { DocsHandler } from "@session-api/contract/docs";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Serves a file of the documentation site. Resolves to whether the site has it. */
export async function serveDocs(docs: DocsHandler, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const isServed = await new Promise<boolean>((resolve) => {
    reply.raw.once("close", () => resolve(true));
    docs(request.raw, reply.raw, () => resolve(false));
  });
  if (isServed) reply.hijack();
  return isServed;
}
