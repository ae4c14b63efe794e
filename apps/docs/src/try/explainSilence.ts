import type { Explanation } from "./Explanation.ts";
import { isLoopback } from "./isLoopback.ts";

/** Explains a request without an answer. The browser tells a page no reason, so it is found by a second question. */
export function explainSilence(baseUrl: string, pageUrl: string, isReachable: boolean): Explanation {
  const server = new URL(baseUrl);
  const page = new URL(pageUrl);
  const isMixed = page.protocol === "https:" && server.protocol === "http:";
  if (isMixed && !isLoopback(baseUrl)) return explainMixedContent(server, page);
  if (isReachable) return explainCors(server, page);
  const sentences = [`Nothing listens there, or a network or firewall is in between. Check the host and the port.`];
  if (isMixed)
    sentences.push(
      "This page came over https. Chromium asks for permission to reach your own machine, and Safari refuses it: " +
        "open the page of the server itself instead, which `--docs` serves.",
    );
  return {
    title: `No server answers at ${server.host}`,
    sentences,
    commands: ["npx @session-api/mock --state", "npx @session-api/server"],
  };
}

function explainMixedContent(server: URL, page: URL): Explanation {
  return {
    title: "The browser does not call a server over http from a page over https",
    sentences: [
      `This is called mixed content. The page came from ${page.origin}, so the URL of the API must begin with https too.`,
      `Or let the server serve this page itself, with \`--docs\`, and open it at ${server.origin}/try/.`,
    ],
  };
}

function explainCors(server: URL, page: URL): Explanation {
  return {
    title: `${server.host} does not allow this page to read its answers`,
    sentences: [
      `The server answers, but without the CORS headers that allow pages from ${page.origin}. Restart it with one of these ` +
        "commands. `SESSION_SERVER_CORS_ORIGINS` is the same option as an environment variable.",
      "Or let the server serve this page itself, with `--docs`: then the page and the API have the same origin.",
    ],
    commands: [
      `npx @session-api/mock --state --cors ${page.origin}`,
      `npx @session-api/server --cors-origins ${page.origin}`,
    ],
  };
}
