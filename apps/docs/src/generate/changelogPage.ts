import { createFrontmatter } from "./createFrontmatter.ts";
import type { Change, Release } from "./readReleases.ts";

/** Makes the page of all releases. `#v1.2.0` is the place of a release. */
export function createChangelogPage(releases: Release[]): Record<string, string> {
  const frontmatter = createFrontmatter({
    title: "Changelog",
    description: "The changes of each release that a user of the packages notices.",
  });
  const sections = releases.map(({ version, changes }) => {
    const heading = version ? `<a id="v${version}"></a>\n\n## Version ${version}` : "## Next release";
    return `${heading}\n\n${changes.map(formatChange).join("\n")}\n`;
  });
  const feed = "All packages share one version. The releases are also an [RSS feed](/changelog/feed.xml).";
  return { "changelog.md": [frontmatter, feed, ...sections].join("\n\n") };
}

function formatChange({ text, packages }: Change): string {
  const names = packages.map((name) => `\`${name}\``).join(", ");
  return `- ${text.replaceAll(/\n(?=.)/g, "\n  ")}\n\n  For ${names}.`;
}
