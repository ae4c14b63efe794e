import ipaddr from "ipaddr.js";

/**
 * Returns an address as it is stored and shown: an IPv4 address that came over IPv6 becomes an IPv4 address, and a port
 * that a proxy added is removed. A header with anything but an address is ignored in favour of the connection.
 */
export function normaliseAddress(claimed: string, connection: string): string {
  const address = claimed.replace(/^\[(.+)\](:\d+)?$/, "$1").replace(/^(\d+(\.\d+){3}):\d+$/, "$1");
  return ipaddr.process(ipaddr.isValid(address) ? address : connection).toString();
}

/** Returns the network that counts as one caller: an IPv4 address, or the /64 that an IPv6 subscriber gets. */
export function toNetwork(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  const prefix = address.toByteArray().slice(0, 8);
  return `${Buffer.from(prefix).toString("hex")}/64`;
}
