import { provideChromium } from "./provideChromium.ts";

// A task of its own before all tests that need a browser: two of them would install the same one at once.
provideChromium();
