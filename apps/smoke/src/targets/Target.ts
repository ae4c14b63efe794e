/** What a server can show. A step that needs more is skipped, and says so. */
export type Ability =
  /** Keeps sessions. A mock does not, so it cannot show that a closed session is gone. */
  | "remembers"
  /** Mails a code that can be read. */
  | "sends mail"
  /** Has an account of somebody else to log in to. */
  | "two accounts"
  /** Answers as a `Prefer` header asks, so that a mock shows a refusal it cannot come to by itself. */
  | "Prefer"
  /** Starts with its limits unused, so that they may be used up. */
  | "limits";

/** Which code is wanted. */
export interface CodeRequest {
  email: string;
  verificationCodeID: string;
  /** When the code was asked for, in Unix seconds of this machine's clock. A mail from before is of another run. */
  askedAt: number;
  /** Ends the waiting. */
  signal?: AbortSignal | undefined;
}

/** A server to run the flow against, and what it can show. */
export interface Target {
  /** Where the API is served, with its path. */
  url: string;
  /** Whose account logs in. */
  email: string;
  /** An account of somebody else. */
  otherEmail?: string;
  abilities: readonly Ability[];
  /** Whether the decisions of this project's own servers, on which the API's page is silent, bind it. */
  isStrict: boolean;
  /** Whether it was started for the run: its accounts had no session before, and a strict one here sees a loopback address. */
  isFresh?: boolean;
  /** Whether its sessions start at their latest expiry, so that extending cannot move it. */
  isCapped?: boolean;
  /** Gets the code that was mailed. Absent where nobody can read it. */
  readCode?(request: CodeRequest): Promise<string>;
  /** Resolves when the server's clock shows another second. By default a second is waited for. */
  nextSecond?(): Promise<void>;
}

/** A target that was started for one run, and ends with it. */
export type OwnTarget = Target & AsyncDisposable;
