import pino from "../../apps/server/node_modules/pino/pino.js";
import { noLimits } from "../../apps/server/src/domain/createLimits.ts";
import { createKeyLine, parseKeys } from "../../apps/server/src/domain/keys.ts";
import { createAuthenticate } from "../../apps/server/src/handlers/authenticate.ts";
import { createHandlers } from "../../apps/server/src/handlers/createHandlers.ts";
import { createApp } from "../../apps/server/src/http/createApp.ts";
import { loadContract } from "../../apps/server/src/http/loadContract.ts";
import { openSqliteStore } from "../../apps/server/src/store/openSqliteStore.ts";

/** The same with a transaction, and a flush to disk, for every request: what group commit is measured against. */
const [path = ""] = process.argv.slice(2);
const store = openSqliteStore(path, (database) => async (run) => {
  database.exec("BEGIN IMMEDIATE");
  const result = run();
  database.exec("COMMIT");
  return result;
});
const rules = { codeDigits: 6, sessionLifetimeSeconds: 86_400, sessionMaxAgeSeconds: 2_592_000 };
const nothing = () => {};
const keys = parseKeys(createKeyLine(new Date()));
const context = { store, keys, limits: noLimits, rules, wakeMailWorker: nothing, audit: nothing };
const contract = loadContract();
const logger = pino({ level: "silent" });
const options = {
  contract,
  logger,
  handlers: createHandlers(context),
  authenticate: createAuthenticate({ store }),
  clock: Date.now,
};
const app = await createApp({
  ...options,
  trustProxy: [],
  corsOrigins: [],
  checkReplies: false,
  isDraining: () => false,
});
console.log(`serves ${await app.listen({ port: 0, host: "127.0.0.1" })}${contract.basePath}`);
