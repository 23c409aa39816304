// The floor of uploads and downloads: bare node:http, which writes each chunk to one file, and reads it by range.
// It has no rights, no sums, no rows and no blobs; but like the storage, it answers when the bytes are on the disk.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const file = process.env.BENCH_FILE as string

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let at = Number(new URL(request.url as string, 'http://bare').searchParams.get('offset'))
  const target = await open(file, at === 0 ? 'w' : 'r+')
  for await (const chunk of request as AsyncIterable<Buffer>) {
    await target.write(chunk, 0, chunk.length, at)
    at += chunk.length
  }
  await target.sync()
  await target.close()
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ receivedBytes: at }))
}

function give(request: IncomingMessage, response: ServerResponse): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  response.writeHead(206, { 'content-length': Number(last) - Number(first) + 1 })
  createReadStream(file, { start: Number(first), end: Number(last) }).pipe(response)
}

createServer((request, response) => {
  if (request.method === 'PUT') receive(request, response).catch(() => response.writeHead(500).end())
  else if (request.headers.range === undefined) response.end()
  else give(request, response)
}).listen(Number(process.env.PORT), '127.0.0.1')
