// Answers that lie ready: the same for everybody, given to an address that was checked and answered before.
//
// They leave before routing, validation, access and the log, which cost more than the answer. An address that is not
// known goes the usual way, and so does everything that is not a plain GET. They are counted, not logged one by one.
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Metrics } from '../metrics.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

export interface ReadyAnswer {
  /**
   * JSON, a character for each byte of its UTF-8 form ("latin1"): such a string goes out in one piece with the head,
   * which a buffer does not.
   */
  readonly text: string
  readonly etag: string
}

export interface ReadyAnswers {
  /** The public route whose answers these are. */
  readonly route: string
  /** What this address (path and query) was answered before, while it still holds. */
  recall(address: string): ReadyAnswer | undefined
}

export const READY_CACHE_CONTROL = 'public, max-age=1'
export const READY_CONTENT_TYPE = 'application/json; charset=utf-8'

const HEAD = Object.entries({ ...SECURITY_HEADERS, 'cache-control': READY_CACHE_CONTROL }).flat()

export interface ReadyServerOptions {
  readonly answers: readonly ReadyAnswers[]
  readonly metrics: Metrics
  readonly createServer: (listener: RequestListener) => Server
}

/** A server that gives ready answers itself and leaves all else to `usual`. */
export function createReadyServer(usual: RequestListener, options: ReadyServerOptions): Server {
  const { answers, metrics, createServer } = options
  const lanes = answers.map(({ route, recall }) => ({ route, recall, found: 0, unchanged: 0 }))
  metrics.tally('ready_answers_total', 'Answers that lay ready; they are not among the other requests', () =>
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
      if (request.headers['if-none-match'] === answer.etag) {
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
    // A server that is being closed tells its clients so: the usual way does that.
    if (request.method === 'GET' && server.listening && give(request, response)) return
    usual(request, response)
  })
  return server
}

function sendFound(response: ServerResponse, { text, etag }: ReadyAnswer): void {
  response.writeHead(200, [
    ...HEAD,
    'etag',
    etag,
    'content-type',
    READY_CONTENT_TYPE,
    'content-length',
    String(text.length),
  ])
  response.end(text, 'latin1')
}

function sendUnchanged(response: ServerResponse, { etag }: ReadyAnswer): void {
  response.writeHead(304, [...HEAD, 'etag', etag])
  response.end()
}
