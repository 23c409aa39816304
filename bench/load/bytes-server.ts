// The fastest baseline: the bare HTTP server of Node sends answers of Sehat from a map.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fetchAnswers } from './answers.ts'

const addresses = JSON.parse(readFileSync(process.env.ADDRESSES_FILE as string, 'utf8')) as string[]
const answers = await fetchAnswers(Number(process.env.SEHAT_PORT), addresses)
const bytesByUrl = new Map(answers.map(({ url, bytes }) => [url, bytes]))

const server = createServer((request, response) => {
  const bytes = bytesByUrl.get(request.url ?? '')
  if (!bytes) {
    response.writeHead(request.url === '/ready' ? 200 : 404, { 'content-length': 0 }).end()
    return
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length })
  response.end(bytes)
})

process.once('SIGTERM', () => process.exit(0))
server.listen(Number(process.env.PORT), '127.0.0.1')
