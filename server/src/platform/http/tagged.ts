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
  return isSame(request.headers['if-none-match'], tagged.tag) ? reply.code(304).send() : reply.send(tagged.answer)
}

/** Whether `If-None-Match` names this answer: one tag, a list of tags, or `*`. Weak and strong tags compare alike. */
export function isSame(header: string | undefined, tag: string): boolean {
  if (header === undefined || header === tag) return header === tag
  return header.split(',').some((part) => part.trim() === '*' || withoutWeak(part.trim()) === withoutWeak(tag))
}

const withoutWeak = (tag: string): string => tag.replace(/^W\//, '')

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
