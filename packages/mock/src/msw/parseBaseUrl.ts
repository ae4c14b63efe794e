/** Returns a base URL, or a path of the page's own origin, without a slash at its end. Throws an `Error` for any other text. */
export function parseBaseUrl(text: string): string {
  const isPath = text.startsWith("/") && text !== "/";
  const isUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text);
  if (isPath || isUrl) return text.replace(/\/$/, "");
  throw new Error(
    `baseUrl must be the URL that the app calls, such as https://api.example/auth or /api/auth, not ${text}`,
  );
}
