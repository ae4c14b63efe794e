import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OutputChunk, rolldown } from "rolldown";

/** Bundles a script with one of the MSW packages, as an app's bundler would. */
export async function bundlePage(
  msw: string,
  input: string = join(import.meta.dirname, "page.ts"),
): Promise<OutputChunk> {
  const bundle = await rolldown({
    input,
    platform: "browser",
    // An alias replaces a whole name, so each entry of the package needs one.
    resolve: { alias: { "msw/browser": `${msw}/browser`, msw } },
  });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  return output[0];
}

/** Serves the page, its script and MSW's worker on a free port of this machine. */
export async function servePage(msw: string, script: string): Promise<{ url: string; close(): void }> {
  const worker = await readFile(fileURLToPath(import.meta.resolve(`${msw}/mockServiceWorker.js`)));
  const files: Record<string, [type: string, content: string | Buffer]> = {
    "/": ["text/html", '<!doctype html><title>app</title><script type="module" src="/page.js"></script>'],
    "/page.js": ["text/javascript", script],
    "/mockServiceWorker.js": ["text/javascript", worker],
  };
  const server = createServer(({ url = "" }, response) => {
    const [type, content] = files[url] ?? ["text/plain", ""];
    response.writeHead(url in files ? 200 : 404, { "Content-Type": type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
