import type { Site } from "./readSite.ts";

/** Lists, for each published URL that leads nowhere, the sentence that tells how to keep it. */
export function findLostUrls(published: string[], urls: string[], { pages }: Site): string[] {
  const present = new Set(urls);
  return published.filter((url) => !present.has(url) && !isRedirected(url, pages)).map(explain);
}

/** A redirect leads to a page, so it also keeps the anchors of the old page. */
function isRedirected(url: string, pages: Site["pages"]): boolean {
  return pages.get(url.replace(/#.*/, ""))?.isRedirect ?? false;
}

function explain(url: string): string {
  const [path, anchor] = url.split("#");
  return anchor
    ? `${url} was published and is gone. Put <a id="${anchor}"></a> before the text that replaces it on ${path}, or redirect the page`
    : `${url} was published and is gone. Add "${url}": "/the-new-page/" to redirects in apps/docs/astro.config.ts`;
}
