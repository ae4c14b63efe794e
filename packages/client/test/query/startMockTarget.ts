import { startMock } from "@session-api/mock";
import { createTarget, email } from "./createTarget.ts";
import type { Target } from "./Target.ts";

/** Starts a mock that remembers sessions. */
export async function startMockTarget(): Promise<Target> {
  const mock = await startMock({ state: true });
  return createTarget({
    url: mock.url,
    takeCode: async () => mock.codeOf(email) ?? "",
    passHour: () => mock.clock.advance(60 * 60),
    stop: () => mock.close({ failOnViolations: true }),
  });
}
