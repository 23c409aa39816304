// Answers with an ETag: sends 304 to a client that has the answer already, and checks the version before a change.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ProblemType, Type } from '../contract.ts'
import { Problem } from '../problem.ts'

/** The response 304, for the schema of a route that answers with a tag. */
export const unchanged = { 304: Type.Null({ description: 'The answer of If-None-Match is still current.' }) }

interface Tagged {
  readonly answer: object
  /** The ETag, with its quotes. */
  readonly tag: string
  readonly cacheControl: string
}

export function sendTagged(request: FastifyRequest, reply: FastifyReply, tagged: Tagged): FastifyReply {
  void reply.header('etag', tagged.tag).header('cache-control', tagged.cacheControl)
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  const isKnown = known?.includes(tagged.tag) || known?.includes('*')
  return isKnown ? reply.code(304).send() : reply.send(tagged.answer)
}

/** The headers of a route that changes something with a version. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 100, description: 'The ETag of the version you read.' })),
})

/** Throws `changedMeanwhile` when `ifMatch` names another version: somebody else has changed it meanwhile. */
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
