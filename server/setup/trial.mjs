/** Whether a start is a trial: what stands in for SVOD_DEMO where nobody has set it. Node built-ins only. */

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i

/**
 * A newcomer tries Svod out at once, until the first account exists; whoever sets the variable decides. Where others can
 * reach the page there is no trial; the server says so of itself, but behind vite it does not see it.
 * @param {string | undefined} given SVOD_DEMO
 * @param {string | undefined} host where the page is served
 */
export const demoFor = (given, host) =>
  bare(given) ?? (LOOPBACK.test(bare(host) ?? '127.0.0.1') ? 'trial' : '0')

/** What is empty or blank counts as unset, as the server has it. */
const bare = (text) => text?.trim() || null
