export const text = { type: "string" } as const;
export const flag = { type: "boolean" } as const;

/** The options that both commands have. */
export const sharedOptions = {
  url: text,
  email: text,
  "code-from": text,
  "code-wait": text,
  timeout: text,
  version: { type: "boolean", short: "v" },
  help: { type: "boolean", short: "h" },
} as const;
