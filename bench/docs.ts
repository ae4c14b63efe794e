import { launchBrowser } from "../browsers/src/launchBrowser.ts";
import { run } from "../scripts/run.ts";
import { writeContenders } from "./docs/contenders.ts";
import { formatTables } from "./docs/formatTables.ts";
import { measureBuild } from "./docs/measureBuild.ts";
import { measureContender, type Round } from "./docs/measureContender.ts";
import { writeTable } from "./writeTable.ts";

const rounds = Number(process.env.ROUNDS ?? 5);
const lighthouseRounds = 3;

run("turbo", "run", "docs:build", "--output-logs=errors-only");
const contenders = writeContenders();
const results = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
const browser = await launchBrowser("chromium");
try {
  for (let number = 1; number <= rounds; number++) {
    for (const contender of contenders) {
      const round = await measureContender(browser, contender, number <= lighthouseRounds);
      const { cold, searchableMs, scores } = round;
      console.log(
        `round ${number} of ${rounds}: ${contender.name}, ${cold.kilobytes.toFixed(1)} kB in ${cold.requests} requests,`,
        `first paint ${cold.firstPaintMs.toFixed(0)} ms, searchable ${searchableMs?.toFixed(0)} ms`,
        ...(scores ? [JSON.stringify(scores)] : []),
      );
      results.get(contender.name)?.push(round);
    }
    // A run that is stopped leaves the rounds that it has finished.
    write(number);
  }
} finally {
  await browser.close();
}

console.log("building the site twice");
const { cold, warm } = measureBuild();
write(
  rounds,
  `\`npm run docs:build\`: ${cold.toFixed(0)} s without any earlier result, ${warm.toFixed(0)} s from the cache.`,
);

function write(finished: number, ...more: string[]): void {
  writeTable("docs", [
    `Median of ${finished} alternating rounds, a processor 4 times slower, 1.6 Mbit/s. Sizes are those on the wire, with gzip.`,
    "",
    ...formatTables(results),
    ...more,
  ]);
}
