import { build } from "esbuild";
import { contenders } from "./contenders.ts";
import { dist, peers } from "./paths.ts";

/** Builds the peers into modules that Node can load. Their packages are not bundled. */
export async function buildPeers(): Promise<void> {
  const entryPoints = contenders.map(({ file }) => `${peers}/${file}.ts`);
  await build({
    entryPoints: [...entryPoints, `${peers}/../refusals.ts`],
    outdir: `${dist}/peers`,
    entryNames: "[name]",
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
  });
}
