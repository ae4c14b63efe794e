import type { AstroIntegration } from "astro";

/** Changes the built pages: their policy, their links and their Markdown twins. */
export function finishPages(): AstroIntegration {
  return { name: "finish-pages", hooks: { "astro:build:done": () => {} } };
}
