import type { Explanation } from "./Explanation.ts";
import { getPart } from "./getPart.ts";

/** Shows why a request failed and the next step. Shows nothing without an explanation. */
export function renderFailure(root: HTMLElement, explanation: Explanation | undefined): void {
  const failure = getPart(root, "failure", HTMLElement);
  failure.replaceChildren();
  if (!explanation) return;
  const { title, sentences, commands = [], violations = [], anchor } = explanation;
  const parts: HTMLElement[] = [create("strong", title), ...sentences.map((sentence) => create("p", sentence))];
  if (violations.length > 0) parts.push(createList(violations));
  if (commands.length > 0) parts.push(create("pre", commands.join("\n")));
  if (anchor) {
    const link = document.createElement("a");
    link.href = `${root.dataset.base}errors/#${anchor}`;
    link.textContent = "More about this error";
    parts.push(link);
  }
  failure.append(...parts);
}

function createList(violations: string[]): HTMLElement {
  const list = document.createElement("ul");
  list.append(...violations.map((violation) => create("li", violation)));
  return list;
}

/** Creates an element with a text, whose parts in backticks are code. */
function create(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  text.split("`").forEach((part, index) => {
    const code = document.createElement("code");
    code.textContent = part;
    element.append(index % 2 === 1 ? code : part);
  });
  return element;
}
