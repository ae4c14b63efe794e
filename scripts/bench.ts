import { run } from "./run.ts";

const [name = ""] = process.argv.slice(2);
const names = ["mock", "server", "client", "docs"];
if (!names.includes(name)) {
  console.error(`Which benchmark? One of ${names.join(", ")}, for example: npm run bench -- ${names[0]}`);
  process.exit(2);
}
run("pnpm", "--dir", "bench", "install", "--frozen-lockfile", "--reporter=silent");
if (name === "mock") run("turbo", "run", "build", "--filter=@session-api/mock", "--output-logs=errors-only");
run("node", `bench/${name}.ts`);
