// The fastest baseline: the bare HTTP server of Node sends ready-made bytes from a map.
import { createServer } from 'node:http'
import pg from 'pg'
import { fetchAnswers } from './answers.ts'

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
const { rows } = await client.query<{ pin: string }>('select pin from vaccination.centres')
await client.end()
const pins = rows.map(({ pin }) => pin)
const answers = await fetchAnswers(Number(process.env.SEHAT_PORT), pins)
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
