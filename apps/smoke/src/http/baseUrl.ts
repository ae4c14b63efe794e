/** A URL as requests are sent to it, without slashes at its end, so that what stands behind it is a path of the document. */
export function baseOf(url: string): string {
  return new URL(url).href.replace(/\/+$/, "");
}
