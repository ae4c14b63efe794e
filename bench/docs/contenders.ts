import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "./browserTypes.ts";

export interface Contender {
  name: string;
  folder: string;
  path: string;
  /** Types a query into the search of the page and waits for a hit. */
  search?: ((page: Page) => Promise<void>) | undefined;
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const document = path("../../openapi/openapi.yaml");
const redocly = path("../../apps/docs/node_modules/@redocly/cli/bin/cli.js");
const site = path("../../apps/docs/dist/site");
const modules = path("../node_modules");
const operationPage = "/operations/checkSession/";
const query = "extend";

export const names = {
  operation: "our operation page",
  reference: "our reference",
  stock: "stock `build-docs`",
} as const;

/** Writes the pages of the peers to a folder that is removed at exit. All of them show the same document. */
export function writeContenders(): Contender[] {
  const root = mkdtempSync(join(tmpdir(), "bench-docs-"));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  const folder = (name: string) => {
    mkdirSync(join(root, name));
    cpSync(document, join(root, name, "openapi.yaml"));
    return join(root, name);
  };
  const [stock, scalar, swagger] = [folder("stock"), folder("scalar"), folder("swagger")];
  // The folder has no redocly.yaml, so Redocly uses its own defaults.
  execFileSync(process.execPath, [redocly, "build-docs", "openapi.yaml", "--inlineBundle", "--output=index.html"], {
    cwd: stock,
    stdio: "ignore",
  });
  cpSync(join(modules, "@scalar/api-reference/dist/browser/standalone.js"), join(scalar, "standalone.js"));
  writeFileSync(
    join(scalar, "index.html"),
    `<!doctype html><html><head><title>Scalar API Reference</title><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head><body><div id="app"></div><script src="standalone.js"></script><script>Scalar.createApiReference("#app", { url: "openapi.yaml", withDefaultFonts: false })</script></body></html>`,
  );
  for (const file of [
    ...["index.html", "index.css", "swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js"],
    ...["favicon-16x16.png", "favicon-32x32.png"],
  ])
    cpSync(join(modules, "swagger-ui-dist", file), join(swagger, file));
  writeFileSync(
    join(swagger, "swagger-initializer.js"),
    `window.ui = SwaggerUIBundle({ url: "openapi.yaml", dom_id: "#swagger-ui", deepLinking: true, presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], plugins: [SwaggerUIBundle.plugins.DownloadUrl], layout: "StandaloneLayout" });`,
  );
  return [
    { name: names.operation, folder: site, path: operationPage, search: searchStarlight },
    { name: names.reference, folder: site, path: "/reference/", search: searchRedoc },
    { name: names.stock, folder: stock, path: "/", search: searchRedoc },
    { name: "Scalar", folder: scalar, path: "/", search: searchScalar },
    { name: "Swagger UI", folder: swagger, path: "/" },
  ];
}

async function searchStarlight(page: Page): Promise<void> {
  await page.locator("site-search button[data-open-modal]:enabled").click();
  await page.locator("site-search dialog input").fill(query);
  await page.locator("site-search dialog .pagefind-ui__result").first().waitFor();
}

async function searchRedoc(page: Page): Promise<void> {
  const input = page.getByTestId("search-dialog").locator("input");
  // Until its scripts have run, the page ignores a click.
  for (let clicks = 0; clicks < 100 && !(await input.isVisible()); clicks++) {
    await page
      .getByTestId("search-trigger")
      .click({ timeout: 500 })
      .catch(() => {});
    await input.waitFor({ timeout: 200 }).catch(() => {});
  }
  await input.fill(query);
  await page.getByTestId("search-dialog").getByText("Extend session").first().waitFor();
}

async function searchScalar(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open Search" }).first().click();
  await page.getByRole("combobox", { name: "Enter search query" }).fill(query);
  await page
    .getByRole("option", { name: /extend session/i })
    .first()
    .waitFor();
}
