// Looks a host up by asking the name servers directly. We do not use the look-up of the system: it keeps one of the
// four threads of the process busy until a silent name server times out. So one dead domain could delay all callbacks.
import type { LookupAddress } from 'node:dns'
import { Resolver } from 'node:dns/promises'

export type LookUp = (
  hostname: string,
  options: { all: true; family: number },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

const TIMEOUT_MS = 2_000
const TRIES = 2

/** The addresses of `localhost`, which name servers do not know. */
const LOCALHOST: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** `servers` as for `dns.setServers`; without them, those of the system. The look-up does not read /etc/hosts. */
export function createLookUp(servers?: readonly string[]): LookUp {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  if (servers) resolver.setServers(servers)
  return (hostname, { family }, done) => {
    const wants = (one: 4 | 6): boolean => family === 0 || family === one
    if (hostname === 'localhost') {
      const own = LOCALHOST.filter((one) => wants(one.family as 4 | 6))
      return process.nextTick(done, null, own)
    }
    const ask = async (one: 4 | 6): Promise<LookupAddress[]> => {
      if (!wants(one)) return []
      const found = await (one === 4 ? resolver.resolve4(hostname) : resolver.resolve6(hostname))
      return found.map((address) => ({ address, family: one }))
    }
    // Most hosts have only IPv4 or only IPv6 addresses. The other query then fails.
    void Promise.allSettled([ask(4), ask(6)]).then((answers) => {
      const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
      const failed = answers.find((answer) => answer.status === 'rejected')
      done(found.length > 0 || !failed ? null : (failed.reason as NodeJS.ErrnoException), found)
    })
  }
}
