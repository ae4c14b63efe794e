import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { addSitemap } from "./src/build/addSitemap.ts";
import { finishPages } from "./src/build/finishPages.ts";
import { redirectOldLinks } from "./src/reference/redirectOldLinks.ts";
import { sidebar } from "./src/sidebar.ts";

export default defineConfig({
  // The address of `npm run docs:serve`. A published site gives its own with `--site` and `--base`.
  site: "http://127.0.0.1:4030",
  outDir: "dist/site",
  trailingSlash: "always",
  // A page without inline styles needs no `unsafe-inline` in its policy.
  build: { inlineStylesheets: "never" },
  // Pages that moved, as `"/old/": "/new/"`. A URL of `urls.txt` must always lead somewhere.
  redirects: {},
  vite: {
    // Its native part is found only from its own folder, so it must not become part of a bundle.
    ssr: { external: ["satteri"] },
    // Vite does not watch a folder that it empties, but `dist` also has the generated pages.
    // A script in a file of its own is loaded once, and not at all by a browser that runs no scripts.
    build: { emptyOutDir: false, assetsInlineLimit: 0 },
  },
  integrations: [
    addSitemap(),
    starlight({
      title: "Session API",
      logo: { src: "./public/favicon.svg", alt: "" },
      description: "Log in with a code from a mail, and check, list, extend and close sessions",
      head: [{ tag: "script", content: redirectOldLinks }],
      sidebar,
      components: { PageTitle: "./src/components/PageTitle.astro" },
      customCss: ["./src/styles/site.css"],
      // Tabs stay tabs, so that the copied code is the file.
      expressiveCode: { defaultProps: { wrap: true }, tabWidth: 0 },
    }),
    finishPages(),
  ],
});
