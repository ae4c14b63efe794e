import imported from "@stoplight/prism-http/dist/mocker/index.js";

export type PrismMock = typeof imported.default;

/** Node gives the whole CommonJS module for its default export, Vite the export itself. */
const mock: PrismMock = typeof imported === "function" ? imported : imported.default;

/** Prism's choice of an answer. */
type Chosen = ReturnType<ReturnType<PrismMock>>;

/** What was chosen for an operation, by the status and the example that were asked for. */
const chosen = new WeakMap<object, Map<string, Chosen>>();

/**
 * Lets Prism choose each answer once. To a valid request it depends on nothing but the operation and what was asked
 * for, unless it is made up; choosing is half of the work of an answer.
 */
export const mockOnce: PrismMock = (call) => (logger) => {
  const { resource, input, config } = call;
  if (config.dynamic || input.validations.length > 0) return mock(call)(logger);
  const known = chosen.get(resource) ?? new Map<string, Chosen>();
  chosen.set(resource, known);
  const key = `${config.code}/${config.exampleKey}`;
  const answer = known.get(key) ?? mock(call)(logger);
  // What is refused may quote the request, and could be anything.
  if (answer._tag === "Right") known.set(key, answer);
  return answer;
};
