import { describe, expect, it } from "vitest";
import { type Machine, provideChromium } from "../src/provideChromium.ts";

/** A machine with some browsers, and with what a command would install. */
function machine(options: {
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
  it("takes CHROMIUM_PATH before all others", () => {
    const { fake } = machine({ has: ["/mine", "/usr/bin/chromium"], env: { CHROMIUM_PATH: "/mine" } });
    expect(provideChromium(fake)).toBe("/mine");
  });

  it("refuses a CHROMIUM_PATH that does not start, although another browser would", () => {
    const { fake } = machine({ has: ["/usr/bin/chromium"], env: { CHROMIUM_PATH: "/mine" } });
    expect(() => provideChromium(fake)).toThrow("CHROMIUM_PATH is /mine, which does not start");
  });

  it("takes what is on the PATH before Playwright's cache", () => {
    expect(provideChromium(machine({ has: ["/cache/chrome", "/usr/bin/google-chrome"] }).fake)).toBe(
      "/usr/bin/google-chrome",
    );
    expect(provideChromium(machine({ has: ["/cache/chrome"] }).fake)).toBe("/cache/chrome");
  });

  it("lets Playwright download one, and says so first", () => {
    const { fake, log } = machine({ installs: { "cli.js install chromium": "/cache/chrome" } });
    expect(provideChromium(fake)).toBe("/cache/chrome");
    expect(log[0]).toBe("No Chromium on this machine. Playwright downloads one …");
  });

  it("installs Debian's package as root on Debian, and says so first", () => {
    const { fake, log } = machine({ debianRoot: true, installs: { "apt-get install": "/usr/bin/chromium" } });
    expect(provideChromium(fake)).toBe("/usr/bin/chromium");
    const announced = log.findIndex((text) => text.includes("apt-get install chromium"));
    expect(announced).toBeGreaterThan(-1);
    expect(announced).toBeLessThan(log.findIndex((text) => text.startsWith("apt-get")));
  });

  it("touches no packages anywhere else, and says what to type", () => {
    const { fake, log } = machine({});
    expect(() => provideChromium(fake)).toThrow("sudo apt-get install chromium");
    expect(log.join()).not.toContain("apt-get");
  });
});
