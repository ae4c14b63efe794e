export type { Cors } from "./cors.ts";
export type { ReceivedRequest } from "./Mock.ts";
export type { RequestLog } from "./RequestLog.ts";
export type { Answer, AnswerFunction, MockRequest, OperationID } from "./script/Answer.ts";
export type { Violation } from "./script/createScript.ts";
export type { ScenarioName } from "./script/scenarios.ts";
export { type Mock, type MockOptions, startMock } from "./startMock.ts";
