export type { Violation } from "@session-api/contract";
export type { Answer, AnswerFunction } from "./controls/Answer.ts";
export type { MockRequest } from "./controls/MockRequest.ts";
export type { OperationId } from "./controls/OperationId.ts";
export type { ScenarioName } from "./controls/scenarios.ts";
export type { Coverage, OperationCoverage } from "./coverage/Coverage.ts";
export { createSessionHandlers } from "./msw/createSessionHandlers.ts";
export type { SessionHandlers, SessionHandlersOptions } from "./msw/SessionHandlers.ts";
