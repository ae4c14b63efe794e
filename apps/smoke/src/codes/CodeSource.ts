/** The code that a run needs. */
export interface CodeRequest {
  email: string;
  verificationCodeID: string;
  /** When createSession was sent, in Unix seconds of this machine's clock. An earlier mail belongs to another run. */
  askedAt: number;
  /** Ends the wait for the code. */
  signal?: AbortSignal | undefined;
}

/** Reads codes as `--code-from` says. */
export interface CodeSource extends AsyncDisposable {
  /** Absent for `none`. Rejects with an `Error` that says what to do and holds no code. */
  readCode?: ((request: CodeRequest) => Promise<string>) | undefined;
}
