import { type Contract, createViolation, type Operation, type Violation } from "@session-api/contract";
import { checkExchange } from "../../http/checkExchange.ts";
import type { Exchange } from "../../http/Exchange.ts";
import { parseJson } from "../../http/parseJson.ts";
import { listExercised } from "../../reports/coverage.ts";
import { actors } from "./Actor.ts";
import type { Flow } from "./Flow.ts";

/** Records a response of the run, and checks what holds for every response. Throws an `Error` that fails the step. */
export function observeExchange(
  flow: Flow,
  exchange: Exchange,
  { authorization, isUndeclared }: { authorization: string; isUndeclared: boolean },
): void {
  // First of all, because everything below may quote the response.
  redactBearer(flow, exchange);
  const { request } = flow.last;
  const text = [exchange.text, ...[...exchange.headers].flat()].join("\n");
  flow.received.push({ request, text });
  const { operation, violations } = checkExchange(flow.contract, exchange, flow.redactor.redact);
  // A response that matches no operation was not checked against anything, so it must fail.
  if (!operation && !isUndeclared)
    throw new Error("no operation of the document has this path, so the response was checked against none");
  const all = [...violations, ...checkErrorId(flow, operation, exchange)];
  flow.violations.push(...all.map((violation) => ({ ...violation, status: exchange.status, times: 1 })));
  for (const name of listExercised(flow.contract, operation, exchange)) flow.exercised.add(name);
  assertNoOtherBearer(flow, text, authorization);
}

function redactBearer({ redactor }: Flow, { text }: Exchange): void {
  const { bearer } = Object(parseJson(text));
  if (typeof bearer === "string") redactor.addSecret(bearer);
}

/** Finds an error that has the id of an earlier one. A server that keeps no sessions may answer with an example. */
function checkErrorId(
  { contract, target, errorIds }: Flow,
  operation: Operation | undefined,
  { status, headers }: Exchange,
): Violation[] {
  const errorId = headers.get("x-error-id");
  if (status === 200 || status === 202 || !errorId || !target.abilities.includes("remembers")) return [];
  if (errorIds.has(errorId)) return [createRepeatedId(contract, operation)];
  errorIds.add(errorId);
  return [];
}

function createRepeatedId(contract: Contract, operation: Operation | undefined): Violation {
  const headers = contract.operations.flatMap(({ responses }) => responses.flatMap((response) => response.headers));
  return createViolation(contract, operation, {
    pointer: headers.find(({ name }) => name === "x-error-id")?.pointer ?? "#",
    field: "header.x-error-id",
    rule: "unique",
    problem: "must be unique to this error, the server sent that of another one",
  });
}

/** Only `createSession` may show a bearer, and only to its caller. Any other caller could take over the session. */
function assertNoOtherBearer({ target, session }: Flow, text: string, authorization: string): void {
  if (!target.abilities.includes("remembers")) return;
  const bearers = actors.map((actor) => session(actor).bearer).filter((bearer) => bearer !== "");
  if (bearers.some((bearer) => !authorization.includes(bearer) && text.includes(bearer)))
    throw new Error("the response shows the bearer of another session, which only createSession shows");
}
