import { mustBe, type OptionCheck } from "./checkOptions.ts";

export const positiveNumber: OptionCheck = mustBe(
  "a number above 0",
  (value) => typeof value === "number" && value > 0,
);

export const callback: OptionCheck = mustBe("a function", (value) => typeof value === "function");

/** The signal may come from another realm or a polyfill, so its class does not matter. */
export const abortSignal: OptionCheck = mustBe(
  "an AbortSignal",
  (value) => typeof (value as Partial<AbortSignal> | null)?.addEventListener === "function",
);
