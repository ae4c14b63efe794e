import { type Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as sendHttp } from "node:http";
import { request as sendHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Exchange } from "../contract/Finding.ts";

export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

const decoders = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** A server may compress its answers, also to whoever does not ask for it. */
function decoded(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.toLowerCase() ?? "";
  const decoder = Object.hasOwn(decoders, encoding) && decoders[encoding as keyof typeof decoders]();
  // An error of either reaches whoever reads the last.
  return decoder ? pipeline(response, decoder, () => {}) : response;
}

/** Sends what `fetch` would mend or refuse to send. Rejects when no whole answer comes in time. */
export function sendRaw(base: URL, agent: HttpAgent, timeoutMs: number, raw: RawRequest): Promise<Exchange> {
  const { method, path, headers, body } = raw;
  const { protocol, hostname, port, pathname } = base;
  const options: RequestOptions = {
    agent,
    method,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    path: `${pathname.replace(/\/$/, "")}${path}`,
    headers: { ...headers, ...(body && { "Content-Length": body.length }) },
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((resolve, reject) => {
    const sent = (protocol === "https:" ? sendHttps : sendHttp)(options, async (response) => {
      const received = new Headers();
      for (const [name, value] of Object.entries(response.headers)) received.set(name, String(value));
      const { statusCode: status = 0 } = response;
      const requestBody = body?.toString("utf8");
      await text(method === "HEAD" ? response : decoded(response)).then(
        (all) => resolve({ method, path, requestBody, status, headers: received, text: all }),
        reject,
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
