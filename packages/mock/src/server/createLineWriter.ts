/** Writes lines to a stream, those of one turn of the event loop at once: each write of its own costs a system call. */
export function lineWriter(stream: NodeJS.WritableStream): (line: string) => void {
  let waiting = "";
  return (line) => {
    if (waiting === "")
      setImmediate(() => {
        stream.write(waiting);
        waiting = "";
      });
    waiting += `${line}\n`;
  };
}
