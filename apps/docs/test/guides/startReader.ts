import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { provideChromium } from "@session-api/browsers";
import type { Browser } from "playwright-core";
import { vi } from "vitest";
import { createTerminal, type Terminal } from "./createTerminal.ts";
import { findFreePorts } from "./findFreePorts.ts";
import { visits } from "./visits.ts";

const bin = join(import.meta.dirname, "bin");
const limitMs = 60_000;

/** The ports of the guides. Each reader has free ones in their place. */
const ports = ["2525", "3000", "4010", "4020", "4030", "5173", "8025", "9464"];

/** Does what a guide says, in an empty folder. */
export interface Reader extends AsyncDisposable {
  /** Saves a file in the folder to which the last command went. */
  save(file: string, code: string): void;
  /** Runs commands to their end, or until they print a URL when they keep running. Stops what runs in that terminal. */
  run(script: string, how: { terminal: string; keepsRunning: boolean; fails: boolean }): Promise<void>;
  /** Compares the output of the last command, or that of a terminal. `…` stands for any text. */
  expectOutput(text: string, terminal?: string): Promise<void>;
  /** Opens a page in the browser, and visits it. Throws an `Error` for a page that does not load. */
  open(url: string): Promise<void>;
}

/** Starts in a new folder, named after the guide. */
export async function startReader(folder: string, browser: Browser): Promise<Reader> {
  rmSync(folder, { recursive: true, force: true });
  const [home, global] = [join(folder, "home"), join(folder, "global")];
  mkdirSync(home, { recursive: true });
  const free = await findFreePorts(ports);
  const terminals = new Map<string, Terminal>();
  const path = [bin, join(global, "node_modules/.bin"), dirname(process.execPath), process.env.PATH].join(":");
  const env = {
    ...free.variables,
    SESSION_SERVER_PORT: free.replace("4020"),
    CHROMIUM_PATH: provideChromium(),
    GUIDE_GLOBAL: global,
    PATH: path,
  };
  let cwd = home;
  let last: Terminal | undefined;
  let lastCode = "";

  function open(name: string): Terminal {
    const terminal = terminals.get(name) ?? createTerminal(join(folder, `${terminals.size}.state`), env, tellCode);
    terminals.set(name, terminal);
    return terminal;
  }

  /** Types a code that one terminal shows into the program that asks for it in the other. */
  function tellCode(code: string): void {
    lastCode = code;
    last?.type(`${code}\n`);
  }

  return {
    save(file, code) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), free.replace(code));
    },
    async run(script, { terminal: name, keepsRunning, fails }) {
      last = open(name);
      await last.stop();
      const ended = last.start(free.replace(script), cwd);
      if (keepsRunning) return waitForOutput(last, /https?:\/\/|port: \d/);
      const exitCode = await ended;
      if ((exitCode !== 0) !== fails) throw new Error(`ended with ${exitCode} and printed:\n${last.readOutput()}`);
      cwd = (await readFile(last.cwdFile, "utf8").catch(() => cwd)).trim();
    },
    async open(url) {
      const { origin: baseURL, pathname } = new URL(free.replace(url));
      const page = await browser.newPage({ baseURL });
      const response = await page.goto(pathname);
      if (!response?.ok()) throw new Error(`the page answers ${response?.status()}`);
      const readCode = () => vi.waitUntil(() => lastCode, { timeout: limitMs });
      await visits[basename(folder) + pathname]?.(page, readCode);
      await page.close();
    },
    async expectOutput(text, name) {
      const terminal = name === undefined ? last : terminals.get(name);
      if (!terminal) throw new Error(`the guide runs nothing ${name ? `in ${name}` : ""} before this output`);
      const expected = createPattern(free.replace(text));
      if (terminal.isRunning()) return waitForOutput(terminal, expected);
      if (!new RegExp(`^${expected.source}$`).test(terminal.readOutput()))
        throw new Error(`the commands print:\n${terminal.readOutput()}\n\nand the guide says:\n${free.replace(text)}`);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...terminals.values()].map((terminal) => terminal.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitForOutput({ readOutput, isRunning }: Terminal, expected: RegExp): Promise<void> {
  const isFound = () => expected.test(readOutput());
  await vi.waitUntil(() => isFound() || !isRunning(), { timeout: limitMs }).catch(() => {});
  if (!isFound()) throw new Error(`the commands print:\n${readOutput()}\n\nwithout a match of ${expected}`);
}

/** `…` stands for any text, also of several lines. */
function createPattern(text: string): RegExp {
  const lines = text.trim().split("\n");
  const escaped = lines.map((line) => line.trimEnd().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(escaped.join("\n").replaceAll("…", "[^]*?"));
}
