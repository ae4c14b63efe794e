/** What orval's functions import to learn, at run time, where to call. */
export let baseUrl = "";

export function setBaseUrl(url: string): void {
  baseUrl = url;
}
