import type { TestProject } from "vitest/node";
import { provideChromium } from "./provideChromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    chromiumPath: string;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide("chromiumPath", await provideChromium());
}
