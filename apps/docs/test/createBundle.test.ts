import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { createBundle } from "../src/reference/createBundle.ts";
import { finishPage, readIntegrity } from "../src/reference/finishPage.ts";

const file = createRequire(import.meta.url).resolve("@redocly/cli/lib/chunks/redoc.standalone.js");
const source = readFileSync(file, "utf8");
const measureIntegrity = (text: string) => `sha384-${createHash("sha384").update(text).digest("base64")}`;

describe("createBundle", () => {
  it("names the copy after its content, and asks for no picture of another host", () => {
    const { name, code } = createBundle(source, measureIntegrity(source));
    expect(name).toMatch(/^redoc\.[0-9a-f]{8}\.js$/);
    expect(code).not.toContain("cdn.redoc.ly");
  });

  it("refuses a bundle other than the one of the page", () => {
    expect(() => createBundle(`${source} `, measureIntegrity(source))).toThrow(
      /^Redocly's bundle has the integrity sha384-/,
    );
  });

  it("names the text that a new bundle does not contain", () => {
    const changed = source.replaceAll("logo-mini.svg", "logo.svg");
    expect(() => createBundle(changed, measureIntegrity(changed))).toThrow(
      /logo-mini\.svg`\. Correct the edits in createBundle\.ts/,
    );
  });
});

describe("finishPage", () => {
  it("refuses a page whose start it does not know", () => {
    expect(() => readIntegrity("<p>")).toThrow(/Correct finishPage\.ts/);
    expect(() => finishPage("<p>", "redoc.js")).toThrow(/Correct finishPage\.ts/);
  });
});
