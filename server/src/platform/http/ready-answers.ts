// Ready answers: kept answers that are the same for everybody, for addresses that a route has checked and answered.
//
// The server sends them before routing, validation, access and the log, because these cost more than the answer. It
// handles an unknown address, and each request that is not a GET, in the usual way. It counts ready answers and does
// not log them one by one.
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Metrics } from '../metrics.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { isSame } from './tagged.ts'

export interface ReadyAnswer {
  /**
   * JSON with one character for each byte of its UTF-8 form ("latin1"): Node sends such a string in one piece with the
   * head, but not a buffer.
   */
  readonly text: string
  readonly etag: string
  /** Left out: everybody on the way may keep the answer for a second. */
  readonly cacheControl?: string
}

export interface ReadyAnswers {
  /** The public route that gives these answers. */
  readonly route: string
  /** The kept answer for this address (path and query), while it is still valid. */
  recall(address: string): ReadyAnswer | undefined
}

const READY_CACHE_CONTROL = 'public, max-age=1'
const READY_CONTENT_TYPE = 'application/json; charset=utf-8'

const HEAD = Object.entries(SECURITY_HEADERS)
  .filter(([name]) => name !== 'cache-control')
  .flat()

/** Sends an answer in the usual way, behind its route; says only that it is unchanged when the asker has it. */
export function sendReady(
  request: { headers: IncomingHttpHeaders },
  reply: FastifyReply,
  { text, etag, cacheControl = READY_CACHE_CONTROL }: ReadyAnswer,
): FastifyReply {
  void reply.header('etag', etag).header('cache-control', cacheControl)
  if (isSame(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.header('content-type', READY_CONTENT_TYPE).send(Buffer.from(text, 'latin1'))
}

export interface ReadyServerOptions {
  readonly answers: readonly ReadyAnswers[]
  readonly metrics: Metrics
  readonly createServer: (listener: RequestListener) => Server
}

/** A server that sends ready answers itself and passes all other requests to `usual`. */
export function createReadyServer(usual: RequestListener, options: ReadyServerOptions): Server {
  const { answers, metrics, createServer } = options
  const lanes = answers.map(({ route, recall }) => ({ route, recall, found: 0, unchanged: 0 }))
  metrics.tally('ready_answers_total', 'Ready answers sent; the counts of requests do not include them', () =>
    lanes.flatMap(({ route, found, unchanged }) => [
      { labels: { route, status: '200' }, count: found },
      { labels: { route, status: '304' }, count: unchanged },
    ]),
  )
  const give = (request: IncomingMessage, response: ServerResponse): boolean => {
    const address = request.url as string
    for (const lane of lanes) {
      const answer = address.startsWith(lane.route) ? lane.recall(address) : undefined
      if (!answer) continue
      if (isSame(request.headers['if-none-match'], answer.etag)) {
        lane.unchanged++
        sendUnchanged(response, answer)
      } else {
        lane.found++
        sendFound(response, answer)
      }
      return true
    }
    return false
  }
  const server = createServer((request, response) => {
    // While the server closes, the usual way tells the clients so.
    if (request.method === 'GET' && server.listening && give(request, response)) return
    usual(request, response)
  })
  return server
}

function sendFound(response: ServerResponse, { text, etag, cacheControl = READY_CACHE_CONTROL }: ReadyAnswer): void {
  response.writeHead(200, [
    ...HEAD,
    'cache-control',
    cacheControl,
    'etag',
    etag,
    'content-type',
    READY_CONTENT_TYPE,
    'content-length',
    String(text.length),
  ])
  response.end(text, 'latin1')
}

function sendUnchanged(response: ServerResponse, { etag, cacheControl = READY_CACHE_CONTROL }: ReadyAnswer): void {
  response.writeHead(304, [...HEAD, 'cache-control', cacheControl, 'etag', etag])
  response.end()
}
