/** At most `max` hits of a key within a window. */
export interface Limit {
  /** A keyed hash: counters hold no email and no address. */
  key: Buffer;
  windowMs: number;
  max: number;
}

/** The limits that a request must pass, and the hits to count when it passes all of them. */
export interface Budget {
  limits: Limit[];
  hits: Buffer[];
  /** The hit that is taken back when the code is verified. */
  refundable?: Buffer;
}
