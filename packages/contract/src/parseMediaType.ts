/** Returns the media type of a `Content-Type` header, in lower case and without its parameters. */
export function parseMediaType(contentType: string): string {
  return contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
