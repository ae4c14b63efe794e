#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startMock } from "./startMock.ts";

const help = `session-mock: a mock server of the ThreatWinds session API

Answers every valid request with the example of the OpenAPI document, and refuses every other.
It keeps no state: any bearer is accepted, any code verifies.

Usage: session-mock [options]

  --port PORT       port to listen on (default 4010; 0 takes a free one)
  --host HOST       address to listen on (default 127.0.0.1)
  --dynamic         make answers up from the schemas instead of taking the examples
  --document FILE   another OpenAPI document of the same API
  --help            show this text

A request may choose its answer with a Prefer header:
  Prefer: code=404          the answer with this status
  Prefer: example=NAME      the answer with this example
  Prefer: dynamic=true      an answer made up from the schema

Example:
  session-mock --port 4010 &
  curl http://127.0.0.1:4010/api/auth/v2/session -H 'Authorization: Bearer any'
`;

const options = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  dynamic: { type: "boolean", default: false },
  document: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(help);
  const { dynamic, host, document } = values;
  const port = parsePort(values.port);
  if (host === "") throw new UsageError("--host wants an address, for example 127.0.0.1");
  const mock = await startMock({ port, host, dynamic, ...(document !== undefined && { document }) });
  console.log(`session-mock serves ${mock.url} (stop with Ctrl-C)`);
  process.once("SIGINT", mock.close);
  process.once("SIGTERM", mock.close);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port wants a number from 0 to 65535, not "${text}"`);
}

class UsageError extends Error {}

main().catch((error: Error & { code?: string }) => {
  const isUsage = error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS");
  const [message = ""] = error.message.split("\n", 1);
  console.error(`session-mock: ${message.replace(/\.$/, "")}${isUsage ? ". See session-mock --help" : ""}`);
  process.exitCode = isUsage ? 2 : 1;
});
