const { createSessionClient, isSessionError } = require("@session-api/client");
const { sessionQueries } = require("@session-api/client/query");
const { reportViolations } = require("@session-api/client/validate");

const { baseUrl } = JSON.parse(process.argv[2]);
const session = createSessionClient({ baseUrl, validate: reportViolations("throw") }).resume("unknown");
session
  .check()
  .catch((error) => console.log(JSON.stringify([isSessionError(error), error.status, typeof sessionQueries])));
