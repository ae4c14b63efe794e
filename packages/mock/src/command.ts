#!/usr/bin/env node
import { parseArgs } from "node:util";
import manifest from "../package.json" with { type: "json" };
import { parseScenarioName, type ScenarioName, scenarios } from "./controls/scenarios.ts";
import type { Mock } from "./Mock.ts";
import type { MockOptions } from "./MockOptions.ts";
import { parseCors } from "./server/cors.ts";
import { createLineWriter } from "./server/createLineWriter.ts";
import { formatMail, formatMessage, formatRequest, type LogFormat, logFormats } from "./server/formatLog.ts";

const help = `session-mock: a mock server of the ThreatWinds session API

Responds to every valid request with the example of the OpenAPI document, and refuses all others.
It keeps no sessions: it accepts any bearer and verifies any code. With --state it remembers them.

Usage: session-mock [options]

  --port PORT       port to listen on (default 4010; 0 takes a free one)
  --host HOST       address to listen on (default 127.0.0.1)
  --scenario NAME   play a scenario, see below
  --state           remember sessions as the live server does, and print each code
  --dynamic         make responses up from the schemas instead of taking the examples
  --seed TEXT       make up other responses (needs --dynamic); the same seed and requests
                    get the same ones
  --document FILE   use another OpenAPI document of the same API, such as its next version
  --watch           read that document again when it changes (needs --document)
  --also-at-root    respond to paths without /api/auth/v2 too, as prism mock does
  --log FORMAT      print a line for each request: pretty (default), json or off
  --docs            serve the documentation at /, with a page that tries this mock
                    (needs the package @session-api/docs)
  --record FILE     record which parts of the API are used, as JSON; replaces the file
  --cors ORIGIN     pages that may read the responses: * (default), an origin, or off
  -h, --help        show this text
  -v, --version     show the version

Scenarios:
${Object.entries(scenarios)
  .map(([name, description]) => `  ${name.padEnd(18)}${description}`)
  .join("\n")}

A request may choose its response with a Prefer header:
  Prefer: code=404          the response with this status
  Prefer: example=NAME      the response with this example
  Prefer: dynamic=true      a response made up from the schema
  Prefer: scenario=NAME     the response of this scenario

Examples:
  session-mock &
  curl http://127.0.0.1:4010/api/auth/v2/session -H 'Authorization: Bearer any'

  session-mock --scenario session-expired --cors http://localhost:5173
  session-mock --document next/openapi.yaml --watch --log json
`;

const options = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  scenario: { type: "string" },
  state: { type: "boolean", default: false },
  dynamic: { type: "boolean", default: false },
  seed: { type: "string" },
  document: { type: "string" },
  watch: { type: "boolean", default: false },
  "also-at-root": { type: "boolean", default: false },
  docs: { type: "boolean", default: false },
  record: { type: "string" },
  log: { type: "string", default: "pretty" },
  cors: { type: "string", default: "*" },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", short: "v", default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(help);
  if (values.version) return console.log(manifest.version);
  const format = parseFormat(values.log);
  if (values.state && values.dynamic) throw new UsageError("--state and --dynamic exclude each other");
  if (values.host === "") throw new UsageError("--host must be an address, for example 127.0.0.1");
  if (values.watch && values.document === undefined)
    throw new UsageError("--watch needs --document FILE, because the published document never changes");
  if (values.seed !== undefined && !values.dynamic)
    throw new UsageError("--seed needs --dynamic, because only made-up responses depend on it");
  if (values.record === "") throw new UsageError("--record must be the path of a file");
  const write = createLineWriter(process.stdout);
  const say = (message: string, url?: string) => write(formatMessage(format, message, new Date(), url));
  let mock: Mock | undefined;
  const mockOptions: MockOptions = {
    port: parsePort(values.port),
    host: values.host,
    dynamic: values.dynamic,
    seed: values.seed,
    document: values.document,
    alsoAtRoot: values["also-at-root"],
    scenario: parseScenario(values.scenario),
    state: values.state,
    mail: values.state ? (mail) => write(formatMail(format, mail, new Date())) : undefined,
    docs: values.docs,
    record: values.record,
    cors: parseWith("--cors", () => parseCors(values.cors)),
    log: format === "off" ? undefined : (entry) => write(formatRequest(format, entry, new Date())),
    watch: values.watch ? (problem) => say(...describeReload(problem, mock?.url ?? "")) : undefined,
  };
  // Loaded last, because Prism takes half a second that a help text or a usage error need not wait for.
  const { startMock } = await import("./startMock.ts");
  mock = await startMock(mockOptions);
  const { url, close } = mock;
  // The reader of the log may leave, as `head` does.
  process.stdout.on("error", () => {});
  say(`session-mock serves ${url} (stop with Ctrl-C)`, url);
  const docsUrl = new URL("/", url).href;
  if (values.docs) say(`Docs  ${docsUrl}`, docsUrl);
  const stop = () => close().catch(printError);
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Repeats the URL, because the new document may have another base path. */
function describeReload(problem: Error | undefined, url: string): [message: string, url?: string] {
  if (problem) return [`session-mock keeps the old document: ${problem.message}`];
  return [`session-mock read the document again and serves ${url}`, url];
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}"`);
}

function parseFormat(text: string): LogFormat {
  const format = logFormats.find((one) => one === text);
  if (format) return format;
  throw new UsageError(`--log must be one of ${logFormats.join(", ")}, not "${text}"`);
}

function parseScenario(text: string | undefined): ScenarioName | undefined {
  return text === undefined ? undefined : parseWith("--scenario", () => parseScenarioName(text));
}

function parseWith<Value>(option: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}

class UsageError extends Error {}

function printError(error: Error & { code?: string }): void {
  const isUsage = error instanceof UsageError || error.code?.startsWith("ERR_PARSE_ARGS");
  const [message = ""] = error.message.split("\n", 1);
  console.error(`session-mock: ${message.replace(/\.$/, "")}${isUsage ? ". See session-mock --help" : ""}`);
  process.exitCode = isUsage ? 2 : 1;
}

main().catch(printError);
