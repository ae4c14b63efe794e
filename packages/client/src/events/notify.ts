/** Calls a listener. An error that it throws is reported as uncaught, like one of an event listener, and goes no further. */
export function notify<T>(listener: ((value: T) => void) | undefined, value: T): void {
  try {
    listener?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
