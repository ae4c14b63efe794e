import type { operations } from "@session-api/types";

/** The id of an operation of the document, or of another one whose types openapi-typescript generated. */
export type OperationID<Operations = operations> = keyof Operations & string;

type Responses<Operation> = Operation extends { responses: infer All } ? All : never;
/** The statuses that the document declares; where it declares a range of them, any. */
export type StatusOf<Operation> =
  | (keyof Responses<Operation> & number)
  | ([Extract<keyof Responses<Operation>, string>] extends [never] ? never : number);
type Success = 200 | 201 | 202 | 203 | 205 | 206;

type BodyIn<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type OrAny<Body> = [Body] extends [never] ? unknown : Body;
/** The body of an operation's success. */
export type SuccessOf<Operation> = OrAny<BodyIn<Responses<Operation>[keyof Responses<Operation> & Success]>>;
/** The body that the document declares for a status. A refusal declares none, and a service may add any. */
type BodyOf<Operation, Status> = [Status] extends [keyof Responses<Operation>]
  ? OrAny<BodyIn<Responses<Operation>[Status]>>
  : unknown;

interface Details {
  /** The name of one of the document's examples of the body. */
  example?: string;
  /** Headers beside those of the document's example; `null` leaves one of them out. */
  headers?: Record<string, string | null>;
  /** How long to wait before the answer, in milliseconds. `Infinity` answers never. */
  delayMs?: number;
  cut?: never;
}

export interface Cut {
  /** Cuts the connection instead of answering. */
  cut: true;
  status?: never;
  body?: never;
  /** How long to wait before the cut, in milliseconds. */
  delayMs?: number;
}

/** An answer with a status, or, without one, a success. */
export type AnswerWith<Operation, Status> = Details & {
  status?: Status;
  body?: [Status] extends [undefined] ? SuccessOf<Operation> : BodyOf<Operation, Status>;
};

/**
 * An answer to an operation. What it leaves out is taken from the document's example: `{ status: 401 }` is the whole
 * refusal, with its headers; `{ body }` is a success. A text as the body goes as it is where a `Content-Type` header
 * says that it is no JSON.
 */
export type Answer<ID extends OperationID<Operations>, Operations = operations> =
  | Cut
  | { [Status in StatusOf<Operations[ID]>]: AnswerWith<Operations[ID], Status> & { status: Status } }[StatusOf<
      Operations[ID]
    >]
  | (Details & { status?: never; body?: SuccessOf<Operations[ID]> });

/** Chooses the answer by the request, whose bearer it sees. `undefined` leaves it to the document. */
export type AnswerFunction<ID extends OperationID<Operations>, Operations = operations> = (
  request: MockRequest<ID, Operations>,
) => Answer<ID, Operations> | undefined | Promise<Answer<ID, Operations> | undefined>;

type RequestBodyOf<Operation> = Operation extends { requestBody: infer Body }
  ? ContentIn<Body>
  : Operation extends { requestBody?: infer Body }
    ? ContentIn<Body> | undefined
    : undefined;
type ContentIn<Body> = [Body] extends [never]
  ? undefined
  : Body extends { content: { "application/json": infer Content } }
    ? Content
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
