/** Types of compress.mjs, for the tests. */
export declare const compressFiles: (folder: string) => Promise<void>
