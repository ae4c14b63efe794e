import { postmanToBruno } from "@usebruno/converters";
import type { BrunoCollection } from "./BrunoCollection.ts";
import type { PostmanCollection } from "./PostmanCollection.ts";

/** Converts the collection for Postman to one for Bruno, as Bruno's own import does. */
export async function createBrunoCollection(postman: PostmanCollection): Promise<BrunoCollection> {
  const { name, version, items, environments, root } = (await postmanToBruno(postman)).collection;
  // Versions of Bruno before 3 have no `setCollectionVar`.
  const text = JSON.stringify({ name, version, items, environments, root }).replaceAll(
    "bru.setCollectionVar(",
    "bru.setVar(",
  );
  let count = 0;
  // The converter's ids are random. Bruno's import replaces them, so they need only differ.
  return JSON.parse(text, (key, value) => (key === "uid" ? String(++count).padStart(21, "0") : value));
}
