import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { createBundle } from "./createBundle.ts";
import { finishPage, readIntegrity } from "./finishPage.ts";
import { followTheme } from "./followTheme.ts";
import { mendPage } from "./mendPage.ts";
import { codeSamples, createReferenceDocument } from "./referenceDocument.ts";
import { writeThemeVariables } from "./theme.ts";

const { resolve } = createRequire(import.meta.url);

/** The place of the reference. */
interface Place {
  /** The URL at which it is published. */
  address: URL;
  /** The folder into which it is written. */
  folder: string;
}

/** Builds the interactive reference: one page, and the script of Redoc as a file that the browser keeps. */
export async function buildReference({ address, folder }: Place): Promise<void> {
  const draft = await renderDraft(address);
  const source = readFileSync(resolve("@redocly/cli/lib/chunks/redoc.standalone.js"), "utf8");
  const bundle = createBundle(source, readIntegrity(draft));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, bundle.name), bundle.code);
  writeFileSync(join(folder, "index.html"), finishPage(draft, bundle.name));
}

/** Runs Redocly's `build-docs` and returns its page. */
async function renderDraft(address: URL): Promise<string> {
  const folder = join(import.meta.dirname, "../../dist/reference");
  const [document, draft] = [join(folder, "openapi.json"), join(folder, "draft.html")];
  mkdirSync(folder, { recursive: true });
  writeFileSync(document, JSON.stringify(createReferenceDocument()));
  const styles = writeThemeVariables() + readFileSync(join(import.meta.dirname, "reference.css"), "utf8");
  await promisify(execFile)(process.execPath, [
    resolve("@redocly/cli/bin/cli.js"),
    ...["build-docs", document, "--output", draft],
    `--config=${resolve("@session-api/openapi/openapi.yaml").replace("openapi.yaml", "redocly.yaml")}`,
    `--template=${join(import.meta.dirname, "template.hbs")}`,
    `--openapi=${JSON.stringify({ codeSamples })}`,
    `--templateOptions.styles=${styles}`,
    `--templateOptions.address=${address.href}`,
    `--templateOptions.followTheme=${followTheme}`,
    `--templateOptions.mendPage=${mendPage}`,
  ]);
  return readFileSync(draft, "utf8");
}
