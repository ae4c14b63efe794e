/** Demands other examples for each response: the mock answers with them, and two errors must not look alike. */
export function errorExamplesOwn() {
  const responseByExample = new Map();
  return {
    Response: {
      Header: {
        Example(_example, context, { Response: response }) {
          const example = context.location.pointer;
          const first = responseByExample.get(example) ?? response;
          responseByExample.set(example, first);
          if (first === response) return;
          context.report({
            message: `Two responses share the example ${example}. Add another one for this response under components/examples and refer to it.`,
            location: context.rawLocation,
          });
        },
      },
    },
  };
}
