/** Calls an observer. What it throws is reported as uncaught, as that of an event listener is, and changes nothing here. */
export function observe<T>(observer: ((value: T) => void) | undefined, value: T): void {
  try {
    observer?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
