import ipaddr from "ipaddr.js";

/** The address as it is stored and shown: an IPv4 address that came over IPv6 is an IPv4 address. */
export function plainAddress(ip: string): string {
  return ipaddr.isValid(ip) ? ipaddr.process(ip).toString() : ip;
}

/** The network that counts as one caller: an IPv4 address, or the /64 that an IPv6 subscriber gets. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  const prefix = address.toByteArray().slice(0, 8);
  return `${Buffer.from(prefix).toString("hex")}/64`;
}
