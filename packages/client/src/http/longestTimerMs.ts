/** A timer overflows after 24.8 days and then fires at once, so no timer here runs for longer than a day. */
export const longestTimerMs: number = 24 * 60 * 60_000;
