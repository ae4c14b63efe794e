// Starts a program of the workspace on the Node of the workspace: `npm run mock` is
// `node scripts/launch.mjs packages/mock/src/command.ts`. Plain JavaScript, like bootstrap.mjs: Node 20 may run it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const binary = process.platform === "win32" ? "node.exe" : "node";
const node = fileURLToPath(new URL(`../node_modules/node/bin/${binary}`, import.meta.url));
const [program, ...args] = process.argv.slice(2);

if (!existsSync(node) || !existsSync(program)) {
  console.error("The workspace is not installed yet. Run `npm start` once.");
  process.exit(1);
}
const child = spawn(node, [program, ...args], { stdio: "inherit" });
// Ctrl-C in a terminal reaches the program as well. A signal to this process alone is passed on.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
