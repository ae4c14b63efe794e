/** The turbo tasks behind the two commands. A task whose inputs have not changed since it passed does not run again. */
export const tasks = {
  start: ["generate", "build", "docs:build"],
  test: [
    "check",
    "lint",
    "generate:check",
    "typecheck",
    "test",
    "examples:check",
    "test:runtimes",
    "operation:rehearse",
    "release:rehearse",
  ],
};
