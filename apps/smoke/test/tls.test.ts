import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as ask } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { startMock } from "@session-api/mock";
import { describe, expect, it } from "vitest";
import { explainTls } from "../src/http/explainTls.ts";
import { sessionSmoke } from "./sessionSmoke.ts";

const findFile = (name: string) => fileURLToPath(new URL(`tls/${name}.pem`, import.meta.url));

/** The mock server over TLS, with a certificate that Node does not trust. */
async function startTlsMock(certificate: string) {
  const mock = await startMock();
  const { hostname, port, pathname } = new URL(mock.url);
  const files = { key: readFileSync(findFile("key")), cert: readFileSync(findFile(certificate)) };
  const server = createServer(files, (request, response) => {
    const { method, headers, url: path } = request;
    const forwarded = ask({ hostname, port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forwarded);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await mock.close();
    },
  };
}

const account = ["--email", "me@example.com", "--code-from", "none"];

// Each test starts a process and mostly waits for it.
describe.concurrent("a server with a certificate that Node does not trust", { timeout: 60_000 }, () => {
  it.each([
    ["selfSigned", "smoke", "its certificate is signed by an unknown issuer: give a PEM file"],
    ["incompleteChain", "smoke", "its certificate has no chain to a known issuer: let the server send"],
    ["selfSigned", "fuzz", "its certificate is signed by an unknown issuer: give a PEM file"],
    ["incompleteChain", "fuzz", "its certificate has no chain to a known issuer: let the server send"],
  ])("is not reached, and the message says what to do: %s, %s", async (certificate, name, says) => {
    await using server = await startTlsMock(certificate);
    const args = [...(name === "fuzz" ? ["fuzz"] : []), "--url", server.url, ...account];
    const { stderr, code } = await sessionSmoke(args);
    expect(stderr).toMatch(/^session-smoke: https:\S+ is not reachable: .*NODE_EXTRA_CA_CERTS.*\(\w+\)\n$/);
    expect(stderr).toContain(says);
    expect(code).toBe(3);
  });

  it.each([
    ["selfSigned", "selfSigned"],
    ["incompleteChain", "issuer"],
  ])("is reached after that: %s", async (certificate, trusted) => {
    await using server = await startTlsMock(certificate);
    const args = ["--url", server.url, ...account, "--stateless"];
    const { stdout, code } = await sessionSmoke(args, { env: { NODE_EXTRA_CA_CERTS: findFile(trusted) } });
    expect(stdout).toMatch(/, 0 failed, /);
    expect(code).toBe(0);
  });

  it("is not one with a certificate for another name", async () => {
    await using server = await startTlsMock("selfSigned");
    const args = ["--url", server.url.replace("127.0.0.1", "localhost"), ...account];
    const { stderr, code } = await sessionSmoke(args, { env: { NODE_EXTRA_CA_CERTS: findFile("selfSigned") } });
    expect(stderr).toContain("its certificate is for another name");
    expect(code).toBe(3);
  });
});

it("says that the URL of a server without TLS begins with http://", async () => {
  await using mock = await startMock();
  const { stderr, code } = await sessionSmoke(["--url", mock.url.replace("http:", "https:"), ...account]);
  expect(stderr).toContain("check whether the URL must begin with http://");
  expect(code).toBe(3);
});

it.each(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "SELF_SIGNED_CERT_IN_CHAIN"])("explains %s", (code) => {
  expect(explainTls(code)).toMatch(new RegExp(`^its certificate .+: .+ \\(${code}\\)$`));
});
