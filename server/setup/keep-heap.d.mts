/** Types of keep-heap.mjs, for the server and the tests. */
export declare const heapFlag: (version: string, uptimeS: number) => string | null
export declare const keepHeap: () => void
