import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The web address of the repository, from the root `package.json`. Undefined until the owner enters it there. */
export const repositoryUrl = readRepositoryUrl(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")),
);

/** Reads `github:owner/name`, `git+https://….git` or an object with such a `url`. */
export function readRepositoryUrl({ repository }: { repository?: string | { url: string } }): string | undefined {
  const text = typeof repository === "object" ? repository.url : repository;
  return text
    ?.replace(/^github:/, "https://github.com/")
    .replace(/^git\+/, "")
    .replace(/\.git$/, "");
}

/** Returns the address at which a file of the repository is edited. */
export function createEditUrl(file: string): string | undefined {
  return repositoryUrl && `${repositoryUrl}/edit/main/${file}`;
}
