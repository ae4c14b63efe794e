import type { operations } from "@session-api/types";

export type OperationID = keyof operations;

type Responses<ID extends OperationID> = operations[ID]["responses"];
type Status<ID extends OperationID> = keyof Responses<ID> & number;
/** The body that the document declares for a status. A refusal declares none, and a service may add any. */
export type BodyOf<ID extends OperationID, S extends Status<ID> = 200> = Responses<ID>[S] extends {
  content: { "application/json": infer Body };
}
  ? Body
  : unknown;

interface Details {
  /** The name of one of the document's examples of the body. */
  example?: string;
  /** Headers beside those of the document's example; `null` leaves one of them out. */
  headers?: Record<string, string | null>;
  /** How long to wait before the answer, in milliseconds. `Infinity` answers never. */
  delayMs?: number;
}

interface Cut {
  /** Cuts the connection instead of answering. */
  cut: true;
  /** How long to wait before the cut, in milliseconds. */
  delayMs?: number;
}

/**
 * An answer to an operation. What it leaves out is taken from the document's example: `{ status: 401 }` is the whole
 * refusal, with its headers; `{ body }` is a success.
 */
export type Answer<ID extends OperationID = OperationID> =
  | Cut
  | { [S in Status<ID>]: Details & { status: S; body?: BodyOf<ID, S> } }[Status<ID>]
  | (Details & { status?: never; body?: BodyOf<ID> });

/** Chooses the answer by the request. `undefined` leaves it to the document. */
export type AnswerFunction<ID extends OperationID = OperationID> = (
  request: MockRequest<ID>,
) => Answer<ID> | undefined | Promise<Answer<ID> | undefined>;

type RequestBodyOf<ID extends OperationID> = operations[ID] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;

/** A request that a mock received. Its bearer is masked: `Bearer ***`. */
export interface MockRequest<ID extends OperationID = OperationID> {
  operationId: ID;
  parameters: {
    path: operations[ID]["parameters"]["path"] extends infer Path extends object ? Path : Record<string, never>;
    query: Record<string, string>;
    /** All headers, names in lower case. */
    header: Record<string, string>;
  };
  body: RequestBodyOf<ID>;
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
