/** Copies a JSON value. Jest's jsdom environment has no `structuredClone`. */
export function copyJson<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
