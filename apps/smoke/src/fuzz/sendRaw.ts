import { type Agent, type IncomingMessage, request as sendHttp } from "node:http";
import { request as sendHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Exchange } from "../http/Exchange.ts";

export interface RawRequest {
  method: string;
  /** Below the path of the server's URL. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

/** Sends requests that `fetch` would correct or refuse. Rejects when no complete response comes in time. */
export function sendRaw(
  { protocol, hostname, port, pathname }: URL,
  agent: Agent,
  timeoutMs: number,
  { method, path, headers, body }: RawRequest,
): Promise<Exchange> {
  const options = {
    agent,
    method,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    path: `${pathname.replace(/\/$/, "")}${path}`,
    headers: body ? { ...headers, "Content-Length": body.length } : headers,
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((resolve, reject) => {
    const sent = (protocol === "https:" ? sendHttps : sendHttp)(options, async (response) => {
      const received = new Headers();
      for (const [name, value] of Object.entries(response.headers)) received.set(name, String(value));
      const { statusCode: status = 0 } = response;
      const requestBody = body?.toString("utf8");
      await text(method === "HEAD" ? response : decode(response)).then(
        (text) => resolve({ method, path, requestBody, status, headers: received, text }),
        reject,
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const decoders = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** Decompresses a response. A server may compress one although the request does not ask for it. */
function decode(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.toLowerCase() ?? "";
  const decoder = Object.hasOwn(decoders, encoding) && decoders[encoding as keyof typeof decoders]();
  // The empty callback is enough: the reader of the last stream sees an error of either one.
  return decoder ? pipeline(response, decoder, () => {}) : response;
}
