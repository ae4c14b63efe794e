/** An answer as it goes over the wire. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
