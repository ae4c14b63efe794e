// Starts a program of the workspace from any Node: `npm run mock` is `node scripts/launch.mjs packages/mock/src/command.ts`.
// Plain JavaScript, like bootstrap.mjs, since in a fresh clone the Node that runs it is the machine's own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const [program, ...args] = process.argv.slice(2);

if (!existsSync(node) || !existsSync(program)) {
  console.error("The workspace is not installed yet. Run `npm start` once.");
  process.exit(1);
}
const child = spawn(node, [program, ...args], { stdio: "inherit" });
// A terminal sends these to the program as well; whoever stops this process alone means the program.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
