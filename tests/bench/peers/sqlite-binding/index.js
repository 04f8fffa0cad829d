/** The two calls that the extension makes (prepare, exec) are the same in Node's own SQLite. */
export { DatabaseSync as default } from 'node:sqlite'
