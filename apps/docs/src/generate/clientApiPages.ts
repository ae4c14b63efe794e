import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, type Context, Converter } from "typedoc";
import { createFrontmatter } from "./createFrontmatter.ts";

const client = join(import.meta.dirname, "../../../../packages/client");

const entries = {
  index: { title: "Client API", description: "Every function, class and type of @session-api/client, from its TSDoc." },
  query: {
    title: "Client API: query",
    description: "The option objects for TanStack Query of @session-api/client/query.",
  },
  validate: {
    title: "Client API: validate",
    description: "Schemas and checks of @session-api/client/validate, from its TSDoc.",
  },
};

/** Makes the pages of the client's public types and functions from their TSDoc. */
export async function createClientApiPages(): Promise<Record<string, string>> {
  const out = mkdtempSync(join(tmpdir(), "client-api-"));
  const options = {
    plugin: ["typedoc-plugin-markdown"],
    entryPoints: Object.keys(entries).map((entry) => join(client, `src/${entry}.ts`)),
    tsconfig: join(client, "tsconfig.json"),
    out,
    router: "module",
    readme: "none",
    disableSources: true,
    excludeExternals: true,
    hideBreadcrumbs: true,
    hideGroupHeadings: true,
    hidePageHeader: true,
    hidePageTitle: true,
    logLevel: "Error" as const,
  };
  const app = await Application.bootstrapWithPlugins(options);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, removeDocumentTypes);
  const project = await app.convert();
  if (!project) throw new Error("TypeDoc cannot read the client. `npm run typecheck` says why");
  await app.generateOutputs(project);
  const pages = Object.entries(entries).map(([entry, about]) => {
    const text = mendLinks(readFileSync(join(out, `${entry}.md`), "utf8"));
    return [
      `packages/client/api${entry === "index" ? "" : `-${entry}`}.md`,
      `${createFrontmatter({ ...about, maxHeadingLevel: 2 })}\n\n${text}`,
    ];
  });
  rmSync(out, { recursive: true });
  return Object.fromEntries(pages);
}

/** TypeDoc links its own files, and numbers the anchor of a name that has one heading only. */
function mendLinks(text: string): string {
  const headings = [...text.matchAll(/^#+ (\w+)/gm)].map(([, name = ""]) => name.toLowerCase());
  return text
    .replaceAll("](index.md#", "](/packages/client/api/#")
    .replaceAll(/(?<=\]\(#)(\w+)-1(?=\))/g, (anchor, name) =>
      headings.filter((heading) => heading === name).length > 1 ? anchor : name,
    );
}

/** The client also exports the types of the document, which the page of schemas describes. */
function removeDocumentTypes(context: Context): void {
  for (const reflection of context.project.children?.flatMap(({ children = [] }) => children) ?? []) {
    const file = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile().fileName;
    if (file?.includes("/packages/types/")) context.project.removeReflection(reflection);
  }
}
