import { checkOptions } from "../options/checkOptions.ts";
import { abortSignal } from "../options/optionChecks.ts";
import type { CallOptions } from "./CallOptions.ts";

/** Returns the options of a call. Throws a `TypeError` for wrong ones. */
export function checkCallOptions(method: string, options: CallOptions | undefined): CallOptions {
  if (options === undefined) return {};
  checkOptions(method, options, { signal: abortSignal });
  return options;
}
