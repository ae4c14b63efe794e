/** Demands that examples have names under components/examples, so that tests, mock and docs use the same ones. */
export function examplesInComponents() {
  return {
    Example(_example, context) {
      if (context.location.pointer.startsWith("#/components/examples/")) return;
      context.report({
        message: `This example is inline. Move it to components/examples and refer to it: \`${context.key}: { $ref: "#/components/examples/${context.key}" }\`.`,
      });
    },
  };
}
