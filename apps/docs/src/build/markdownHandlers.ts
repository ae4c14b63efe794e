import type { Element } from "hast";
import { matches, select, selectAll } from "hast-util-select";
import { defaultHandlers, type Options } from "hast-util-to-mdast";
import { toString as readText } from "hast-util-to-string";
import type { BlockContent, Blockquote, Code, Paragraph, RootContent } from "mdast";

type Handlers = NonNullable<Options["handlers"]>;

/** Makes Markdown of the elements that Starlight and Expressive Code add to HTML. */
export const handlers: Handlers = {
  /** A code block, with its language and its title. */
  figure(state, node) {
    const code = select("pre[data-language]", node);
    return code ? createCode(code, select("figcaption .title", node)) : defaultHandlers.figure(state, node);
  },
  pre(state, node) {
    return matches("[data-language]", node) ? createCode(node, undefined) : defaultHandlers.pre(state, node);
  },
  /** Tabs one below the other, each under its label. */
  "starlight-tabs"(state, node) {
    const labels = selectAll("[role=tab]", node);
    return selectAll("[role=tabpanel]", node).flatMap((panel): RootContent[] => {
      const label = labels.find(({ properties }) => properties.id === panel.properties.ariaLabelledBy?.toString());
      return [createBold(label), ...state.toFlow(state.all(panel))];
    });
  },
  /** A note, as a quote under its title. */
  aside(state, node): Blockquote {
    const children = state.toFlow(state.all(node)) as BlockContent[];
    return { type: "blockquote", children: [createStrong(String(node.properties.ariaLabel ?? "Note")), ...children] };
  },
  summary(_state, node) {
    return createBold(node);
  },
  /** A drawing, by its name. */
  svg(_state, node) {
    const name = node.properties.ariaLabel ?? readText(select("title", node) ?? node);
    return name ? { type: "emphasis", children: [{ type: "text", value: String(name) }] } : undefined;
  },
};

function createCode(pre: Element, title: Element | null | undefined): Code {
  const lines = selectAll(".ec-line .code", pre).map((line) => readText(line).replace(/\n$/, ""));
  const name = title ? readText(title).trim() : "";
  const lang = String(pre.properties.dataLanguage);
  return { type: "code", lang, meta: name ? `title="${name}"` : null, value: lines.join("\n") };
}

function createBold(element: Element | undefined): Paragraph {
  return createStrong(element ? readText(element).trim() : "");
}

function createStrong(value: string): Paragraph {
  return { type: "paragraph", children: [{ type: "strong", children: [{ type: "text", value }] }] };
}
