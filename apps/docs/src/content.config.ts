import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";
import { glob } from "astro/loaders";

/** Pages that people wrote, and pages that `src/generate` wrote. */
const folders = ["src/content/docs", "dist/content"];

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: ".",
      pattern: folders.map((folder) => `${folder}/**/*.{md,mdx}`),
      // The path without its folder and extension. Unlike the default it keeps capitals: `operations/checkSession`.
      generateId: ({ entry }) =>
        entry.replace(/^(src\/content\/docs|dist\/content)\//, "").replace(/(\/?index)?\.mdx?$/, "") || "index",
    }),
    schema: docsSchema(),
  }),
};
