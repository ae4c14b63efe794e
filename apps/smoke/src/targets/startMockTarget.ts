import type { OwnTarget } from "./Target.ts";

/**
 * Starts the mock server on a free port. It keeps no state, so it shows less than a quarter of the flow. Disposing of
 * the target stops it.
 */
export async function startMockTarget(): Promise<OwnTarget> {
  // Loading the mock takes a second, so only a run that needs it pays for it.
  const { startMock } = await import("@session-api/mock");
  const { url, close } = await startMock();
  return {
    url,
    email: "john@doe.net",
    abilities: ["Prefer"],
    isStrict: false,
    readCode: async () => "012345",
    [Symbol.asyncDispose]: close,
  };
}
