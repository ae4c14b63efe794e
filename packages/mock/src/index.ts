export type { Answer, AnswerFunction, MockRequest, OperationID } from "./controls/Answer.ts";
export type { ReceivedRequest } from "./controls/Controls.ts";
export type { Violation } from "./controls/createScript.ts";
export type { ScenarioName } from "./controls/scenarios.ts";
export type { Cors } from "./server/cors.ts";
export type { RequestLog } from "./server/RequestLog.ts";
export { type Mock, type MockOptions, startMock } from "./startMock.ts";
