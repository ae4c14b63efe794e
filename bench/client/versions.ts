import client from "../../packages/client/package.json" with { type: "json" };
import bench from "../package.json" with { type: "json" };
import { contenders } from "./contenders.ts";

const pins: Record<string, string> = bench.dependencies;

/** The exact version of a package of this folder. */
export function pinned(name: string): string {
  const version = pins[name];
  if (!version) throw new Error(`bench/package.json pins no ${name}`);
  return version;
}

/** Who was measured, and with what. */
export function versionsLine(): string {
  const peers = contenders.flatMap((contender) => contender.package ?? []);
  const named = [...peers, "esbuild", "typescript"].map((name) => `${name} ${pinned(name)}`);
  const typescript7 = pinned("typescript7").replace("npm:typescript@", "typescript ");
  return `Versions: ${[...named, typescript7, `@session-api/client ${client.version}`].join(", ")}.`;
}
