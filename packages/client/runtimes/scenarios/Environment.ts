/** The servers and the user that a runtime tests with. Plain data, because it is passed on as JSON. */
export interface Environment {
  /** The URL of a live server. */
  baseUrl: string;
  /** The URL of a live server whose sessions last a few seconds. */
  shortBaseUrl: string;
  /** The URL of a port where no server listens. */
  closedUrl: string;
  /** The URL of the test host, which serves codes at `/code?email=…` and faulty responses at `/faults/<fault>/…`. */
  hostUrl: string;
  /** The URL of a second test host, which has another origin. */
  foreignHostUrl: string;
  /** A user of both servers. Each runtime has its own. */
  email: string;
  /** A browser only shows the exposed headers of responses from other origins. */
  isBrowser: boolean;
}

/** Prints a value as the console of the runtime does. */
export type Inspect = (value: unknown) => string;

/** A check that must pass in every runtime. Throws when it fails. */
export type Scenario = (environment: Environment, inspect: Inspect) => Promise<void>;

/** Waits for the code of the next mail to the user. */
export async function takeCode({ hostUrl, email }: Environment): Promise<string> {
  const response = await fetch(`${hostUrl}/code?email=${encodeURIComponent(email)}`);
  return response.text();
}

/** Returns a base URL at which every response has the fault. */
export function getFaultUrl({ hostUrl, email }: Environment, fault: string): string {
  return `${hostUrl}/faults/${fault}/${encodeURIComponent(email)}`;
}
