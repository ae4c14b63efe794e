/** Where a runtime finds what the flow needs. Plain data, since it is handed over as JSON. */
export interface Place {
  /** The live server. */
  baseUrl: string;
  /** A live server whose sessions last a few seconds. */
  shortBaseUrl: string;
  /** Where nobody listens. */
  closedUrl: string;
  /** Answers `/code?email=…` with the code of the next mail to it, and `/faults/<fault>/…` wrongly. */
  hostUrl: string;
  /** The same host, for a page of another origin. */
  foreignHostUrl: string;
  /** A user of both servers, whom no other runtime logs in. */
  email: string;
  /** Whether answers of other origins show only the headers that are exposed. */
  isBrowser: boolean;
}

/** What the runtime's own console would print of a value. */
export type Inspect = (value: unknown) => string;

/** Something that must hold everywhere. Throws if it does not. */
export type Scenario = (place: Place, inspect: Inspect) => Promise<void>;

export async function codeFor({ hostUrl, email }: Place): Promise<string> {
  const response = await fetch(`${hostUrl}/code?email=${encodeURIComponent(email)}`);
  return response.text();
}

/** A base URL at which every call meets this fault. */
export function faultUrl({ hostUrl, email }: Place, fault: string): string {
  return `${hostUrl}/faults/${fault}/${encodeURIComponent(email)}`;
}
