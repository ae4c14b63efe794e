import { describe, expect, it } from "vitest";
import { type Machine, provideChromium } from "../src/provideChromium.ts";

/** Creates a fake machine that has some browsers, and that installs others when a command runs. */
function createMachine(options: {
  has?: string[];
  env?: NodeJS.ProcessEnv;
  debianRoot?: boolean;
  installs?: Record<string, string>;
}) {
  const { has = [], env = {}, debianRoot = false, installs = {} } = options;
  const browsers = new Set(has);
  const log: string[] = [];
  const fake: Machine = {
    env: { PATH: "/usr/local/bin:/usr/bin", ...env },
    playwrightPath: "/cache/chrome",
    starts: (path) => browsers.has(path),
    isDebianRoot: () => debianRoot,
    run: (command, args) => {
      const done = [command, ...args].join(" ");
      log.push(done);
      const browser = Object.entries(installs).find(([part]) => done.includes(part))?.[1];
      if (browser) browsers.add(browser);
    },
    say: (text) => log.push(text),
  };
  return { fake, log };
}

describe("provideChromium", () => {
  it("prefers CHROMIUM_PATH to all others", () => {
    const { fake } = createMachine({ has: ["/custom", "/usr/bin/chromium"], env: { CHROMIUM_PATH: "/custom" } });
    expect(provideChromium(fake)).toBe("/custom");
  });

  it("rejects a CHROMIUM_PATH that does not start, even when another browser would", () => {
    const { fake } = createMachine({ has: ["/usr/bin/chromium"], env: { CHROMIUM_PATH: "/custom" } });
    expect(() => provideChromium(fake)).toThrow("CHROMIUM_PATH is /custom, which does not start");
  });

  it("prefers a browser on the PATH to Playwright's cache", () => {
    expect(provideChromium(createMachine({ has: ["/cache/chrome", "/usr/bin/google-chrome"] }).fake)).toBe(
      "/usr/bin/google-chrome",
    );
    expect(provideChromium(createMachine({ has: ["/cache/chrome"] }).fake)).toBe("/cache/chrome");
  });

  it("announces a download, and lets Playwright do it", () => {
    const { fake, log } = createMachine({ installs: { "cli.js install chromium": "/cache/chrome" } });
    expect(provideChromium(fake)).toBe("/cache/chrome");
    expect(log[0]).toBe("This machine has no Chromium. Playwright downloads one …");
  });

  it("announces Debian's package, and installs it as root on Debian", () => {
    const { fake, log } = createMachine({ debianRoot: true, installs: { "apt-get install": "/usr/bin/chromium" } });
    expect(provideChromium(fake)).toBe("/usr/bin/chromium");
    const announced = log.findIndex((text) => text.includes("apt-get install chromium"));
    expect(announced).toBeGreaterThan(-1);
    expect(announced).toBeLessThan(log.findIndex((text) => text.startsWith("apt-get")));
  });

  it("installs no packages anywhere else, and names the command to type", () => {
    const { fake, log } = createMachine({});
    expect(() => provideChromium(fake)).toThrow("sudo apt-get install chromium");
    expect(log.join()).not.toContain("apt-get");
  });
});
