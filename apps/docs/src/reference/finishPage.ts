import { hashScripts } from "../hashScripts.ts";

const preload = /<link rel="modulepreload" href="[^"]+" integrity="([^"]+)"[^>]*>/;
const start = /<script type="module">\s*import \{ hydrate \} from "[^"]+";/;

/** Reads the integrity of the bundle that a page of `build-docs` loads. */
export function readIntegrity(html: string): string {
  const integrity = preload.exec(html)?.[1];
  if (!integrity) throw new Error("Redocly's page names no bundle with an integrity. Correct finishPage.ts");
  return integrity;
}

/** Lets a page of `build-docs` load the bundle beside it, and allows its inline scripts by their hashes. */
export function finishPage(html: string, bundle: string): string {
  if (!start.test(html)) throw new Error("Redocly's page does not start as it did. Correct finishPage.ts");
  const page = html
    .replace(preload, `<link rel="preload" as="script" href="${bundle}">`)
    .replace(start, `<script src="${bundle}"></script>\n<script>`);
  const inlineScripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code]) => code ?? "");
  return page.replace("script-src 'self'", `script-src 'self' ${hashScripts(inlineScripts).join(" ")}`);
}
