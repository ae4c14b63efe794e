import { type BrowserName, launchBrowser } from "@session-api/browsers";
import type { Environment } from "../scenarios/Environment.ts";
import type { Report, runFlow } from "../scenarios/runFlow.ts";

/** Runs the flow in a page of `environment.hostUrl`, which has another origin than the servers. */
export async function runInBrowser(name: BrowserName, environment: Environment): Promise<Report> {
  const browser = await launchBrowser(name);
  try {
    const page = await browser.newPage();
    await page.goto(environment.hostUrl);
    const results = await page.evaluate(
      (environment) => (globalThis as unknown as { runFlow: typeof runFlow }).runFlow(environment),
      environment,
    );
    return { runtime: `${name} ${browser.version()}`, results };
  } finally {
    await browser.close();
  }
}
