import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const name = "@session-api/docs";

/** Serves the documentation site, and calls `next` for a path that the site does not have. */
export type DocsHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The API that the page "Try it" of the site offers. */
export interface DocsTarget {
  /** The path of the API on the host that serves the site. */
  baseUrl: string;
  kind: "mock" | "server";
}

/**
 * Loads the documentation site. It is not a dependency of the commands that serve it, because most users never do.
 *
 * Throws an `Error` with the command to type when it is not installed.
 */
export async function loadDocs(target: DocsTarget, folder: string = process.cwd()): Promise<DocsHandler> {
  // Beside the command, in the project that runs it, and in the repository, whose root does not depend on it.
  const places = [import.meta.url, join(folder, "package.json"), join(folder, "apps/docs/package.json")];
  const file = places.map(findDocs).find((path) => path !== undefined);
  if (file === undefined) throw new Error(`${name} is missing. Install it: npm install --save-dev ${name}`);
  const { createDocsHandler } = await import(pathToFileURL(file).href);
  return createDocsHandler({ target });
}

function findDocs(from: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}
