/** A response body of `checkSession`, for servers that return a constant. */
export const constantBody = {
  sessionID: "5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
  userID: "0d7c1f52-3b86-4e1d-9f20-6a4e8b5c2d13",
  alias: "johny",
  fullName: "John Doe",
  expireAt: 4102444800,
  ip: "198.51.100.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  verified: true,
  roles: ["user", "admin"],
  groups: ["public"],
};
