import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sirv from "sirv";

const { values } = parseArgs({ options: { port: { type: "string", default: "4030" } } });

// `dev` reads the page at each request, so that a new build shows after a reload.
const server = createServer(sirv(join(import.meta.dirname, "../dist/site"), { dev: true }));
server.on("error", ({ message }) => {
  console.error(`The docs cannot be served: ${message}. Choose another port with --port`);
  process.exitCode = 1;
});
server.listen(Number(values.port), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(`docs serves http://127.0.0.1:${port} (stop with Ctrl-C)`);
});
