import client from "../../packages/client/package.json" with { type: "json" };
import bench from "../package.json" with { type: "json" };

const pins: Record<string, string> = bench.dependencies;

/** The exact version of a package of this folder. */
export function pinned(name: string): string {
  const version = pins[name]?.replace(/^npm:.*@/, "");
  if (!version) throw new Error(`bench/package.json pins no ${name}`);
  return version;
}

/** Who was measured, and with what. */
export function versionsLine(): string {
  const peers = [
    "openapi-fetch",
    "@hey-api/openapi-ts",
    "orval",
    "ky",
    "axios",
    "esbuild",
    "typescript",
    "typescript7",
  ];
  const named = peers.map((name) => `${name.replace(/7$/, "")} ${pinned(name)}`);
  return `Versions: ${[...named, `@session-api/client ${client.version}`].join(", ")}.`;
}
