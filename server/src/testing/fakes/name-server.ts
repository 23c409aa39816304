// A name server on a free port of this machine. It knows the hosts it is given and does not answer for others.
import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import type { WithAfter } from '../database.ts'

const HEADER_BYTES = 12
const TYPE_A = 1

export interface FakeNameServer {
  /** The address to give to `dns.setServers`. */
  readonly address: string
  /** How many questions it did not answer. */
  readonly ignored: () => number
}

/** `hosts` maps a name to its IPv4 address; such a name has no IPv6 address. */
export async function startNameServer(t: WithAfter, hosts: Readonly<Record<string, string>>): Promise<FakeNameServer> {
  const socket = createSocket('udp4')
  let ignored = 0
  socket.on('message', (question: Buffer, from: RemoteInfo) => {
    const { name, end } = readName(question)
    const address = hosts[name]
    if (address === undefined) ignored++
    else socket.send(answerTo(question, end, address), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  t.after(async () => void socket.close())
  return { address: `127.0.0.1:${socket.address().port}`, ignored: () => ignored }
}

/** The name in a question, and the position where the question ends (RFC 1035, section 4.1.2). */
function readName(question: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = HEADER_BYTES
  while (question[at] !== 0) {
    const length = question[at] as number
    labels.push(question.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 }
}

function answerTo(question: Buffer, end: number, address: string): Buffer {
  const isA = question.readUInt16BE(end - 4) === TYPE_A
  const header = Buffer.from(question.subarray(0, HEADER_BYTES))
  header.writeUInt16BE(0x8180, 2)
  header.writeUInt16BE(isA ? 1 : 0, 6)
  header.writeUInt32BE(0, 8)
  // The name as a reference to the question, type A, class IN, ten seconds to live, four bytes of address.
  const record = Buffer.from([
    0xc0,
    HEADER_BYTES,
    0,
    TYPE_A,
    0,
    1,
    0,
    0,
    0,
    10,
    0,
    4,
    ...address.split('.').map(Number),
  ])
  return Buffer.concat([header, question.subarray(HEADER_BYTES, end), ...(isA ? [record] : [])])
}
