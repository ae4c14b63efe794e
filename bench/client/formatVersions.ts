import client from "../../packages/client/package.json" with { type: "json" };
import { contenders } from "./contenders.ts";
import { readPinnedVersion } from "./readPinnedVersion.ts";

/** Lists the versions of the measured packages and of the tools. */
export function formatVersions(): string {
  const peers = contenders.flatMap((contender) => contender.package ?? []);
  const named = [...peers, "esbuild", "typescript"].map((name) => `${name} ${readPinnedVersion(name)}`);
  const typescript7 = readPinnedVersion("typescript7").replace("npm:typescript@", "typescript ");
  return `Versions: ${[...named, typescript7, `@session-api/client ${client.version}`].join(", ")}.`;
}
