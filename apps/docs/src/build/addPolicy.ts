import { selectAll } from "hast-util-select";
import { toString as readText } from "hast-util-to-string";
import { h } from "hastscript";
import { hashScripts } from "../hashScripts.ts";
import type { Page } from "./Page.ts";

/** The page needs more than the others: the reader names the server that it calls. */
const connectSources: Record<string, string> = { "try/": "'self' http: https:" };

/** Adds the Content-Security-Policy of a page: its own inline scripts, by their hashes, and files of the site. */
export function addPolicy({ path, tree, head }: Page): void {
  const scripts = selectAll("script:not([src])", tree).filter(({ properties }) => isCode(properties.type));
  const directives = {
    "default-src": "'none'",
    // The search is a WebAssembly program.
    "script-src": ["'self'", "'wasm-unsafe-eval'", ...hashScripts(scripts.map(readText))].join(" "),
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": connectSources[path] ?? "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
  };
  const content = Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
  const charset = head.children.findIndex((node) => node.type === "element" && node.properties.charSet);
  // A policy holds for what follows it.
  head.children.splice(charset + 1, 0, h("meta", { "http-equiv": "Content-Security-Policy", content }));
}

/** Data in a script, such as JSON, needs no permission. */
function isCode(type: unknown): boolean {
  return type === undefined || type === "module" || type === "text/javascript";
}
