import type { Budget, Limit } from "./Budget.ts";
import type { Keys } from "./keys.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A network that verified an account is known to that account for this long, and has a bucket of its own. */
export const knownNetworkMs: number = 30 * dayMs;

/** The longest window of all limits. Older hits can be removed. */
export const longestWindowMs: number = dayMs;

const limits = {
  codesPerBucket: [
    { windowMs: minuteMs, max: 1 },
    { windowMs: hourMs, max: 5 },
    { windowMs: dayMs, max: 10 },
  ],
  createsPerNetwork: { windowMs: minuteMs, max: 10 },
  verifiesPerNetwork: { windowMs: minuteMs, max: 30 },
  mails: { windowMs: minuteMs, max: 60 },
  // Half of all mails, so that the other half is left for known networks.
  mailsToUnknownNetworks: { windowMs: minuteMs, max: 30 },
  failedVerifies: { windowMs: hourMs, max: 1_000 },
};

/** Budgets for the requests that are limited. */
export interface Limits {
  getCreateBudgets(email: string, network: string): { knownNetwork: Budget; unknownNetwork: Budget };
  /** `unknownNetworkLimits` apply as well when the account does not know the network. */
  getVerifyBudget(network: string): {
    budget: Budget;
    unknownNetworkLimits: Limit[];
    failureHit: Buffer | undefined;
  };
}

export function createLimits(keys: Keys): Limits {
  const mails = keys.hash("counter", "mails");
  const mailsToUnknownNetworks = keys.hash("counter", "mails to unknown networks");
  const failedVerifies = keys.hash("counter", "failed verifies");
  return {
    getCreateBudgets(email, network) {
      const creates = keys.hash("counter", "creates", network);
      const createBudget = (bucket: Buffer): Budget => ({
        limits: [
          ...limits.codesPerBucket.map((limit) => ({ key: bucket, ...limit })),
          { key: creates, ...limits.createsPerNetwork },
          { key: mails, ...limits.mails },
        ],
        hits: [bucket, creates, mails],
        refundable: bucket,
      });
      const unknownNetwork = createBudget(keys.hash("bucket", email, "unknown networks"));
      unknownNetwork.limits.push({ key: mailsToUnknownNetworks, ...limits.mailsToUnknownNetworks });
      unknownNetwork.hits.push(mailsToUnknownNetworks);
      return { knownNetwork: createBudget(keys.hash("bucket", email, network)), unknownNetwork };
    },
    getVerifyBudget(network) {
      const verifies = keys.hash("counter", "verifies", network);
      return {
        budget: { limits: [{ key: verifies, ...limits.verifiesPerNetwork }], hits: [verifies] },
        unknownNetworkLimits: [{ key: failedVerifies, ...limits.failedVerifies }],
        failureHit: failedVerifies,
      };
    },
  };
}

const unlimited: Budget = { limits: [], hits: [] };

/** For benchmarks and fuzzing: checks nothing and counts nothing. */
export const noLimits: Limits = {
  getCreateBudgets: () => ({ knownNetwork: unlimited, unknownNetwork: unlimited }),
  getVerifyBudget: () => ({ budget: unlimited, unknownNetworkLimits: [], failureHit: undefined }),
};
