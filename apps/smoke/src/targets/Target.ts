import type { CodeRequest } from "../codes/CodeSource.ts";

/** Something that a server can show. A step that needs more is skipped and says so. */
export type Ability =
  /** Keeps sessions. A mock does not, so it cannot show that a closed session is gone. */
  | "remembers"
  /** Mails a code that can be read. */
  | "sends mail"
  /** Has a second account to log in to. */
  | "two accounts"
  /** Responds as a `Prefer` header asks, so that a mock shows refusals that need state. */
  | "Prefer"
  /** Starts with unused limits, so that a run may use them up. */
  | "limits";

/** A server to run the flow against, and what it can show. */
export interface Target {
  /** The URL of the API, with its path. */
  url: string;
  /** The account that logs in. */
  email: string;
  /** The account of another user. */
  otherEmail?: string | undefined;
  abilities: readonly Ability[];
  /** Whether the server must also follow this project's own decisions, which the API's page leaves open. */
  isStrict: boolean;
  /**
   * Whether the server was started for this run, so that its accounts had no sessions before. With `isStrict`, the
   * server then also sees a loopback address.
   */
  isFresh?: boolean | undefined;
  /** Whether sessions start at their latest expiry, so that extending them cannot move it. */
  isCapped?: boolean | undefined;
  /** Reads the code that the server mailed. Absent when no code can be read. */
  readCode?: ((request: CodeRequest) => Promise<string>) | undefined;
  /** Resolves when the server's clock shows another second. By default the run waits for a second. */
  nextSecond?: (() => Promise<void>) | undefined;
}

/** A target that is started for one run. Disposing of it stops it. */
export type OwnTarget = Target & AsyncDisposable;
