import { existsSync } from "node:fs";
import { run } from "./run.ts";

const [name = ""] = process.argv.slice(2);
if (!existsSync(`bench/${name}.ts`) || name === "report") {
  console.error("Which benchmark? `pnpm bench mock` measures the mock server.");
  process.exit(2);
}
run("pnpm", "--dir", "bench", "install", "--frozen-lockfile", "--reporter=silent");
run("node", `bench/${name}.ts`);
