export { createDocsHandler, type DocsHandler, type DocsOptions, type DocsTarget } from "./createDocsHandler.ts";
