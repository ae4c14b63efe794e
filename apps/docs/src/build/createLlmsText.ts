import type { Section } from "./listSections.ts";
import { machineFiles } from "./machineFiles.ts";
import type { Page } from "./Page.ts";

/** Lists the Markdown twins and the files for programs, in the format of llmstxt.org. */
export function createLlmsText({ title, description }: Page, sections: Section[], root: URL): string {
  const files = Object.entries(machineFiles).map(([path, about]) => `- [${path}](${new URL(path, root)}): ${about}`);
  const lists = sections.map(({ label, pages }) => {
    const links = pages.map((page) => `- [${page.title}](${new URL(`${page.twin}`, root)}): ${page.description}`);
    return `## ${label}\n\n${links.join("\n")}`;
  });
  return [`# ${title}`, `> ${description}`, ...lists, `## Files\n\n${files.join("\n")}\n`].join("\n\n");
}
