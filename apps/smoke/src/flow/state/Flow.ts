import type { SessionApi } from "@session-api/client";
import type { Contract } from "@session-api/contract";
import type { Exchange } from "../../http/Exchange.ts";
import type { Redactor } from "../../reports/createRedactor.ts";
import type { ReportedViolation } from "../../reports/Run.ts";
import type { Target } from "../../targets/Target.ts";
import type { Actor } from "./Actor.ts";
import type { ActorSession } from "./ActorSession.ts";

/** Everything that the steps of one run share. */
export interface Flow {
  target: Target;
  contract: Contract;
  redactor: Redactor;
  signal: AbortSignal | undefined;
  /** Returns the session of an actor in this run. */
  session(actor: Actor): ActorSession;
  /** Resolves to the code that was mailed for an actor's session. It is read once. */
  readCode(actor: Actor): Promise<string>;
  /** The client, which sends no bearer by itself. */
  api: SessionApi;
  /** Sends a request that no client would send. `path` is below the base path. */
  send(method: string, path: string, init?: RawInit): Promise<Exchange>;
  /** Every response of the run, in order. */
  received: ReceivedText[];
  last: LastRequest;
  /** How the responses of the current step differ from the document. */
  violations: ReportedViolation[];
  /** The parts of the document that the run has exercised, by name. */
  exercised: Set<string>;
  /** The `x-error-id` of every error of the run. */
  errorIds: Set<string>;
  /** The words in which the first wrong code was refused. */
  codeRefusal: string | undefined;
}

export interface RawInit {
  headers?: Record<string, string> | undefined;
  body?: string | undefined;
  /** Whether the document declares no operation for the request. */
  isUndeclared?: boolean;
}

export interface ReceivedText {
  /** `GET https://…/session` */
  request: string;
  /** The body and the headers of the response. */
  text: string;
}

/** The request that was sent last. */
export interface LastRequest {
  request: string;
  /** In Unix seconds. */
  sentAt: number;
  /** By the clock of `performance`, in milliseconds. */
  startMs: number;
  /** Undefined until there is a response, and the response shows no secret and belongs to an operation. */
  exchange: Exchange | undefined;
}

export function createLastRequest(request = ""): LastRequest {
  return {
    request,
    sentAt: Math.floor(Date.now() / 1_000),
    startMs: performance.now(),
    exchange: undefined,
  };
}
