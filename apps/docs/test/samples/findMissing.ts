import { spawnSync } from "node:child_process";

/** Returns the reason why this machine cannot run the samples of an extension, or undefined when it can. */
export function findMissing(extension: string): string | undefined {
  if (extension === "sh" && !works("sh", "-c", "curl --version")) return "sh or curl is missing";
  if (extension === "py" && !works("python3", "--version")) return "python3 is missing";
  if (extension === "py" && !works("python3", "-c", "import requests")) return "the Python module requests is missing";
  if (extension === "go" && !works("go", "version")) return "go is missing";
  return undefined;
}

function works(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
