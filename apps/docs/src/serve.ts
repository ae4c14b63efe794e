import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dev } from "astro";
import { writePages } from "./generate/writePages.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "4030" } } });
const repository = resolve(import.meta.dirname, "../../..");

/** The generated pages follow these files. Astro itself watches the guides, the components and the styles. */
const sources = [
  "openapi",
  "packages",
  "apps/server/README.md",
  "apps/smoke/README.md",
  "bench/README.md",
  ".changeset",
];
const isSource = /\.(yaml|md)$|\/openapi\/samples\//;

process.env.ASTRO_TELEMETRY_DISABLED = "1";
await writePages();
const server = await dev({
  root: resolve(import.meta.dirname, ".."),
  logLevel: "error",
  server: { host: "127.0.0.1", port: Number(values.port) },
});
console.log(`docs serves http://127.0.0.1:${server.address.port} and reloads after a change (stop with Ctrl-C)`);

// In a process of its own, because this one has read the document already.
let isWriting = false;
let isStale = false;
function writeAgain(): void {
  isStale = isWriting;
  if (isWriting) return;
  isWriting = true;
  const program = join(import.meta.dirname, "generate/writePages.ts");
  const child = spawn(process.execPath, [program, "--keep-client-api"], { stdio: "inherit" });
  child.on("exit", () => {
    isWriting = false;
    if (isStale) writeAgain();
  });
}
server.watcher.add(sources.map((source) => join(repository, source)));
server.watcher.on("all", (_event, file) => isSource.test(file) && !file.includes("/dist/") && writeAgain());
