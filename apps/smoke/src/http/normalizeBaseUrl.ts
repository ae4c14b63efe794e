/** Writes a URL as `fetch` sends it, without slashes at its end, so that the rest of a request's URL is a path of the document. */
export function normalizeBaseUrl(url: string): string {
  return new URL(url).href.replace(/\/+$/, "");
}
