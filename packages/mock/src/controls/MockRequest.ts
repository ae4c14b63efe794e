import type { operations } from "@session-api/types";
import type { OperationId } from "./OperationId.ts";

type RequestBody<Operation> = Operation extends { requestBody: infer Body }
  ? JsonContent<Body>
  : Operation extends { requestBody?: infer Body }
    ? JsonContent<Body> | undefined
    : undefined;
type JsonContent<Body> = [Body] extends [never]
  ? undefined
  : Body extends { content: { "application/json": infer Content } }
    ? Content
    : undefined;

/** A request that a mock received. The list of a mock redacts the bearer, `Bearer ***`, and keeps the body as it came. */
export interface MockRequest<Id extends OperationId<Operations>, Operations = operations> {
  operationId: Id;
  parameters: {
    path: Operations[Id] extends { parameters: { path: infer Path extends object } } ? Path : Record<string, never>;
    query: Record<string, string>;
    /** All headers, names in lower case. */
    header: Record<string, string>;
  };
  body: RequestBody<Operations[Id]>;
}

/** A request in the list of a mock. Its `operationId` determines the types of its `body` and `parameters`. */
export type ReceivedRequest<Operations = operations> = {
  [Id in OperationId<Operations>]: MockRequest<Id, Operations>;
}[OperationId<Operations>];

/** A request without the types of its operation, for use inside the mock. */
export interface UntypedRequest {
  operationId: string;
  parameters: { path: Record<string, string>; query: Record<string, string>; header: Record<string, string> };
  body: unknown;
}
