/** The base URL that orval's functions import at run time. */
export let baseUrl = "";

export function setBaseUrl(url: string): void {
  baseUrl = url;
}
