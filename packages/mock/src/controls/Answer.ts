import type { operations } from "@session-api/types";
import type { MockRequest } from "./MockRequest.ts";
import type { OperationId } from "./OperationId.ts";

type Responses<Operation> = Operation extends { responses: infer All } ? All : never;
/** The statuses that the document declares. A declared range allows any status. */
export type DeclaredStatus<Operation> =
  | (keyof Responses<Operation> & number)
  | ([Extract<keyof Responses<Operation>, string>] extends [never] ? never : number);
type Success = 200 | 201 | 202 | 203 | 205 | 206;

type JsonBody<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type OrUnknown<Body> = [Body] extends [never] ? unknown : Body;
/** The body of an operation's success. */
export type SuccessBody<Operation> = OrUnknown<JsonBody<Responses<Operation>[keyof Responses<Operation> & Success]>>;
/** The body that the document declares for a status. Errors declare no body, so theirs may be anything. */
type DeclaredBody<Operation, Status> = [Status] extends [keyof Responses<Operation>]
  ? OrUnknown<JsonBody<Responses<Operation>[Status]>>
  : unknown;

interface Details {
  /** The name of one of the document's examples of the body. */
  example?: string;
  /** Headers to add to those of the document's example, or to set instead. `null` removes one. */
  headers?: Record<string, string | null>;
  /** How long to wait before the response, in milliseconds. `Infinity` never responds. */
  delayMs?: number;
  cut?: never;
}

export interface Cut {
  /** Cuts the connection instead of responding. */
  cut: true;
  status?: never;
  body?: never;
  /** How long to wait before the cut, in milliseconds. */
  delayMs?: number;
}

/** An answer with a status, or a success if it has none. */
export type AnswerWith<Operation, Status> = Details & {
  status?: Status;
  body?: [Status] extends [undefined] ? SuccessBody<Operation> : DeclaredBody<Operation, Status>;
};

/**
 * An answer to an operation. The document's example fills in everything that it leaves out: `{ status: 401 }` is a
 * complete refusal with its headers, and `{ body }` is a success. A string as the body is sent as it is when a
 * `Content-Type` header declares another type than JSON.
 */
export type Answer<Id extends OperationId<Operations>, Operations = operations> =
  | Cut
  | {
      [Status in DeclaredStatus<Operations[Id]>]: AnswerWith<Operations[Id], Status> & { status: Status };
    }[DeclaredStatus<Operations[Id]>]
  | (Details & { status?: never; body?: SuccessBody<Operations[Id]> });

/** Chooses the answer by the request, which includes its bearer. `undefined` leaves the response to the document. */
export type AnswerFunction<Id extends OperationId<Operations>, Operations = operations> = (
  request: MockRequest<Id, Operations>,
) => Answer<Id, Operations> | undefined | Promise<Answer<Id, Operations> | undefined>;

/** An answer without the types of its operation, for use inside the mock. */
export interface UntypedAnswer {
  status?: number | undefined;
  example?: string | undefined;
  body?: unknown;
  headers?: Record<string, string | null> | undefined;
  delayMs?: number | undefined;
  cut?: true | undefined;
}
