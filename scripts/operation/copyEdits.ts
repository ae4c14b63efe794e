import { readFileSync, writeFileSync } from "node:fs";
import { type Document, parse, parseDocument } from "yaml";

/** Replaces a text of a file. Throws an `Error` when the file does not hold it. */
export function replace(file: string, text: string, replacement: string): void {
  const content = readFileSync(file, "utf8");
  if (!content.includes(text)) throw new Error(`${file} no longer says ${text}`);
  writeFileSync(
    file,
    content.replace(text, () => replacement),
  );
}

/** Inserts a text before another one. */
export function insert(file: string, before: string, text: string): void {
  replace(file, before, text + before);
}

/** Changes a YAML file, and keeps its comments. */
export function edit(file: string, change: (document: Document) => void): void {
  const document = parseDocument(readFileSync(file, "utf8"));
  change(document);
  writeFileSync(file, document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}

/** Adds the YAML example of a section of a README to a document, as its reader would. */
export function addExample(document: Document, readme: string, heading: string): void {
  const section = readme.slice(readme.indexOf(`## ${heading}\n`));
  const [, example = ""] = /^```yaml\n(.*?)^```$/ms.exec(section) ?? [];
  const { paths, components } = parse(example);
  for (const [path, item] of Object.entries(paths)) document.setIn(["paths", path], document.createNode(item));
  for (const [kind, parts] of Object.entries<object>(components))
    for (const [name, part] of Object.entries(parts))
      document.setIn(["components", kind, name], document.createNode(part));
}
