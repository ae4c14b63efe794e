import { createRequire } from "node:module";

/** Of this package, whose `package.json` lies one folder above `src` and above `dist`. */
export function version(): string {
  return createRequire(import.meta.url)("../package.json").version;
}
