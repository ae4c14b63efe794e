import type { Pointer } from "./pointer.ts";
import type { Place } from "./resolvePointer.ts";

/** An OpenAPI document: its operations, and where each part stands in its file. */
export interface Contract {
  /** The name of the file, for messages. */
  file: string;
  /** The document as it was parsed, with its references. */
  document: object;
  /** The URL of the first server, without a slash at its end. */
  serverUrl: string;
  /** The path of `serverUrl`, without a slash at its end: `/api/auth/v2`. */
  basePath: string;
  operations: Operation[];
  /** Formats of strings that this contract checks in its own way, by name. */
  formats: Record<string, (value: string) => boolean>;
  /** Returns the part at a pointer, with every `$ref` followed. */
  at(pointer: Pointer): Place | undefined;
  /** Returns the line of the file at which a part begins, counted from 1, and the text of that line. */
  quote(pointer: Pointer): { line: number; text: string };
}

/** An operation of the document, with its references followed. */
export interface Operation {
  /** The `operationId`, or the method and path of an operation without one. */
  operationId: string;
  /** In capitals. */
  method: string;
  /** The path template: `/session/{id}`. */
  path: string;
  /** Matches a path; its groups are the path parameters, in the order of the template. */
  pattern: RegExp;
  pointer: Pointer;
  security: Security;
  parameters: Parameter[];
  requestBody: RequestBody | undefined;
  /** In the order of their names, so that the lowest status comes first. */
  responses: Response[];
}

export interface Security {
  pointer: Pointer;
  /** The credentials of each alternative. A request must carry all credentials of one of them. */
  alternatives: Credential[][];
  /** Whether a request without a bearer must be refused. */
  requiresBearer: boolean;
}

export interface Credential {
  in: "header" | "query";
  name: string;
  /** The scheme of an `Authorization` header, in lower case. Undefined for an API key. */
  scheme: string | undefined;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required: boolean;
  pointer: Pointer;
  schema: Pointer;
}

export interface RequestBody {
  required: boolean;
  pointer: Pointer;
  content: MediaType[];
}

export interface Response {
  /** As the document has it: a status, a range such as `4XX`, or `default`. */
  name: string;
  /** The status: for a range its first one, for `default` 500. */
  status: number;
  pointer: Pointer;
  headers: Header[];
  content: MediaType[];
}

export interface Header {
  name: string;
  required: boolean;
  pointer: Pointer;
  schema: Pointer;
  examples: Examples;
}

export interface MediaType {
  /** `application/json` */
  name: string;
  pointer: Pointer;
  schema: Pointer;
  examples: Examples;
}

/** Values by the names of their examples. An `example` without a name has the name "". */
export type Examples = Record<string, unknown>;
