// The gateway of the benchmark: takes each message over a real socket, and notes when the first one came to a phone.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const ARRIVED_WITHIN_MS = 900_000

export interface Gateway {
  readonly url: string
  /** Messages that came, the same one also twice. */
  count(): number
  /** When the first message came to this phone, in milliseconds since 1970. */
  arrivedAtMs(phone: string): number | undefined
  /** Waits until something came to each of these phones. */
  untilArrived(phones: readonly string[]): Promise<void>
  /** Forgets all messages. */
  clear(): void
  close(): void
}

export async function openGateway(): Promise<Gateway> {
  const arrivedAtMs = new Map<string, number>()
  let count = 0
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const { to } = JSON.parse(text) as { to: string }
      count++
      if (!arrivedAtMs.has(to)) arrivedAtMs.set(to, Date.now())
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"messageId":"bench-${count}"}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    count: () => count,
    arrivedAtMs: (phone) => arrivedAtMs.get(phone),
    async untilArrived(phones) {
      const endMs = performance.now() + ARRIVED_WITHIN_MS
      while (phones.some((phone) => !arrivedAtMs.has(phone))) {
        if (performance.now() > endMs)
          throw new Error(`Only ${arrivedAtMs.size} of ${phones.length} phones got a message`)
        await sleep(50)
      }
    },
    clear() {
      arrivedAtMs.clear()
      count = 0
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
