/** A copy of what JSON can say. Jest's jsdom has no `structuredClone`. */
export function copyOf<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
