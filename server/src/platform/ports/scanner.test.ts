// Tests the scanner against a clamd of Debian, with a signature database of our own that knows the EICAR test file.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { clamd, EICAR, startClamd } from '../../testing/debian/clamd.ts'
import { needs } from '../../testing/debian/service.ts'
import { clamdScanner } from './scanner-clamd.ts'

const of = (...parts: (string | Buffer)[]): Readable =>
  Readable.from(
    parts.map((part) => Buffer.from(part)),
    { objectMode: false },
  )

test('clamd finds the EICAR test file, and nothing in a clean file', needs(clamd), async (t) => {
  const { port } = await startClamd(t)
  const scanner = clamdScanner({ host: '127.0.0.1', port })
  assert.deepEqual(await scanner.scan(of(randomBytes(300_000), randomBytes(7))), { found: 'nothing' })
  assert.deepEqual(await scanner.scan(of(EICAR)), { found: 'malware', name: 'Sehat.Test.EICAR.UNOFFICIAL' })
  // The text may lie in two pieces.
  const [head, tail] = [EICAR.slice(0, 20), EICAR.slice(20)]
  assert.equal((await scanner.scan(of(head, tail))).found, 'malware')
})

test('a file that is too large for clamd does not pass as clean', needs(clamd), async (t) => {
  const { port } = await startClamd(t, ['StreamMaxLength 1M'])
  const scanner = clamdScanner({ host: '127.0.0.1', port })
  const large = Array.from({ length: 40 }, () => randomBytes(65_536))
  // Its last words may be lost when it ends the connection while we send.
  await assert.rejects(scanner.scan(of(...large)), /StreamMaxLength|EPIPE|ECONNRESET|without an answer/)
})

test('without an answer of the scanner nobody knows: it throws', needs(clamd), async (t) => {
  const service = await startClamd(t)
  const scanner = clamdScanner({ host: '127.0.0.1', port: service.port })
  await service.kill()
  await assert.rejects(scanner.scan(of('x')), /ECONNREFUSED/)
})
