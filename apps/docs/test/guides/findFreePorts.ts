import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** Free ports in place of fixed ones: as variables `PORT_4010`, and as a function that changes a text. */
export interface FreePorts {
  variables: Record<string, string>;
  replace(text: string): string;
}

export async function findFreePorts(ports: string[]): Promise<FreePorts> {
  // All listen at once, so that each gets another one.
  const servers = ports.map(() => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const free = new Map(
    servers.map((server, index) => [ports[index] ?? "", String((server.address() as AddressInfo).port)]),
  );
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  const any = new RegExp(`\\b(${ports.join("|")})\\b`, "g");
  return {
    variables: Object.fromEntries(Array.from(free, ([port, other]) => [`PORT_${port}`, other])),
    replace: (text) => text.replace(any, (port) => free.get(port) ?? port),
  };
}
