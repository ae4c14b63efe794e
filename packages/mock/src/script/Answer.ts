import type { operations } from "@session-api/types";

/** The id of an operation of the document, or of another one whose types openapi-typescript generated. */
export type OperationID<Operations = operations> = keyof Operations & string;

type Responses<Operation> = Operation extends { responses: infer All } ? All : never;
type Status<Operation> = keyof Responses<Operation> & number;
/** The body that the document declares for a status. A refusal declares none, and a service may add any. */
type BodyOf<Operation, S extends Status<Operation>> = Responses<Operation>[S] extends {
  content: { "application/json": infer Body };
}
  ? Body
  : unknown;
/** The body of an operation's success. */
export type SuccessOf<Operation> = 200 extends Status<Operation> ? BodyOf<Operation, 200> : unknown;

interface Details {
  /** The name of one of the document's examples of the body. */
  example?: string;
  /** Headers beside those of the document's example; `null` leaves one of them out. */
  headers?: Record<string, string | null>;
  /** How long to wait before the answer, in milliseconds. `Infinity` answers never. */
  delayMs?: number;
  cut?: never;
}

interface Cut {
  /** Cuts the connection instead of answering. */
  cut: true;
  status?: never;
  body?: never;
  /** How long to wait before the cut, in milliseconds. */
  delayMs?: number;
}

/**
 * An answer to an operation. What it leaves out is taken from the document's example: `{ status: 401 }` is the whole
 * refusal, with its headers; `{ body }` is a success. A text as the body goes as it is where a `Content-Type` header
 * says that it is no JSON.
 */
export type Answer<ID extends OperationID<Operations>, Operations = operations> =
  | Cut
  | {
      [S in Status<Operations[ID]>]: Details & { status: S; body?: BodyOf<Operations[ID], S> };
    }[Status<Operations[ID]>]
  | (Details & { status?: never; body?: SuccessOf<Operations[ID]> });

/** Chooses the answer by the request, whose bearer it sees. `undefined` leaves it to the document. */
export type AnswerFunction<ID extends OperationID<Operations>, Operations = operations> = (
  request: MockRequest<ID, Operations>,
) => Answer<ID, Operations> | undefined | Promise<Answer<ID, Operations> | undefined>;

type RequestBodyOf<Operation> = Operation extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;

/** A request that a mock received. In the list of a mock its bearer is masked, `Bearer ***`; its body is as it came. */
export interface MockRequest<ID extends OperationID<Operations>, Operations = operations> {
  operationId: ID;
  parameters: {
    path: Operations[ID] extends { parameters: { path: infer Path extends object } } ? Path : Record<string, never>;
    query: Record<string, string>;
    /** All headers, names in lower case. */
    header: Record<string, string>;
  };
  body: RequestBodyOf<Operations[ID]>;
}

/** An answer without its types, as the mock works with it. */
export interface Facts {
  status?: number;
  example?: string;
  body?: unknown;
  headers?: Record<string, string | null>;
  delayMs?: number;
  cut?: true;
}
