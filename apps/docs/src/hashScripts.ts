import { hash } from "node:crypto";

/** Makes the sources with which a Content-Security-Policy allows inline scripts. */
export function hashScripts(scripts: string[]): string[] {
  return [...new Set(scripts.map((script) => `'sha256-${hash("sha256", script, "base64")}'`))].sort();
}
