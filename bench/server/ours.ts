import { startServer } from "../../apps/server/src/index.ts";

// The server as its users get it, except that nothing is limited and no mail is sent.
const [database = ""] = process.argv.slice(2);
const { url } = await startServer({ database, limits: "off" });
console.log(`serves ${url}`);
