import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { describeCause } from "../src/errors/describeCause.ts";
import { createSessionClient } from "./createSessionClient.ts";

const notTls = "the port does not speak TLS: baseUrl needs http, or the port for https";
const failed = (message: string, fields: object = {}) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), fields) });

// The messages of Node 20 and 24, Bun 1.4 and Deno 2.9, as they gave them.
it.each<[runtime: string, cause: unknown, reason: string]>([
  [
    "Node",
    failed("808CE8EB057F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../record.c:354:"),
    notTls,
  ],
  ["Bun", new TypeError("EPROTO: The TLS handshake failed. Does the server speak TLS on this port?"), notTls],
  ["Deno", failed("client error (Connect): received corrupt message of type InvalidContentType"), notTls],
  ["Node", failed("self-signed certificate"), "its TLS certificate is not trusted (self-signed certificate)"],
  ["Bun", new TypeError("self signed certificate"), "its TLS certificate is not trusted (self signed certificate)"],
  [
    "Node",
    failed("Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: "),
    "its TLS certificate is not trusted (Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: )",
  ],
  [
    "Deno",
    failed("invalid peer certificate: UnknownIssuer"),
    "its TLS certificate is not trusted (invalid peer certificate: UnknownIssuer)",
  ],
  ["Node", failed("", { code: "ECONNREFUSED" }), "fetch failed (ECONNREFUSED)"],
  ["Node", failed("getaddrinfo ENOTFOUND nowhere.invalid"), "fetch failed (getaddrinfo ENOTFOUND nowhere.invalid)"],
  ["a browser", new TypeError("Failed to fetch"), "Failed to fetch"],
  ["a custom fetch", "no", "no"],
])("explains a failure of %s", (_runtime, cause, reason) => {
  expect(describeCause(cause)).toBe(reason);
});

it("names the host that does not speak TLS", async () => {
  const server = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createSessionClient({ baseUrl: `https://${host}`, retry: false });
  await expect(client.login("john@doe.net")).rejects.toMatchObject({
    kind: "network",
    host,
    message: `createSession got no response from ${host}: ${notTls}`,
  });
  await new Promise((resolve) => server.close(resolve));
});
