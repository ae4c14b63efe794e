/** Returns the element of the page that has this name in `data-part`. */
export function getPart<Type extends Element>(root: ParentNode, name: string, type: new () => Type): Type {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (element instanceof type) return element;
  throw new Error(`the page has no ${type.name} with data-part="${name}"`);
}

/** Copies the content of a `<template>`. */
export function copyTemplate(root: ParentNode, name: string): DocumentFragment {
  return document.importNode(getPart(root, name, HTMLTemplateElement).content, true);
}

/** Writes texts into the elements that have their names in `data-field`. */
export function fillFields(root: ParentNode, texts: Record<string, string>): void {
  for (const [field, text] of Object.entries(texts)) {
    const element = root.querySelector(`[data-field="${field}"]`);
    if (element) element.textContent = text;
  }
}
