import type { OwnTarget } from "./Target.ts";

/**
 * Starts the mock server on a free port. Without `state` it keeps no sessions, so it shows less than a quarter of the
 * flow. With `state` it shows all but mails and limits. Disposing of the target stops it.
 */
export async function startMockTarget({ state = false }: { state?: boolean } = {}): Promise<OwnTarget> {
  // Loading the mock takes a second, so only a run that needs it pays for it.
  const { startMock } = await import("@session-api/mock");
  const { url, close, clock, codeOf } = await startMock({ state });
  const shared = { url, email: "john@doe.net", [Symbol.asyncDispose]: close };
  if (!state) return { ...shared, abilities: ["Prefer"], isStrict: false, readCode: async () => "012345" };
  return {
    ...shared,
    otherEmail: "jane@doe.net",
    abilities: ["remembers", "two accounts"],
    isStrict: true,
    isFresh: true,
    readCode: async ({ email }) => codeOf(email) ?? "",
    nextSecond: async () => clock.advance(1),
  };
}
