import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";

export interface Change {
  text: string;
  /** The packages that it concerns: `["@session-api/client"]`. */
  packages: string[];
}

export interface Release {
  /** Undefined for the changes that are not released yet. */
  version: string | undefined;
  changes: Change[];
}

/** Reads the changes of each release from the changelogs of the packages, the newest first, after the pending ones. */
export function readReleases(root: string): Release[] {
  const releases = new Map<string, Change[]>();
  for (const file of globSync("{openapi,packages/*,apps/*}/CHANGELOG.md", { cwd: root }).sort()) {
    const text = readFileSync(join(root, file), "utf8");
    const name = /^# (.*)$/m.exec(text)?.[1] ?? file;
    for (const [version, section] of splitVersions(text)) {
      const changes = releases.get(version) ?? [];
      for (const change of listChanges(section)) addChange(changes, change, [name]);
      releases.set(version, changes);
    }
  }
  const newestFirst = [...releases].sort(([a], [b]) => b.localeCompare(a, "en", { numeric: true }));
  const pending = readPending(root);
  return [
    ...(pending.length > 0 ? [{ version: undefined, changes: pending }] : []),
    ...newestFirst.map(([version, changes]) => ({ version, changes })),
  ];
}

/** Reads the changesets, from which the next release makes the changelogs. */
function readPending(root: string): Change[] {
  const changes: Change[] = [];
  for (const file of globSync(".changeset/*.md", { cwd: root, exclude: ["**/README.md"] }).sort()) {
    const [, head = "", text = ""] = readFileSync(join(root, file), "utf8").split(/^---$/m);
    const packages = [...head.matchAll(/^["']?([^"':]+)["']?:/gm)].map(([, name]) => `${name}`);
    if (text.trim()) addChange(changes, text.trim(), packages);
  }
  return changes;
}

function splitVersions(changelog: string): [version: string, section: string][] {
  const sections = changelog.split(/^## /m).slice(1);
  return sections.map((section) => [section.split("\n", 1).join(), section]);
}

/** Lists the items of a section, without the hashes of their commits and without the updates of our own packages. */
function listChanges(section: string): string[] {
  const lists = fromMarkdown(section).children.filter((node) => node.type === "list");
  const items = lists
    .flatMap(({ children }) => children)
    .map(({ position }) => section.slice(position?.start.offset, position?.end.offset));
  const texts = items.map((item) =>
    item
      .replace(/^- (?:[0-9a-f]{7,40}: )?/, "")
      .replaceAll("\n  ", "\n")
      .trim(),
  );
  return texts.filter((text) => text !== "" && !text.startsWith("Updated dependencies"));
}

/** One changeset stands in the changelog of each package that it names. */
function addChange(changes: Change[], text: string, packages: string[]): void {
  const known = changes.find((change) => change.text === text);
  if (known) known.packages.push(...packages);
  else changes.push({ text, packages });
}
