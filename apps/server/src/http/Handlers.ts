import type { operations } from "@session-api/types";
import type { FoundSession } from "../store/Store.ts";

/** One handler for each operation of the document. A missing handler or an undeclared response is a compile error. */
export type Handlers = { [Id in OperationId]: (call: Call<Id>) => Promise<HandlerResponse<Id>> };

export type OperationId = keyof operations;

/** A request, as the handler of its operation sees it. */
export interface Call<Id extends OperationId> {
  body: Body<Id>;
  params: Path<Id>;
  /** The session of the bearer. Reading it in an operation without `security` throws. */
  caller: Caller;
  ip: string;
  userAgent: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** A verified session and its user. */
export type Caller = FoundSession & { user: NonNullable<FoundSession["user"]> };

/** A success that the document declares: a status, and the body that belongs to it. */
export type HandlerResponse<Id extends OperationId> = {
  [Status in keyof Responses<Id> & SuccessStatus]: { status: Status; body: Json<Responses<Id>[Status]> };
}[keyof Responses<Id> & SuccessStatus];

/** The errors that every operation declares, so that any handler may throw them. */
export type ErrorStatus = Exclude<
  { [Status in AnyStatus]: OperationWithout<Status> extends never ? Status : never }[AnyStatus],
  SuccessStatus
>;

type SuccessStatus = 200 | 202;
type Responses<Id extends OperationId> = operations[Id]["responses"];
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Body<Id extends OperationId> = operations[Id] extends { requestBody: infer Request } ? Json<Request> : undefined;
type Path<Id extends OperationId> = operations[Id]["parameters"] extends { path: infer Params } ? Params : undefined;
type AnyStatus = { [Id in OperationId]: keyof Responses<Id> }[OperationId];
type OperationWithout<Status> = {
  [Id in OperationId]: Status extends keyof Responses<Id> ? never : Id;
}[OperationId];
