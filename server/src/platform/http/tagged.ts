// Answers with an ETag, and with 304 to whoever has that answer already.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '../contract.ts'

/** For the schema of a route that answers with a tag. */
export const unchanged = { 304: Type.Null({ description: 'Still the answer of If-None-Match.' }) }

interface Tagged {
  readonly answer: object
  /** With its quotes. */
  readonly tag: string
  readonly cacheControl: string
}

export function sendTagged(request: FastifyRequest, reply: FastifyReply, tagged: Tagged): FastifyReply {
  void reply.header('etag', tagged.tag).header('cache-control', tagged.cacheControl)
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  const isKnown = known?.includes(tagged.tag) || known?.includes('*')
  return isKnown ? reply.code(304).send() : reply.send(tagged.answer)
}
