// A small SMS gateway on a real socket. It keeps each message, names it, and answers as the test tells it.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WithAfter } from '../database.ts'
import { readBody } from './receiver.ts'

export interface SentSms {
  readonly to: string
  readonly text: string
  readonly id?: string
  readonly templateId?: string
}

export interface SmsGatewayFake {
  readonly url: string
  readonly list: readonly (SentSms & { readonly headers: IncomingHttpHeaders })[]
  /** Sets how it answers from now on. At first it takes each message and names it. */
  reply(how: (message: SentSms, response: ServerResponse) => void): void
}

export const gatewayName = (count: number): string => `gateway-${count}`

export async function startSmsGateway(t: WithAfter): Promise<SmsGatewayFake> {
  const list: (SentSms & { headers: IncomingHttpHeaders })[] = []
  let reply: ((message: SentSms, response: ServerResponse) => void) | undefined
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const message = JSON.parse(body) as SentSms
      list.push({ ...message, headers: request.headers })
      if (reply) return reply(message, response)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ messageId: gatewayName(list.length) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    list,
    reply: (how) => {
      reply = how
    },
  }
}
