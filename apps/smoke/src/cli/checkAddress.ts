import { UsageError } from "../errors/UsageError.ts";

/** Throws a `UsageError` unless the text of `--url` is the URL of an API and nothing more. */
export function checkUrl(text: string): void {
  // `URL` ignores spaces at both ends, but they are a typing mistake.
  if (text === text.trim() && URL.canParse(text)) {
    const { protocol, username, password, search, hash } = new URL(text);
    // Credentials would be printed, and a query would become a part of each path.
    if (["http:", "https:"].includes(protocol) && username + password + search + hash === "") return;
  }
  throw new UsageError("--url wants a URL such as http://127.0.0.1:4020/api/auth/v2, and nothing behind the path");
}

/** Throws a `UsageError` unless a text looks like an email. A correct server refuses any other text. */
export function checkEmail(name: "email" | "other-email", text: string): void {
  if (text.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(text)) return;
  throw new UsageError(`--${name} wants an address such as me@example.com`);
}
