// The adapter of the scanner for clamd of ClamAV. It sends the file over a socket by the command INSTREAM.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { Scanner, ScanResult } from './scanner.ts'

export interface ClamdOptions {
  readonly host: string
  readonly port: number
}

const SILENT_MS_MAX = 30_000
const ANSWER_LENGTH_MAX = 4_096

export function clamdScanner({ host, port }: ClamdOptions): Scanner {
  return {
    async scan(source) {
      const socket = connect({ host, port })
      const answer = readAnswer(socket)
      // Whoever waits below sees the same error.
      answer.catch(() => {})
      try {
        await Promise.race([send(socket, source), answer])
        return understand(await answer)
      } finally {
        source.destroy()
        socket.destroy()
      }
    },
  }
}

/** Each chunk has its length before it; a chunk of no length is the end. */
async function send(socket: Socket, source: Readable): Promise<void> {
  await once(socket, 'connect')
  socket.write('zINSTREAM\0')
  for await (const chunk of source as AsyncIterable<Buffer>) {
    // clamd ends the connection when the file is too large for it.
    if (!socket.writable) return
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    socket.write(length)
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
  if (socket.writable) socket.write(Buffer.alloc(4))
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    socket.setTimeout(SILENT_MS_MAX, () => fail(new Error('the scanner is silent')))
    socket.on('data', (bytes: Buffer) => {
      text = (text + bytes.toString('latin1')).slice(0, ANSWER_LENGTH_MAX)
      const end = text.indexOf('\0')
      if (end >= 0) done(text.slice(0, end))
    })
    // It may have answered and closed while we still sent: the answer counts.
    socket.once('error', (error) => setImmediate(fail, error))
    socket.once('close', () => fail(new Error('the scanner ended the connection without an answer')))
  })
}

function understand(answer: string): ScanResult {
  if (answer === 'stream: OK') return { found: 'nothing' }
  const [, name] = /^stream: (.{1,200}) FOUND$/.exec(answer) ?? []
  if (name !== undefined) return { found: 'malware', name }
  if (answer.startsWith('INSTREAM size limit')) throw new Error('clamd takes no file so large: raise StreamMaxLength')
  throw new Error('the scanner answered something that Sehat does not understand')
}
