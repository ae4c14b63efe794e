import { listBlocks } from "@session-api/examples";

/** Returns the block of the README that has this name as a file. Throws an `Error` when there is none. */
export function getRecipe(name: string): string {
  const recipe = listBlocks("README.md").find(({ fileName }) => fileName === name);
  if (!recipe) throw new Error(`the README has no ${name}`);
  return recipe.code;
}
