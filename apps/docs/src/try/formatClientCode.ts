import type { OperationId } from "@session-api/client";
import type { Exchange } from "./Exchange.ts";

const calls: Partial<Record<OperationId, (exchange: Exchange) => string>> = {
  createSession: ({ requestBody }) =>
    `const pending = await client.login(${JSON.stringify(JSON.parse(requestBody).email)});`,
  verifySession: () => 'const session = await pending.verify(process.env.SESSION_CODE ?? "");',
  checkSession: () => "console.log(await session.check());",
  getSessions: () => "console.log(await session.list());",
  extendSession: () => "console.log(await session.extend());",
  closeSession: ({ url }) => `await session.closeOther(${JSON.stringify(readId(url))});`,
};

/** Formats the lines of TypeScript that send a request with the client. */
export function formatClientCode(exchange: Exchange, baseUrl: string): string {
  const { operation } = exchange;
  const call = operation && calls[operation];
  if (!call) return "";
  // The code belongs to the pending login of the request before.
  if (operation === "verifySession") return call(exchange);
  const client = `createSessionClient({ baseUrl: ${JSON.stringify(baseUrl)} })`;
  const start =
    operation === "createSession"
      ? `const client = ${client};`
      : `const session = ${client}.resume(process.env.SESSION_BEARER ?? "");`;
  return `import { createSessionClient } from "@session-api/client";\n\n${start}\n${call(exchange)}`;
}

function readId(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "");
}
