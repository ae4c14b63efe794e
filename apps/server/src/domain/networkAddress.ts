import ipaddr from "ipaddr.js";

/**
 * The address as it is stored and shown: an IPv4 address that came over IPv6 is an IPv4 address, and a port that a
 * proxy wrote behind it is none. What is no address at all, from a header, is not believed.
 */
export function plainAddress(claimed: string, connection: string): string {
  const address = claimed.replace(/^\[(.+)\](:\d+)?$/, "$1").replace(/^(\d+(\.\d+){3}):\d+$/, "$1");
  return ipaddr.process(ipaddr.isValid(address) ? address : connection).toString();
}

/** The network that counts as one caller: an IPv4 address, or the /64 that an IPv6 subscriber gets. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  const prefix = address.toByteArray().slice(0, 8);
  return `${Buffer.from(prefix).toString("hex")}/64`;
}
