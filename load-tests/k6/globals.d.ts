/** Of k6, and missing in its types. */
declare const console: { error(text: string): void };
