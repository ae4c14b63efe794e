import { errorExamplesOwn } from "./error-examples-own.js";
import { examplesInComponents } from "./examples-in-components.js";
import { examplesValid } from "./examples-valid.js";

// Only rules that the configuration in redocly.yaml cannot express. Redocly loads the default export.
export default function plugin() {
  return {
    id: "session-api",
    rules: {
      oas3: {
        "error-examples-own": errorExamplesOwn,
        "examples-in-components": examplesInComponents,
        "examples-valid": examplesValid,
      },
    },
  };
}
