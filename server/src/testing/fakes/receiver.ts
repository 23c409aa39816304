// A small receiver of callbacks on a real socket. It keeps each callback and answers as the test tells it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WithAfter } from '../database.ts'

export interface Received {
  readonly headers: Record<string, string>
  readonly body: string
  readonly atMs: number
}

export type Reply = (received: Received, response: ServerResponse, count: number) => void

export interface Receiver {
  readonly url: string
  readonly list: readonly Received[]
  /** Sets how it answers from now on. At first it answers 204. */
  reply(how: Reply): void
  /** The callbacks of one workflow. */
  of(workflowId: string): Received[]
  close(): Promise<void>
}

export const answering =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    void response.writeHead(status, headers).end()

export async function startReceiver(t: WithAfter): Promise<Receiver> {
  const list: Received[] = []
  const byWorkflow = new Map<string, Received[]>()
  let reply: Reply = answering(204)
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const received = { headers: request.headers as Record<string, string>, body, atMs: Date.now() }
      list.push(received)
      const { data } = JSON.parse(body) as { data: { 'workflow-id': string } }
      const known = byWorkflow.get(data['workflow-id'])
      if (known) known.push(received)
      else byWorkflow.set(data['workflow-id'], [received])
      reply(received, response, list.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  t.after(close)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    list,
    reply: (how) => {
      reply = how
    },
    of: (workflowId) => byWorkflow.get(workflowId) ?? [],
    close,
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
