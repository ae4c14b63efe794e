/** A request of a sample, with the document's examples as its values. */
export interface SampleRequest {
  operationId: string;
  method: string;
  /** The path template: `/session/{id}`. */
  path: string;
  requiresBearer: boolean;
  /** The required parameters of the path and the query. */
  parameters: { path?: Record<string, unknown>; query?: Record<string, unknown> };
  /** The path with its parameters, and the query. */
  target: string;
  /** Undefined for an operation without a request body. */
  body: unknown;
}
