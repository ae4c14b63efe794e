/** Joins the parts of a page, and leaves out those that are missing. */
export function join(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join("\n\n");
}

/** Makes a list of fields from their `dt` and `dd` elements. */
export function formatFields(fields: string[], name = "fields"): string {
  return join(`<dl class="${name}">`, ...fields, "</dl>");
}

export function formatBlock(language: string, title: string, code: string): string {
  return `\`\`\`${language}${title && ` title="${title}"`}\n${code}\n\`\`\``;
}

export function formatJson(title: string, value: unknown): string {
  return formatBlock("json", title, JSON.stringify(value, null, 2));
}

/** Keeps MDX from reading braces and angle brackets of the document as code, except in code spans. */
export function escapeMdx(text: string): string {
  return text.trim().replaceAll(/(`[^`]*`)|([{<])/g, (_, code, sign) => code ?? `\\${sign}`);
}
