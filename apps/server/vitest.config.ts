import { defineConfig } from "vitest/config";

// Long enough for a busy machine: a test that hangs fails late, and no other test fails.
export default defineConfig({ test: { testTimeout: 240_000, hookTimeout: 240_000 } });
