/** Returns the time since `startMs`, to a tenth of a millisecond. The clock is not more exact than that. */
export function measureMilliseconds(startMs: number): number {
  return Math.round(10 * (performance.now() - startMs)) / 10;
}
