interface PageFacts {
  title: string;
  /** One sentence, for search engines and lists of pages. */
  description: string;
  editUrl?: string | undefined;
  /** The deepest heading in the table of contents, if not 3. */
  maxHeadingLevel?: number;
  /** A short text beside the title in the sidebar. */
  badge?: string | undefined;
}

/** Makes the frontmatter of a generated page. Without an `editUrl`, the page has no edit link. */
export function createFrontmatter({ title, description, editUrl, badge, maxHeadingLevel }: PageFacts): string {
  const data = {
    title,
    description,
    editUrl: editUrl ?? false,
    ...(badge && { sidebar: { badge } }),
    ...(maxHeadingLevel && { tableOfContents: { maxHeadingLevel } }),
  };
  return `---\n${JSON.stringify(data)}\n---`;
}
