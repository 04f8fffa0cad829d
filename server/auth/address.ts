/**
 * Where a request comes from. Behind proxies the socket names the proxy, and as many of the last entries of
 * `X-Forwarded-For` as there are proxies can be believed. Owns that reading; pure.
 */
import { isIPv6 } from 'node:net'

export interface Sender {
  /** The socket's peer. */
  remote: string | undefined
  forwardedFor: string | undefined
}

/** Without the port and the brackets that some proxies write: with them every connection would be another address. */
const plain = (address: string): string =>
  address
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')

/** The address of whoever asked, with `proxies` trusted proxies between. */
export const addressOf = ({ remote, forwardedFor }: Sender, proxies: number): string => {
  const entries = (forwardedFor ?? '').split(',').filter((entry) => entry.trim() !== '')
  const named = proxies > 0 ? entries.at(-proxies) : undefined
  return plain(named ?? remote ?? '').slice(0, 60)
}

/** Who shares a budget: an IPv4 address, or the /64 net that one IPv6 customer has for themselves. */
export const addressGroup = (address: string): string => {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
