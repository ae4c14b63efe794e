import { createInterface } from "node:readline";

/** Waits until a server prints the URL on which it listens, and returns it without a slash at its end. */
export async function readUrl(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const [, url] = /(?:serves|listening on) (http:\S+)/.exec(line) ?? [];
    if (!url) continue;
    stdout.resume();
    return url.replace(/\/$/, "");
  }
  throw new Error("the server ended before it listened");
}
