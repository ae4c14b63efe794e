import { launchBrowser } from "../browsers/src/launchBrowser.ts";
import { writeContenders } from "./docs/contenders.ts";
import { formatTables } from "./docs/formatTables.ts";
import { measureBuild } from "./docs/measureBuild.ts";
import { measureContender, type Round } from "./docs/measureContender.ts";
import { writeTable } from "./writeTable.ts";

const rounds = Number(process.env.ROUNDS ?? 5);
const lighthouseRounds = 3;

console.log("building the site twice");
const build = measureBuild();
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
  }
} finally {
  await browser.close();
}

writeTable("docs", [
  `Cold, median of ${rounds} alternating rounds, a processor 4 times slower, 1.6 Mbit/s. Sizes are those on the wire, with gzip.`,
  "",
  ...formatTables(results),
  `\`npm run docs:build\`: ${build.cold.toFixed(0)} s without any earlier result, ${build.warm.toFixed(0)} s from the cache.`,
]);
