// Bodies that are no JSON: a route that says `stream` gets its body as a stream of bytes, and reads it as it comes.
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { App } from '../module.ts'
import { bodyTooLarge, invalidField, Problem, unsupportedMediaType } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is bytes, at most so many. `streamOf` gives them. */
    stream?: { readonly maxBytes: number }
  }
}

export const BYTES = 'application/octet-stream'

/** Lets routes that say `stream` take bytes. All others refuse them, and these refuse everything else. */
export function takeStreams(app: App): void {
  app.addContentTypeParser(BYTES, (request, payload, done) => {
    const { stream } = request.routeOptions.config
    // An address without this method says so itself, whatever the body is.
    if (request.is404) done(null, undefined)
    else if (stream === undefined) done(new Problem(unsupportedMediaType))
    else if (Number(request.headers['content-length']) > stream.maxBytes) done(refuseLarge(stream.maxBytes))
    else done(null, payload)
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const isMissing = request.routeOptions.config.stream && !(request.body instanceof Readable)
    done(isMissing ? new Problem(unsupportedMediaType, { detail: `Send \`Content-Type: ${BYTES}\`.` }) : undefined)
  })
}

const refuseLarge = (maxBytes: number): Problem =>
  new Problem(bodyTooLarge, { detail: `Send at most ${maxBytes} bytes at once.`, members: { maxBytes } })

/** The body of a route that says `stream`, and how many bytes it must have. */
export function streamOf(request: FastifyRequest): { readonly source: Readable; readonly bytes: number } {
  const stated = request.headers['content-length']
  if (stated === undefined) throw invalidField('header/content-length', 'is missing')
  const bytes = Number(stated)
  if (bytes === 0) throw invalidField('/', 'is empty')
  return { source: request.body as Readable, bytes }
}
