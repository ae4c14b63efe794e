import errorExamplesOwn from "./error-examples-own.js";
import examplesInComponents from "./examples-in-components.js";
import examplesValid from "./examples-valid.js";

// Only what redocly.yaml cannot say stands here, one rule a file.
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
