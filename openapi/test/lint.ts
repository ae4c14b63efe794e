import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

export const documentPath: string = join(import.meta.dirname, "../openapi.yaml");
export const configPath: string = join(import.meta.dirname, "../redocly.yaml");
const redocly = join(import.meta.dirname, "../node_modules/@redocly/cli/bin/cli.js");

export interface Problem {
  ruleId: string;
  severity: string;
  message: string;
  location: { source: { ref: string } }[];
}

/** Lints all documents in one run of the command of `npm run lint`, which exits with 1 when it finds a problem. */
export async function lint(paths: string[]): Promise<Problem[]> {
  const args = ["lint", ...paths, "--config", configPath, "--format", "json", "--max-problems", "1000"];
  const { stdout } = await promisify(execFile)(process.execPath, [redocly, ...args]).catch((error) => error);
  const reports: string[] = stdout.split(/(?<=^\})(?=\{)/m);
  return reports.flatMap((report) => JSON.parse(report).problems);
}
