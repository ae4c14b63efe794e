import type { operations } from "@session-api/types";
import type { FoundSession } from "../store/Store.ts";

/** What the document demands of this server, as types. Whoever leaves an operation out, or answers what it does not declare, does not compile. */

export type OperationID = keyof operations;

type Responses<Id extends OperationID> = operations[Id]["responses"];
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Body<Id extends OperationID> = operations[Id] extends { requestBody: infer Request } ? Json<Request> : undefined;
type Path<Id extends OperationID> = operations[Id]["parameters"] extends { path: infer Params } ? Params : undefined;

type SuccessStatus = 200 | 202;

/** Success as the document declares it: a status, and the body that belongs to it. */
export type Answer<Id extends OperationID> = {
  [Status in keyof Responses<Id> & SuccessStatus]: { status: Status; body: Json<Responses<Id>[Status]> };
}[keyof Responses<Id> & SuccessStatus];

export interface Call<Id extends OperationID> {
  body: Body<Id>;
  params: Path<Id>;
  /** Whoever sent a bearer. Reading it in an operation without `security` throws. */
  caller: Caller;
  ip: string;
  userAgent: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** A verified session and its user. */
export type Caller = FoundSession & { user: NonNullable<FoundSession["user"]> };

export type Handlers = { [Id in OperationID]: (call: Call<Id>) => Promise<Answer<Id>> };

type AnyStatus = { [Id in OperationID]: keyof Responses<Id> }[OperationID];
type Lacks<Status> = { [Id in OperationID]: Status extends keyof Responses<Id> ? never : Id }[OperationID];

/** The errors that every operation declares, so that any of them may answer them. */
export type ErrorStatus = Exclude<
  { [Status in AnyStatus]: Lacks<Status> extends never ? Status : never }[AnyStatus],
  SuccessStatus
>;
