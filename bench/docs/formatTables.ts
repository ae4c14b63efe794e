import { median } from "../median.ts";
import { names } from "./contenders.ts";
import type { Round } from "./measureContender.ts";

/** Writes the medians of all rounds as tables, with one page a row. */
export function formatTables(rounds: Map<string, Round[]>): string[] {
  const middle = (name: string, read: (round: Round) => number | undefined) =>
    median((rounds.get(name) ?? []).map(read).filter((value) => value !== undefined));
  const table = (title: string, columns: [string, (name: string) => string | number][]) => [
    title,
    "",
    `| page | ${columns.map(([head]) => head).join(" | ")} |`,
    `| --- |${" --- |".repeat(columns.length)}`,
    ...[...rounds.keys()].map((name) => `| ${name} | ${columns.map(([, show]) => show(name)).join(" | ")} |`),
    "",
  ];
  const show = (read: (round: Round) => number | undefined) => (name: string) => middle(name, read).toFixed(0);
  const firstPaint = (name: string) => middle(name, ({ cold }) => cold.firstPaintMs);
  const simulatedPaint = (name: string) => middle(name, ({ scores }) => scores?.firstPaintMs);
  const percent = (value: number, whole: number) => ((100 * value) / whole).toFixed(0);

  return [
    ...table("**First visit**", [
      ["kB", show(({ cold }) => cold.kilobytes)],
      ["requests", show(({ cold }) => cold.requests)],
      ["other hosts", (name) => listHosts(rounds.get(name))],
      ["first paint ms", show(({ cold }) => cold.firstPaintMs)],
      ["of the stock page's", (name) => `${percent(firstPaint(name), firstPaint(names.stock))} %`],
      ["largest paint ms", show(({ cold }) => cold.largestPaintMs)],
      ["blocked ms", show(({ cold }) => cold.blockingMs)],
      ["searchable ms", (name) => readFailure(rounds.get(name)) ?? show(({ searchableMs }) => searchableMs)(name)],
    ]),
    ...table("**Second visit, and a visit without JavaScript**", [
      ["second visit, kB", show(({ again }) => again.kilobytes)],
      ["second visit, first paint ms", show(({ again }) => again.firstPaintMs)],
      ["without JavaScript, kB", show(({ plain }) => plain.kilobytes)],
      ["without JavaScript, characters of text", show(({ plain }) => plain.characters)],
    ]),
    ...table("**Lighthouse**, median of at most 3, with its own simulation of a phone", [
      ["performance", show(({ scores }) => scores?.performance)],
      ["accessibility", show(({ scores }) => scores?.accessibility)],
      ["best practices", show(({ scores }) => scores?.["best-practices"])],
      ["SEO", show(({ scores }) => scores?.seo)],
      ["first paint ms", show(({ scores }) => scores?.firstPaintMs)],
      ["of the stock page's", (name) => `${percent(simulatedPaint(name), simulatedPaint(names.stock))} %`],
    ]),
    ...listFiles(rounds.get(names.operation)?.at(-1)),
  ];
}

function listHosts(rounds: Round[] = []): string {
  return [...new Set(rounds.flatMap(({ cold }) => cold.otherHosts))].join(", ") || "none";
}

function readFailure(rounds: Round[] = []): string | undefined {
  const failure = rounds.find(({ searchFailure }) => searchFailure)?.searchFailure;
  return failure && `– (${failure})`;
}

function listFiles(round?: Round): string[] {
  const files = round?.cold.files.toSorted(([, a], [, b]) => b - a).slice(0, 5) ?? [];
  return [
    "**The five largest files of our operation page**",
    "",
    "| file | kB |",
    "| --- | --- |",
    ...files.map(
      ([path, bytes]) => `| \`${path.replace(/\.[\w-]{5,8}(?=\.\w+$)/, "")}\` | ${(bytes / 1000).toFixed(1)} |`,
    ),
    "",
  ];
}
