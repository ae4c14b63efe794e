import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root: string = join(import.meta.dirname, "..");

/** Copies what git would commit, as it is now, to a temporary folder with a repository of its own. */
export function copyWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), "session-api-copy-"));
  const git = (cwd: string, ...args: string[]) => execFileSync("git", args, { cwd, encoding: "utf8" });
  const files = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0");
  for (const file of files) {
    if (file && existsSync(join(root, file))) cpSync(join(root, file), join(folder, file));
  }
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  const author = ["-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@localhost", "-c", "commit.gpgsign=false"];
  git(folder, ...author, "commit", "--quiet", "--message", "Copy the workspace");
  return folder;
}
