import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** A terminal: it keeps its variables from one command to the next. */
export interface Terminal {
  /** Starts commands in a folder. Resolves to their exit code. */
  start(script: string, cwd: string): Promise<number | null>;
  /** Types a line. */
  type(text: string): void;
  /** Presses Ctrl-C. */
  stop(): Promise<void>;
  isRunning(): boolean;
  /** Returns what the last commands printed. */
  readOutput(): string;
  /** Contains the folder in which the last commands ended. */
  cwdFile: string;
}

export function createTerminal(state: string, env: Record<string, string>, onCode: (code: string) => void): Terminal {
  const cwdFile = `${state}.cwd`;
  // Vitest sets these for the processes that it starts, and they would confuse another test runner.
  const { VITEST: _, NODE_OPTIONS: __, NODE_V8_COVERAGE: ___, NODE_ENV: ____, ...inherited } = process.env;
  let child: ChildProcess | undefined;
  let lines: string[] = [];
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;

  return {
    cwdFile,
    isRunning,
    readOutput: () =>
      lines
        .map((line) => line.trimEnd())
        .join("\n")
        .trim(),
    type: (text) => void child?.stdin?.write(text),
    async start(script, cwd) {
      lines = [];
      const before = `set -a; [ ! -f '${state}' ] || . '${state}'; cd '${cwd}'; set -e -o pipefail`;
      const after = `export -p > '${state}'; pwd > '${cwdFile}'`;
      child = spawn("bash", ["-c", `${before}\n${script}\n${after}`], {
        detached: true,
        env: { ...inherited, NO_COLOR: "1", NODE_USE_SYSTEM_CA: "0", ...env },
      });
      // The program may end before it reads the line.
      child.stdin?.on("error", () => {});
      for (const stream of [child.stdout, child.stderr])
        if (stream)
          createInterface(stream).on("line", (line) => {
            lines.push(stripVTControlCharacters(line));
            const [, code] = /\bcode (?:is )?(\d{4,})\b/i.exec(line) ?? [];
            if (code) onCode(code);
          });
      const [exitCode] = await once(child, "close");
      return exitCode;
    },
    async stop() {
      if (!child?.pid || !isRunning()) return;
      const closed = once(child, "close");
      process.kill(-child.pid, "SIGINT");
      const killing = setTimeout(() => child?.pid && process.kill(-child.pid, "SIGKILL"), 5_000);
      await closed;
      clearTimeout(killing);
    },
  };
}
