import { recordRun } from "@session-api/examples";
import { readGuide, type Step } from "./readGuide.ts";
import type { Reader } from "./startReader.ts";

/** Does each step of a guide, and records its blocks when all have succeeded. Throws an `Error` that begins with the place. */
export async function followGuide(file: string, reader: Reader): Promise<void> {
  const steps = readGuide(file).filter(({ notRun }) => notRun === undefined);
  for (const step of steps)
    try {
      await take(step, reader);
    } catch (error) {
      throw new Error(`${step.place}: ${(error as Error).message}`, { cause: error });
    }
  for (const { code, kind } of steps) if (kind === "block") recordRun(code);
}

async function take({ kind, language, title, meta, code }: Step, reader: Reader): Promise<void> {
  if (kind === "page") return reader.open(code);
  const isFile = title !== undefined && /^[\w./-]+\.\w+$/.test(title);
  if (isFile) return reader.save(title, code);
  if (language === "txt") return reader.expectOutput(code, title === "Output" ? undefined : title);
  if (language !== "sh") throw new Error("a reader does not know where to save this block: give it a title");
  const keepsRunning = /\bkeeps-running\b/.test(meta);
  const fails = /\bfails\b/.test(meta);
  await reader.run(code, { terminal: title ?? "", keepsRunning, fails });
}
