import type { Format } from "./JsonSchema.ts";

/** Accepts exactly the addresses that the mock and the live server of this repository accept. */
export const email: Format = {
  name: "an email address",
  pattern:
    /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d]([a-z\d-]*[a-z\d])?$/i,
};
