import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./copyWorkspace.ts";

const choosing = readFileSync(join(root, "packages/client/CHOOSING.md"), "utf8");
const [, bench = ""] =
  /<!-- client -->(.*?)<!-- end of client -->/s.exec(readFileSync(join(root, "bench/README.md"), "utf8")) ?? [];

/** The text in bold above each table of `bench/README.md`, its column, and the figure of CHOOSING.md that it holds. */
const figures: [figure: string, table: string, column: string][] = [
  ["size of the whole flow, minified and gzipped", "Size of the whole flow", "gzip"],
  ["time of a call on loopback, against bare `fetch`", "Time per call, the flow", "loopback, median"],
  ["time of a 401 on loopback, against bare `fetch`", "Time per call, a 401 without a body", "loopback, median"],
  ["cold import, in ms", "Cold import", "ms over an empty module"],
  ["installed packages", "Installed by npm into an empty folder", "packages"],
  ["installed bytes", "Installed by npm into an empty folder", "bytes of the files"],
];

/** The columns of CHOOSING.md, and how the first cell of the row in `bench/README.md` begins. */
const contenders = { "this client": "ours", "openapi-fetch": "openapi-fetch", "hey-api": "hey-api", axios: "axios" };

/** Reads the first table after a heading: for each row its cells by the names of their columns. */
function readTable(page: string, heading: string): Record<string, string>[] {
  const lines = page.slice(page.indexOf(heading)).split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  const [names = [], , ...rows] = lines.slice(start, end).map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name || "-", cells[index] ?? ""])));
}

it.each(figures)("CHOOSING.md shows the measured %s", (figure, table, column) => {
  const shown = readTable(choosing, "## Figures").find((row) => row.figure === figure);
  const measured = readTable(bench, `**${table}`);
  const expected = Object.entries(contenders).map(([name, start]) => {
    const row = measured.find((one) => Object.values(one)[1]?.startsWith(start));
    return [name, row?.[column]?.split(", ").at(-1) ?? "–"];
  });
  expect(shown).toMatchObject(Object.fromEntries(expected));
});

it("CHOOSING.md shows the versions and the date of the measurement", () => {
  const [, date = "", node = ""] = /Measured on (\S+), (Node \S+),/.exec(bench) ?? [];
  const text = choosing.replaceAll("\n", " ").replaceAll("`", "");
  expect(text).toContain(`Measured on ${date} with ${node}`);
  for (const name of ["openapi-fetch", "@hey-api/openapi-ts", "axios"])
    expect(text).toContain(`${name} ${new RegExp(`${name} (\\d[\\d.]*\\d)`).exec(bench)?.[1]}`);
});
