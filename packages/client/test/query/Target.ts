/** A service that the page runs against, with one user. */
export interface Target extends AsyncDisposable {
  url: string;
  /** Logs in on a device. */
  logIn(userAgent: string): Promise<{ bearer: string; sessionID: string }>;
  /** Closes a session without the page. */
  close(sessionID: string): Promise<void>;
  isOpen(sessionID: string): Promise<boolean>;
  /** Moves the clock of the service, so that an extension moves the expiry. */
  passHour(): void;
}
