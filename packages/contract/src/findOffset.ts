import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from "yaml";
import { type Pointer, parsePointer } from "./pointer.ts";

/** Returns the character offset at which a part begins: that of its key, or, in a list, of its value. */
export function findOffset(yaml: Document, pointer: Pointer): number {
  let node: Node | null = yaml.contents;
  let offset = 0;
  for (const token of parsePointer(pointer)) {
    if (isAlias(node)) node = node.resolve(yaml) ?? null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
      // A keyword that the document leaves out, such as an implied `type`, stands where its parent does.
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = node.items[Number(token)] as Node;
      offset = node?.range?.[0] ?? offset;
    }
  }
  return offset;
}
