import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { listBlocks } from "@session-api/examples";
import { rolldown } from "rolldown";
import { getRecipe } from "../getRecipe.ts";

const html = listBlocks("README.md").find(({ language }) => language === "html")?.code ?? "";
/** The address of the API in the README. */
const readmeUrl = "http://127.0.0.1:4010/api/auth/v2";

/** The files of the page in the README. */
export const pageFiles: Record<string, string> = {
  "index.html": html,
  "src/main.tsx": getRecipe("src/main.tsx"),
  "src/SignedIn.tsx": getRecipe("src/SignedIn.tsx"),
};

/** Writes the page of the README into a folder, and bundles its script as the bundler of an app does. */
export async function bundlePage(folder: string): Promise<string> {
  for (const [file, text] of Object.entries(pageFiles)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const bundle = await rolldown({
    input: join(folder, "src/main.tsx"),
    platform: "browser",
    // It warns of each `"use client"` of the packages.
    logLevel: "silent",
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
  });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  return output[0].code;
}

interface ServedPage extends AsyncDisposable {
  origin: string;
  /** Points the page to another address of the API. */
  callApiAt(url: string): void;
}

/** Serves the page on a free port of this machine. */
export async function servePage(script: string): Promise<ServedPage> {
  let apiUrl = readmeUrl;
  const server = createServer(({ url }, response) => {
    if (url === "/") response.setHeader("Content-Type", "text/html").end(html);
    else if (url !== "/src/main.tsx") response.writeHead(404).end();
    else response.setHeader("Content-Type", "text/javascript").end(script.replaceAll(readmeUrl, apiUrl));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    callApiAt(url) {
      apiUrl = url;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
