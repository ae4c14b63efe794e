import { launchBrowser } from "../browsers/src/launchBrowser.ts";
import { names, writeContenders } from "./docs/contenders.ts";
import { measureVisit, type Visit } from "./docs/measureVisit.ts";
import { serveFolder } from "./docs/serveFolder.ts";
import { median } from "./median.ts";
import { writeTable } from "./writeTable.ts";

const rounds = Number(process.env.ROUNDS ?? 5);
const contenders = writeContenders();
const visits = new Map<string, Visit[]>(contenders.map(({ name }) => [name, []]));
const browser = await launchBrowser("chromium");
for (let round = 1; round <= rounds; round++) {
  for (const contender of contenders) {
    const server = await serveFolder(contender.folder);
    try {
      const visit = await measureVisit(browser, contender, server.url);
      console.log(`round ${round} of ${rounds}: ${contender.name} ${JSON.stringify(visit)}`);
      visits.get(contender.name)?.push(visit);
    } finally {
      server.close();
    }
  }
}
await browser.close();

const middle = (name: string, read: (visit: Visit) => number) => median((visits.get(name) ?? []).map(read));
const stockPaint = middle(names.stock, (visit) => visit.firstPaintMs);
const rows = contenders.map(({ name, search }) => {
  const show = (read: (visit: Visit) => number) => middle(name, read).toFixed(0);
  const hosts = [...new Set(visits.get(name)?.flatMap(({ otherHosts }) => otherHosts))].join(", ") || "none";
  const ratio = (middle(name, (visit) => visit.firstPaintMs) / stockPaint).toFixed(2);
  const searchable = search ? show((visit) => visit.searchableMs ?? Number.NaN) : "– (no search)";
  return `| ${name} | ${show((v) => v.kilobytes)} | ${show((v) => v.requests)} | ${hosts} | ${show((v) => v.firstPaintMs)} | ${ratio} x | ${show((v) => v.largestPaintMs)} | ${show((v) => v.blockingMs)} | ${searchable} |`;
});
writeTable("docs", [
  `Cold, median of ${rounds} alternating rounds, CPU 4 times slower, 1.6 Mbit/s.`,
  "",
  "| page | kB | requests | other hosts | first paint ms | against stock | largest paint ms | blocking ms | searchable ms |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
  ...rows,
]);
