import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Validates the examples that Redocly's own rules skip: those of headers, and those that a parameter refers to. */
export function examplesValid() {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  let components;

  function checkExamples({ schema, examples }, context) {
    // A `$ref` in the schema starts at the root of the document.
    const validate = ajv.compile({ ...context.resolve(schema).node, components });
    for (const name of Object.keys(examples ?? {})) {
      if (validate(context.resolve(examples[name]).node.value)) continue;
      context.report({
        message: `The example ${name} does not match its schema: it ${ajv.errorsText(validate.errors, { dataVar: "" }).trim()}. Correct its value.`,
        location: context.location.child(["examples", name]),
      });
    }
  }

  return {
    Root: {
      enter(root) {
        components = root.components;
      },
    },
    Header: checkExamples,
    Parameter: checkExamples,
  };
}
