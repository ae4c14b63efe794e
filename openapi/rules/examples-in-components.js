/** Examples have names under components/examples, so that tests, mock and docs can refer to the same ones. */
export default function examplesInComponents() {
  return {
    Example(_example, context) {
      if (context.location.pointer.startsWith("#/components/examples/")) return;
      context.report({
        message: `This example is written in place. Move it to components/examples and refer to it: \`${context.key}: { $ref: "#/components/examples/${context.key}" }\`.`,
      });
    },
  };
}
