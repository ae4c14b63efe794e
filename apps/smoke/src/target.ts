/** A server to run the flow against, and what it can show. */
export interface Target {
  /** Where the API is served, with its path. */
  url: string;
  /** Whose account logs in. */
  email: string;
  /** Whether it keeps sessions. A mock does not, so it cannot show that a closed session is gone. */
  remembers: boolean;
  /** Whether it answers as a `Prefer` header asks, so that a mock can show a refusal it cannot come to by itself. */
  honoursPrefer: boolean;
  /** Gets the code that was mailed to `email`. */
  readCode(): Promise<string>;
}
