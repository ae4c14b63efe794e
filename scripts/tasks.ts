/** The turbo tasks behind the two commands. What has not changed since it last passed is not run again. */
export const tasks = {
  start: ["generate", "build", "docs:build"],
  test: [
    "check",
    "lint",
    "generate:check",
    "api:check",
    "size",
    "typecheck",
    "scripts:typecheck",
    "test",
    "test:runtimes",
    "scripts:test",
    "scripts:rehearse",
    "smoke",
  ],
};
