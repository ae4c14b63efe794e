/** The clock of a mock. Every `expireAt` of a default response counts from it. */
export interface Clock {
  /** Returns the moment that the clock shows: the real one, unless the test has changed it. */
  now(): Date;
  /** Stops the clock at a moment, until `reset`. Throws an `Error` when it is not a valid date. */
  set(moment: Date): void;
  /**
   * Moves the clock forward by some seconds, until `reset`. A clock that `set` has not stopped runs on from there.
   * Throws an `Error` when the number is negative or not finite.
   */
  advance(seconds: number): void;
}

/** A clock that a reset of the mock brings back to the real time. */
export interface ResettableClock extends Clock {
  reset(): void;
}

export function createClock(): ResettableClock {
  let stoppedAtMs: number | undefined;
  let aheadMs = 0;
  return {
    // Looked up at each call, so that fake timers are honoured.
    now: () => new Date((stoppedAtMs ?? Date.now()) + aheadMs),
    set(moment) {
      // A test's environment may have a `Date` of its own, as Jest's has.
      const milliseconds = Number(moment);
      if (typeof moment !== "object" || Number.isNaN(milliseconds))
        throw new Error("clock.set must be a valid date, for example new Date()");
      stoppedAtMs = milliseconds;
      aheadMs = 0;
    },
    advance(seconds) {
      if (!(Number.isFinite(seconds) && seconds >= 0)) throw new Error("clock.advance must be seconds, 0 or more");
      aheadMs += 1_000 * seconds;
    },
    reset() {
      stoppedAtMs = undefined;
      aheadMs = 0;
    },
  };
}
