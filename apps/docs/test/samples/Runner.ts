/** Runs the samples of a folder. */
export interface Runner {
  /** The programs that this machine lacks, by the extensions of the samples that need them. */
  missing: Record<string, string | undefined>;
  /** The folder in which the TypeScript samples can import the client. */
  folder: string;
  run(file: string, env: Record<string, string>): Promise<Result>;
  /** Deletes what the runner wrote. */
  close(): void;
}

/** The end of a sample. */
export interface Result {
  code: number;
  stdout: string;
  /** Standard output and standard error, in this order. */
  output: string;
}
