import bench from "../package.json" with { type: "json" };

const pins: Record<string, string> = bench.dependencies;

/** Returns the exact version of a package of this folder. */
export function readPinnedVersion(name: string): string {
  const version = pins[name];
  if (!version) throw new Error(`bench/package.json does not pin ${name}`);
  return version;
}
