import type { RequestListener } from "node:http";
import { listMethods } from "@session-api/contract";
import type { DocsHandler } from "@session-api/contract/docs";
import type { LoadedDocument } from "../document/loadDocument.ts";
import { removeBasePath } from "../respond/matchRequest.ts";

export interface DocsSettings {
  docs: DocsHandler | undefined;
  getDocument: () => LoadedDocument;
  alsoAtRoot?: boolean | undefined;
}

/** Serves the documentation site wherever the document has no operation. The mock answers everything else. */
export function serveDocs(settings: DocsSettings, listener: RequestListener): RequestListener {
  const { docs, getDocument, alsoAtRoot } = settings;
  if (!docs) return listener;
  return (request, response) => {
    const { contract } = getDocument();
    const [url = ""] = (request.url ?? "").split("?", 1);
    const { path, missingBasePath } = removeBasePath(contract.basePath, url, alsoAtRoot);
    // The site has no file below a path of the API, so the mock also answers its unknown paths.
    if (missingBasePath === undefined && listMethods(contract, path).length > 0) listener(request, response);
    else docs(request, response, () => listener(request, response));
  };
}
