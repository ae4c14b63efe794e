#!/usr/bin/env node
import { rmSync } from "node:fs";
import { findRunsFolder } from "./findRuns.ts";

// A package runs this before its tests, so that a block that lost its test loses its record too.
rmSync(findRunsFolder(), { recursive: true, force: true });
