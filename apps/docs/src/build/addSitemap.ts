import sitemap from "@astrojs/sitemap";
import type { AstroIntegration } from "astro";

/** Pages of the site that Astro does not build. */
const otherPages = ["reference/"];

/** Adds the sitemap, with the pages that other programs build. It stands before Starlight, which adds one without them. */
export function addSitemap(): AstroIntegration {
  return {
    name: "add-sitemap",
    hooks: {
      "astro:config:setup": ({ config: { site, base }, updateConfig }) => {
        const root = new URL(base.replace(/\/?$/, "/"), site);
        const customPages = otherPages.map((path) => new URL(path, root).href);
        updateConfig({ integrations: [sitemap({ customPages })] });
      },
    },
  };
}
