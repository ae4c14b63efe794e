/** A request and its response, as they went over the wire. */
export interface Exchange {
  method: string;
  /** Below the base path, with its query. */
  path: string;
  requestBody?: string | undefined;
  status: number;
  headers: Headers;
  /** The text of the response's body. */
  text: string;
}
