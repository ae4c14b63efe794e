import type { Block } from "../Block.ts";
import { simplifyCode } from "./simplifyCode.ts";

/** The facts of the test runs and of this machine that the check needs. */
export interface Evidence {
  isRecorded(code: string): boolean;
  /** Tells whether this machine has the program that runs a language. */
  canRun(language: string): boolean;
}

export interface Verdict {
  run: number;
  marked: number;
  /** The languages of blocks without a record, because this machine cannot run them. */
  skipped: string[];
  /** For each wrong block one line: its place, and what to do. */
  problems: string[];
}

/** Judges the blocks of the texts, and then those of the built pages, which show the blocks of the texts. */
export function judgeBlocks(sources: Block[], pages: Block[], { isRecorded, canRun }: Evidence): Verdict {
  const verdict: Verdict = { run: 0, marked: 0, skipped: [], problems: [] };
  const shown = new Set(sources.map(({ code }) => simplifyCode(code)));
  const unknown = pages.filter(({ code }) => !shown.has(simplifyCode(code)));
  for (const { place, language, code, notRun } of [...sources, ...unknown]) {
    const isRun = isRecorded(code);
    const name = `${language || "unnamed"} block`;
    if (notRun === undefined && isRun) verdict.run += 1;
    else if (notRun === undefined && !canRun(language)) verdict.skipped.push(language);
    else if (notRun === undefined) verdict.problems.push(`${place}: no test runs this ${name}`);
    else if (isRun) verdict.problems.push(`${place}: a test runs this ${name}, so remove its not-run`);
    else if (isClause(notRun)) verdict.marked += 1;
    else verdict.problems.push(`${place}: not-run="${notRun}" is not a reason. Write a clause of three words or more`);
  }
  return verdict;
}

function isClause(reason: string): boolean {
  return reason.trim().split(/\s+/).length >= 3;
}
