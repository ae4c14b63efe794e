import type { DevTools } from "./browserTypes.ts";

export interface Traffic {
  requests: string[];
  /** Bytes as transferred, with the headers, by the URL. */
  bytes: Map<string, number>;
}

/** Counts what a page requests from now on. `Network.enable` must have been sent. */
export function countBytes(devTools: DevTools): Traffic {
  const urls = new Map<string, string>();
  const traffic: Traffic = { requests: [], bytes: new Map() };
  devTools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (!request.url.startsWith("http")) return;
    urls.set(requestId, request.url);
    traffic.requests.push(request.url);
  });
  devTools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url) traffic.bytes.set(url, (traffic.bytes.get(url) ?? 0) + encodedDataLength);
  });
  return traffic;
}

export function sumKilobytes({ bytes }: Traffic): number {
  return [...bytes.values()].reduce((sum, count) => sum + count, 0) / 1000;
}
