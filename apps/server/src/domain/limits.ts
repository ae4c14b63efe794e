import type { Keys } from "../keys.ts";
import type { Budget, Limit } from "../store/Store.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A network that verified an account is known to it for so long, and has a purse of its own. */
export const knownNetworkMs: number = 30 * dayMs;

/** No limit looks further back. */
export const longestWindowMs: number = dayMs;

const limits = {
  codesPerPurse: [
    { windowMs: minuteMs, max: 1 },
    { windowMs: hourMs, max: 5 },
    { windowMs: dayMs, max: 10 },
  ],
  createsPerNetwork: { windowMs: minuteMs, max: 10 },
  verifiesPerNetwork: { windowMs: minuteMs, max: 30 },
  mails: { windowMs: minuteMs, max: 60 },
  // Half of all mails: the other half stays for networks that have logged in before.
  strangersMails: { windowMs: minuteMs, max: 30 },
  failedVerifies: { windowMs: hourMs, max: 1_000 },
};

const unlimited: Budget = { limits: [], hits: [] };

/** What is checked and counted, by keyed hashes of emails and networks, never by themselves. */
export interface Limits {
  ofCreate(email: string, network: string): { known: Budget; stranger: Budget };
  ofVerify(network: string): { budget: Budget; strangerLimits: Limit[]; failureHit: Buffer | undefined };
}

export function createLimits(keys: Keys): Limits {
  const mails = keys.nameOf("counter", "mails");
  const strangersMails = keys.nameOf("counter", "strangers' mails");
  const failedVerifies = keys.nameOf("counter", "failed verifies");
  return {
    ofCreate(email, network) {
      const creates = keys.nameOf("counter", "creates", network);
      const budgetOf = (purse: Buffer): Budget => ({
        limits: [
          ...limits.codesPerPurse.map((limit) => ({ key: purse, ...limit })),
          { key: creates, ...limits.createsPerNetwork },
          { key: mails, ...limits.mails },
        ],
        hits: [purse, creates, mails],
        refundable: purse,
      });
      const stranger = budgetOf(keys.nameOf("purse", email, "strangers"));
      stranger.limits.push({ key: strangersMails, ...limits.strangersMails });
      stranger.hits.push(strangersMails);
      return { known: budgetOf(keys.nameOf("purse", email, network)), stranger };
    },
    ofVerify(network) {
      const verifies = keys.nameOf("counter", "verifies", network);
      return {
        budget: { limits: [{ key: verifies, ...limits.verifiesPerNetwork }], hits: [verifies] },
        strangerLimits: [{ key: failedVerifies, ...limits.failedVerifies }],
        failureHit: failedVerifies,
      };
    },
  };
}

/** For benches and fuzzing: nothing is checked and nothing is counted. */
export const noLimits: Limits = {
  ofCreate: () => ({ known: unlimited, stranger: unlimited }),
  ofVerify: () => ({ budget: unlimited, strangerLimits: [], failureHit: undefined }),
};
