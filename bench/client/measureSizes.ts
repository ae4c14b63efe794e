import { brotliCompressSync, gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { contenders } from "./contenders.ts";
import { peers } from "./paths.ts";

const openapiFetchAlone: BuildOptions = {
  stdin: { contents: `export { default } from "openapi-fetch"`, resolveDir: peers },
};

/** Measures the flow after esbuild bundles it with all its dependencies. */
export async function measureSizes(): Promise<string[]> {
  const rows = contenders.map(({ name, file }) => row(name, createEntry(file)));
  const ours = [
    row("ours, session objects and reportViolations", createEntry("oursGuarded")),
    row("openapi-fetch alone, which is in ours", openapiFetchAlone),
  ];
  return [
    "| bundle | minified | gzip | brotli |",
    "| --- | --- | --- | --- |",
    ...(await Promise.all([...rows, ...ours])),
  ];
}

const createEntry = (file: string): BuildOptions => ({ entryPoints: [`${peers}/${file}.ts`] });

async function row(name: string, options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({ ...options, bundle: true, minify: true, format: "esm", write: false });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  const sizes = [bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes)];
  return `| ${[name, ...sizes.map(({ length }) => `${length} B`)].join(" | ")} |`;
}
