import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { select } from "hast-util-select";
import { toString as getText } from "hast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import type { RawBlock } from "./RawBlock.ts";

/** Reads the code blocks of a built page: the code that a button copies, and the text of every other `<pre>`. */
export function readHtml(text: string): RawBlock[] {
  const blocks: RawBlock[] = [];
  visit(fromHtml(text), "element", (element) => {
    const code = readFigure(element) ?? (element.tagName === "pre" ? getText(element) : undefined);
    if (code === undefined) return;
    const { dataLanguage } = select("[data-language]", element)?.properties ?? {};
    const line = element.position?.start.line ?? 1;
    blocks.push({ language: String(dataLanguage ?? ""), meta: "", code: `${code}\n`, line });
    return SKIP;
  });
  return blocks;
}

/** Returns the code of a figure of Expressive Code, which writes U+007F for a line break. */
function readFigure(element: Element): string | undefined {
  if (element.tagName !== "figure") return;
  const code = select("button[data-code]", element)?.properties.dataCode;
  return code === undefined ? undefined : String(code).replaceAll("\x7f", "\n");
}
