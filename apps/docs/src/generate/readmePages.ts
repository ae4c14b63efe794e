import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import { visit } from "unist-util-visit";
import { createEditUrl, repositoryUrl } from "../repository.ts";
import { createFrontmatter } from "./createFrontmatter.ts";

const root = join(import.meta.dirname, "../../../..");

/** The files that become pages. A link from one to another leads to the page. */
const pages: Record<string, { path: string; title: string }> = {
  "packages/client/README.md": { path: "packages/client", title: "Client" },
  "packages/client/CHOOSING.md": { path: "packages/client/choosing", title: "Choosing a client" },
  "packages/client/MIGRATING.md": { path: "packages/client/migrating", title: "Migrating to the client" },
  "packages/mock/README.md": { path: "packages/mock", title: "Mock" },
  "packages/types/README.md": { path: "packages/types", title: "Types" },
  "openapi/README.md": { path: "packages/openapi", title: "OpenAPI document" },
  "apps/server/README.md": { path: "packages/server", title: "Server" },
  "apps/smoke/README.md": { path: "packages/smoke", title: "Smoke" },
  "bench/README.md": { path: "measurements", title: "Measurements" },
};

/** Makes a page of each README of a package, so that no text is copied by hand. */
export function createReadmePages(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pages).map(([file, { path, title }]) => {
      // The title is the first line. A later line that begins with `# ` is a comment in a code block.
      const body = readFileSync(join(root, file), "utf8").replace(/^# .*\n/, "");
      const text = replaceLinks(body.trim(), (url) => resolveLink(file, url));
      const frontmatter = createFrontmatter({
        title,
        description: readDescription(text),
        editUrl: createEditUrl(file),
      });
      return [`${path}.md`, `${frontmatter}\n\n${text}\n`];
    }),
  );
}

/** Returns the address on this site of a link in a README, or undefined for a file that is neither here nor online. */
function resolveLink(file: string, url: string): string | undefined {
  if (/^(\w+:|#)/.test(url)) return url;
  const [target = "", hash] = posix.join(posix.dirname(file), url).split("#");
  const page = pages[target] ?? pages[posix.join(target, "README.md")];
  if (page) return `/${page.path}/${hash ? `#${hash}` : ""}`;
  return repositoryUrl && `${repositoryUrl}/blob/main/${target}`;
}

/** Replaces the address of each link. A link without an address becomes its text. */
function replaceLinks(markdown: string, resolve: (url: string) => string | undefined): string {
  const edits: { start: number; end: number; text: string }[] = [];
  visit(fromMarkdown(markdown), ["link", "definition"], (node) => {
    if (!("url" in node) || !node.position) return;
    const [start = 0, end = 0] = [node.position.start.offset, node.position.end.offset];
    const source = markdown.slice(start, end);
    const url = resolve(node.url);
    if (url === node.url) return;
    const label = source.slice(1, source.lastIndexOf("]"));
    // The label may contain the address too.
    const at = source.lastIndexOf(node.url);
    const text = url === undefined ? label : source.slice(0, at) + url + source.slice(at + node.url.length);
    edits.push({ start, end, text });
  });
  return edits.reduceRight(
    (text, { start, end, text: edit }) => text.slice(0, start) + edit + text.slice(end),
    markdown,
  );
}

/** The first sentence. */
function readDescription(markdown: string): string {
  const [paragraph = ""] = markdown.split("\n\n");
  const [sentence = ""] = paragraph
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*_]/g, "")
    .split(/(?<=\.)\s/);
  return sentence.replaceAll("\n", " ");
}
