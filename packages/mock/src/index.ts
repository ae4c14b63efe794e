export { type Mock, type MockOptions, startMock } from "./startMock.ts";
