// Answers that stay the same for everybody until the next start: made once, with an ETag and a short cache time.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isSame } from '../tagged.ts'

export interface AnswerOptions {
  readonly type: string
  readonly read: () => Promise<string | Buffer>
  /** Set for an answer that is a page. Without it the answer has the strict policy of all answers. */
  readonly contentSecurityPolicy?: string
}

interface ReadyMade {
  readonly plain: Buffer
  readonly zipped: Buffer
  readonly etag: string
}

const MAX_AGE_SECONDS = 300

/** A handler that answers with these bytes. It makes them at the first request, because a worker never needs them. */
export function openAnswer(options: AnswerOptions) {
  let made: Promise<ReadyMade> | undefined
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Buffer | undefined> => {
    made ??= make(options)
    const { plain, zipped, etag } = await made
    // A weak tag, because the zipped and the plain form share it.
    const tag = `W/"${etag}"`
    void reply.headers({
      'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
      'content-type': options.type,
      etag: tag,
      vary: 'accept-encoding, accept',
      ...(options.contentSecurityPolicy && { 'content-security-policy': options.contentSecurityPolicy }),
    })
    if (isSame(request.headers['if-none-match'], tag)) {
      void reply.code(304)
      return undefined
    }
    if (!accepts('gzip', request.headers['accept-encoding'])) return plain
    void reply.header('content-encoding', 'gzip')
    return zipped
  }
}

async function make(options: AnswerOptions): Promise<ReadyMade> {
  const plain = Buffer.from(await options.read())
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  return { plain, zipped: await promisify(gzip)(plain), etag }
}

const CODINGS = {
  br: /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i,
  gzip: /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i,
}

/** Whether `Accept-Encoding` allows this coding. */
export function accepts(coding: keyof typeof CODINGS, header: string | string[] | undefined): boolean {
  return CODINGS[coding].test(String(header ?? ''))
}
