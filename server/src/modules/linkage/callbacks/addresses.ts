// Guards against requests to inner addresses: checks each URL, and each address when the connection is made.
import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { createLookUp, type LookUp } from './name-servers.ts'

const INNER_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

// In IPv6 only 2000::/3 is public. These parts of it carry other addresses inside or are not for use. IPv4-mapped
// addresses, NAT64 (64:ff9b::/96), link-local, unique-local and multicast addresses lie outside 2000::/3.
const INNER_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const inner4 = new BlockList()
for (const [net, prefix] of INNER_IPV4) inner4.addSubnet(net, prefix, 'ipv4')
const inner6 = new BlockList()
for (const [net, prefix] of INNER_IPV6) inner6.addSubnet(net, prefix, 'ipv6')
const public6 = new BlockList()
public6.addSubnet('2000::', 3, 'ipv6')
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')

/** Whether this is an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inner4.check(address, 'ipv4')
  return family === 6 && public6.check(address, 'ipv6') && !inner6.check(address, 'ipv6')
}

function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && loopback.check(address, 'ipv4'))
}

export interface Guard {
  /** Why Sehat may not call this URL, judged by its text alone; undefined when nothing is wrong with the text. */
  refuseUrl(url: string): string | undefined
  /** Looks a host up for a connection. Fails with InnerAddressError when any of its addresses is not allowed. */
  readonly lookup: LookupFunction
  isAllowed(address: string): boolean
}

export class InnerAddressError extends Error {}

// Ports of other services, such as mail and databases. No web server listens there.
const REFUSED_PORTS = new Set([
  22, 23, 25, 53, 110, 143, 389, 445, 465, 587, 993, 995, 2049, 2375, 3306, 5432, 5672, 6379, 9200, 11211, 15672, 27017,
])

function findUrlFault(url: URL, isLocal: boolean): string | undefined {
  const isEncrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)
  if (!isEncrypted) return 'does not begin with https://; give an HTTPS URL'
  if (url.username !== '' || url.password !== '') return 'holds a user or password; leave them out'
  return url.hash === '' ? undefined : 'holds a fragment; leave out # and what follows'
}

function findPlaceFault(url: URL): string | undefined {
  if (isRefusedPort(url)) return 'names a port that is not allowed; use 443 or 8443'
  return isInnerName(url.hostname) ? 'names a host that is not public; give a public host name' : undefined
}

/** Makes the guard. Tests replace `lookUp` with one that changes its answer. */
export function createGuard(allowLoopback: boolean, lookUp: LookUp = createLookUp()): Guard {
  const isAllowed = (address: string): boolean => isPublicAddress(address) || (allowLoopback && isLoopback(address))

  const refuseUrl = (text: string): string | undefined => {
    if (!URL.canParse(text)) return 'is not a URL; give one such as https://hospital.example/hook'
    const url = new URL(text)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const isLocal = allowLoopback && (isLoopback(host) || host === 'localhost')
    const fault = findUrlFault(url, isLocal) ?? (isLocal ? undefined : findPlaceFault(url))
    if (fault !== undefined) return fault
    // The system never looks up a host that is written as an address. So the guard checks it here.
    return isIP(host) !== 0 && !isAllowed(host) ? 'names an address that is not public; give a public one' : undefined
  }

  const lookup: LookupFunction = (hostname, options, done) => {
    const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : (options.family ?? 0)
    lookUp(hostname, { all: true, family }, (error, addresses) => {
      if (error) return done(error, [])
      const [first] = addresses
      // An attacker may mix one inner address with public ones (DNS rebinding). So we then refuse the whole host.
      if (!first || addresses.some(({ address }) => !isAllowed(address))) {
        return done(new InnerAddressError('The host has an address that is not public'), [])
      }
      if (options.all) return done(null, addresses)
      return done(null, first.address, first.family)
    })
  }
  return { refuseUrl, lookup, isAllowed }
}

/** Allows every address: for a URL in the settings, because an operator may run the patient index on an inner one. */
export const operatorsGuard: Guard = {
  refuseUrl: () => undefined,
  lookup: systemLookup as LookupFunction,
  isAllowed: () => true,
}

function isRefusedPort({ port }: URL): boolean {
  if (port === '') return false
  return Number(port) < 1024 ? port !== '443' : REFUSED_PORTS.has(Number(port))
}

function isInnerName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '').toLowerCase()
  if (/^\[|^[\d.]+$/.test(name)) return false
  return !name.includes('.') || /(^|\.)(localhost|local|internal|intranet|lan|home|corp|svc|arpa)$/.test(name)
}
