/**
 * The parts of the API that an app used. It holds names and counts, and never a value that was sent. The file that
 * `record` and `session-mock --record` write has the same form.
 */
export interface Coverage<OperationId extends string = string> {
  /** The version of this form. */
  version: 1;
  /** The `info` of the document that the mock serves. */
  document: { title: string; version: string };
  /** All operations of the document by `operationId`, also those that the app does not use. */
  operations: Record<OperationId, OperationCoverage>;
  /** All that the app used and the document does not declare: `createSession: body.kind`, `GET /***`. */
  undeclared: string[];
}

/** The parts of one operation that an app used. */
export interface OperationCoverage {
  /** How many requests the app sent. */
  requests: number;
  /** How many responses the mock sent, by their status. */
  statuses: Record<string, number>;
  /** The names that the app sent: `path.id`, `query.limit`, `header.authorization`, `body.email`, `body.items[].name`. */
  fields: string[];
  /** Those of the fields that the document does not declare, and undeclared statuses, such as `status.418`. */
  undeclared: string[];
}
