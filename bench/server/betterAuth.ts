import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { toNodeHandler } from "better-auth/node";
import { createBetterAuth } from "./createBetterAuth.ts";

const [path = ""] = process.argv.slice(2);
const auth = createBetterAuth(new DatabaseSync(path));
const server = createServer(toNodeHandler(auth));
server.listen(0, "127.0.0.1", () =>
  console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}/api/auth`),
);
