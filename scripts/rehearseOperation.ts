import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { listBlocks, recordRun } from "@session-api/examples";
import { copyWorkspace, root } from "./copyWorkspace.ts";
import { assertShown, listMessages } from "./operation/assertShown.ts";
import { addExample, edit, insert, replace } from "./operation/copyEdits.ts";
import * as files from "./operation/files.ts";
import { fail, pass } from "./operation/runTasks.ts";
import { run } from "./run.ts";

// Follows "Add an operation" of the README in a copy. The README must show the messages that appear here.
const section = /^## Add an operation\n.*?(?=^## )/ms.exec(readFileSync("README.md", "utf8"))?.[0] ?? "";
run("node", "examples/src/clearRuns.ts");
const shown = listBlocks("README.md").filter(({ code }) => section.includes(code.split("\n", 1)[0] ?? ""));
const inServer = listBlocks("apps/server/README.md").find(({ code }) => code.includes("createHandlers.ts("));
const folder = copyWorkspace();
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.chdir(folder);
run("pnpm", "install", "--frozen-lockfile", "--prefer-offline", "--ignore-scripts", "--reporter=silent");

const document = "openapi/openapi.yaml";
const lintMessage = /This operation has no (tag|summary|description)/;
const generateMessage = /is not what .* says|openapi\/samples\/.* is missing/;
// A package that imports another one repeats its errors, with a path that begins with `..`.
const missingMessage = /:typecheck: (?!\.\.)(?!.*endsAt).*error TS\d+/;
const renamedMessage = /:typecheck: (?!\.\.).*error TS\d+: .*endsAt/;

say("Add an operation: lint asks for a tag, a summary and a description");
const operation = ["paths", "/session/events", "get"];
edit(document, (yaml) => {
  addExample(yaml, readFileSync("openapi/README.md", "utf8"), "Add an operation");
  for (const key of ["tags", "summary", "description"]) yaml.deleteIn([...operation, key]);
});
const asked = listMessages(fail("lint"), lintMessage);
if (asked.length !== 3) throw new Error(`lint asks only for:\n${asked.join("\n")}`);
edit(document, (yaml) => addExample(yaml, readFileSync("openapi/README.md", "utf8"), "Add an operation"));
pass("lint");

say("Forget to generate: the check names the files");
const stale = fail("generate:check", "--continue");
assertShown(section, listMessages(stale, generateMessage), generateMessage);
pass("generate");

say("Generate: the compiler names the handler and the request that are missing");
const missing = listMessages(fail("typecheck", "--continue"), missingMessage);
const inPackage = missing.map((message) => message.replace("@session-api/server:typecheck: ", ""));
assertShown(inServer?.code ?? "", inPackage, /error TS\d+/, { areExamples: true });
writeFileSync("apps/server/src/handlers/getSessionEvents.ts", files.handler);
writeFileSync("apps/server/test/getSessionEvents.test.ts", files.handlerTest);
const handlers = "apps/server/src/handlers/createHandlers.ts";
insert(handlers, "import { getSessions }", files.handlerImport);
insert(handlers, "    extendSession:", files.handlerEntry);
const requests = "apps/smoke/src/flow/requests/requests.ts";
insert(requests, "const publicRequests", files.request);
replace(requests, "getSessions, extendSession,", "getSessions, getSessionEvents, extendSession,");
pass("typecheck", "--continue");

say("Leave the step of smoke out: the coverage names what no response showed");
const coverage = fail("test", "--filter=@session-api/smoke", "--only", "--", "test/coverage.test.ts");
if (!coverage.includes("SessionEventList.events"))
  throw new Error(`the coverage does not name SessionEventList.events:\n${coverage}`);
const login = "apps/smoke/src/flow/steps/login.ts";
replace(login, "closeSession, protectedRequests,", "closeSession, getSessionEvents, protectedRequests,");
insert(login, "import { expectList }", files.stepImport);
insert(login, '      "lists the session as the only current one"', files.step);

say("Run the tests of everything that follows the document");
pass("check");
pass("test", "--filter=@session-api/openapi");
pass("test", "--filter=@session-api/docs", "--", "--testNamePattern", "getSessionEvents|lists each operation");
pass(
  "test",
  "--filter=@session-api/client",
  "--only",
  "--",
  "--coverage.enabled=false",
  "test/reportViolations.test.ts",
);
pass("test", "--filter=@session-api/server", "--only", "--", "test/getSessionEvents.test.ts", "test/http.test.ts");
pass("test", "--filter=@session-api/mock", "--only", "--", "test/answers/prism.test.ts");
pass("test", "--filter=@session-api/smoke", "--only", "--", "test/coverage.test.ts", "test/runSmoke.test.ts");
git("add", "--all");
git(
  "-c",
  "user.name=Rehearsal",
  "-c",
  "user.email=rehearsal@localhost",
  "commit",
  "--quiet",
  "--message",
  "Add GET /session/events",
);

say("Add a required field to a response: the compiler names the handler");
edit(document, (yaml) => {
  yaml.addIn(["components", "schemas", "CheckedSession", "required"], "kind");
  yaml.setIn(["components", "schemas", "CheckedSession", "properties", "kind"], { type: "string" });
});
pass("generate");
missing.push(...listMessages(fail("typecheck", "--continue"), missingMessage));
assertShown(section, missing, missingMessage);
git("checkout", "--", ".");

say("Rename a field: the compiler names each place that uses the old name");
writeFileSync(document, readFileSync(document, "utf8").replaceAll(/\bexpireAt\b/g, "endsAt"));
pass("generate");
const renamed = listMessages(fail("typecheck", "--continue"), renamedMessage);
assertShown(section, renamed, renamedMessage, { areExamples: true });
process.chdir(root);
for (const { code } of inServer ? [...shown, inServer] : shown) recordRun(code);
console.log("\nThe README shows the messages that appear.");

function say(text: string): void {
  console.log(`\n${text}`);
}

function git(...args: string[]): void {
  run("git", ...args);
}
