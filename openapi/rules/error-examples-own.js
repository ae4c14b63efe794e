/** Each error response has examples of its own: a mock answers with them, and two errors must not look alike. */
export default function errorExamplesOwn() {
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
            message: `Two responses share the example ${example}. Add one for this response under components/examples and refer to that.`,
            location: context.rawLocation,
          });
        },
      },
    },
  };
}
