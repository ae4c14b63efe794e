import type { Store } from "./Store.ts";

const intervalMs = 60_000;
/** Small, so that no request waits long for it. */
const batch = 500;

/** Removes expired rows once a minute, in small batches. */
export function startPruning(store: Store, clock: () => number, onError: (error: unknown) => void): { stop(): void } {
  let isStopped = false;
  const prune = async () => {
    let removed = batch;
    while (removed >= batch && !isStopped) removed = await store.prune(clock(), batch);
  };
  const timer = setInterval(() => void prune().catch(onError), intervalMs).unref();
  return {
    stop() {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
