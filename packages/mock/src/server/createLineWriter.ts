/** Creates a function that writes lines. It writes those of one turn of the event loop at once, to save system calls. */
export function createLineWriter(stream: NodeJS.WritableStream): (line: string) => void {
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
