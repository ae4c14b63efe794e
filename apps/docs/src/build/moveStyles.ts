import { createHash } from "node:crypto";
import { selectAll } from "hast-util-select";
import type { Page } from "./Page.ts";

/**
 * Moves the `style` attributes of a page into classes, so that its policy need not allow them. Mostly they are the colours
 * of code, which repeat. Returns the rules.
 */
export function moveStyles({ tree }: Page): string[] {
  // The content of a template is a tree of its own.
  const trees = [
    tree,
    ...selectAll("template", tree).flatMap((template) => ("content" in template ? [template.content] : [])),
  ];
  const elements = trees.flatMap((part) => (part ? selectAll("[style]", part) : []));
  return elements.map((element) => {
    const style = String(element.properties.style).replace(/;?$/, "");
    const name = `s-${createHash("sha256").update(style).digest("hex").slice(0, 4)}`;
    const { className } = element.properties;
    element.properties.className = [...(Array.isArray(className) ? className : []), name];
    delete element.properties.style;
    return `.${name}{${style}}`;
  });
}

/** Changes a stylesheet: Expressive Code colours the spans that have a style, and now they have a class. */
export function selectByClass(css: string): string {
  return css.replaceAll("span[style^='--']:not([class])", "span[class^='s-']");
}
