import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { judgeBlocks } from "./check/judgeBlocks.ts";
import { listPages, listSources } from "./check/listSources.ts";
import { hashCode } from "./findRuns.ts";

// The last task of `npm test`: by now the tests of all packages have recorded the blocks that they ran.
const [root = join(import.meta.dirname, "../..")] = process.argv.slice(2);
process.chdir(root);
const records = new Set(globSync("{.,*,packages/*,apps/*}/.turbo/ran/*").map((file) => basename(file)));
/** For each language that a machine may lack: the command that tells. */
const commands: Record<string, [program: string, ...args: string[]]> = {
  go: ["go", "version"],
  py: ["python3", "-c", "import requests"],
};

const { run, marked, skipped, problems } = judgeBlocks(listSources(), listPages(), {
  isRecorded: (code) => records.has(hashCode(code)),
  canRun(language) {
    const [program, ...args] = commands[language] ?? [];
    return !program || process.env.CI_ALL === "1" || spawnSync(program, args).status === 0;
  },
});

const machine = [...new Set(skipped)].join(" and ");
console.log(`${run + marked + skipped.length + problems.length} blocks: ${run} run, ${marked} marked with a reason`);
if (machine) console.log(`${skipped.length} not run, because this machine has no ${machine}. CI_ALL=1 fails on them`);
for (const problem of problems) console.error(problem);
if (problems.length === 0) process.exit(0);
console.error('Run a block in a test that calls `recordRun(code)`, or write not-run="a reason" behind its language.');
process.exit(1);
