import { Ajv2020 } from "ajv/dist/2020.js";

const ajv = new Ajv2020();

/** Redocly's own rules pass over the examples of headers, and over those that a parameter refers to. */
export default function examplesValid() {
  return { Header: checkExamples, Parameter: checkExamples };
}

function checkExamples({ schema, examples }, context) {
  for (const name of Object.keys(examples ?? {})) {
    const example = context.resolve(examples[name]).node;
    if (ajv.validate(context.resolve(schema).node, example.value)) continue;
    context.report({
      message: `The example ${name} does not fit its schema: it ${ajv.errorsText(ajv.errors, { dataVar: "" }).trim()}. Correct its value.`,
      location: context.location.child(["examples", name]),
    });
  }
}
