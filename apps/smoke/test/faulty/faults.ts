import type { Fault } from "./Fault.ts";
import { bearerFaults } from "./faults/bearerFaults.ts";
import { bodyFaults } from "./faults/bodyFaults.ts";
import { closeFaults } from "./faults/closeFaults.ts";
import { codeFaults } from "./faults/codeFaults.ts";
import { expiryFaults } from "./faults/expiryFaults.ts";
import { headerFaults } from "./faults/headerFaults.ts";
import { inputFaults } from "./faults/inputFaults.ts";
import { listFaults } from "./faults/listFaults.ts";
import { protocolFaults } from "./faults/protocolFaults.ts";
import { statusFaults } from "./faults/statusFaults.ts";

/** The faults by the part of the API that they concern. */
export const faults: Record<string, Fault[]> = {
  bodies: bodyFaults,
  statuses: statusFaults,
  headers: headerFaults,
  protocol: protocolFaults,
  codes: codeFaults,
  bearers: bearerFaults,
  expiry: expiryFaults,
  list: listFaults,
  closing: closeFaults,
  "checks of its input": inputFaults,
};
