import { startServer } from "../../apps/server/src/index.ts";

/** Our server as its users get it, but for the limits and the mail, which goes nowhere. */
const [database = ""] = process.argv.slice(2);
const { url } = await startServer({ database, limits: "off" });
console.log(`serves ${url}`);
