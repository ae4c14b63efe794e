const { createSessionClient, isSessionError } = require("@session-api/client");
const { driftGuard } = require("@session-api/client/validate");

const { baseUrl } = JSON.parse(process.argv[2]);
const session = createSessionClient({ baseUrl, validate: driftGuard("throw") }).resume("unknown");
session.check().catch((error) => console.log(JSON.stringify([isSessionError(error), error.status])));
