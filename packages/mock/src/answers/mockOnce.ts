import imported from "@stoplight/prism-http/dist/mocker/index.js";

export type PrismMock = typeof imported.default;

/** For the default export of this CommonJS module, Node returns the whole module, Vite the export itself. */
const mock: PrismMock = typeof imported === "function" ? imported : imported.default;

type PrismResponse = ReturnType<ReturnType<PrismMock>>;

/** Prism's responses, by operation, then by the wanted status and example. */
const responses = new WeakMap<object, Map<string, PrismResponse>>();

/**
 * Lets Prism choose each response once, because that choice is half of the work of a request. The response to a valid
 * request depends only on the operation, the status and the example, unless it is made up.
 */
export const mockOnce: PrismMock = (call) => (logger) => {
  const { resource, input, config } = call;
  if (config.dynamic || input.validations.length > 0) return mock(call)(logger);
  const known = responses.get(resource) ?? new Map<string, PrismResponse>();
  responses.set(resource, known);
  const key = `${config.code}/${config.exampleKey}`;
  const response = known.get(key) ?? mock(call)(logger);
  // Clients choose the names in a failed lookup, so keeping failures would let the map grow without limit.
  if (response._tag === "Right") known.set(key, response);
  return response;
};
