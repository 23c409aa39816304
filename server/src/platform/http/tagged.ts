// Answers with an ETag, 304 to whoever has that answer already, and changes that say which version they mean.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ProblemType, Type } from '../contract.ts'
import { Problem } from '../problem.ts'

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

/** For the headers of a route that changes a version. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 100, description: 'The ETag of the version you read.' })),
})

/** Throws when the client speaks of another version than this: somebody else was first. */
export function requireVersion(
  { version }: { readonly version: number },
  ifMatch: string | undefined,
  changedMeanwhile: ProblemType,
): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === toTag(version)) return
  throw new Problem(changedMeanwhile, { members: { version } })
}

export function toTag(version: number): string {
  return `"v${version}"`
}
