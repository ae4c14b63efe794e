import type { operations } from "@session-api/types";
import type { Controls, ViolationOptions } from "./controls/Controls.ts";

/** A running mock server. */
export interface Mock<Operations = operations> extends Controls<Operations>, AsyncDisposable {
  /** The base URL for a client: `http://127.0.0.1:PORT/api/auth/v2`. */
  readonly url: string;
  /**
   * Stops the server. The port is free once it resolves. Calling it again does nothing.
   *
   * Rejects at its end when a function set by `on` failed or a `log` threw. With `failOnViolations` it also rejects with
   * an `Error` that lists the violations, if there are any.
   */
  close(options?: ViolationOptions): Promise<void>;
}
