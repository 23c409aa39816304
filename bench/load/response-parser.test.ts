// Tests that the parser reads the same responses however the network cuts them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { getText, packRequests, postText } from './job.ts'
import { createResponseParser } from './response-parser.ts'

const answer = (status: string, head: string, body: string): string => `HTTP/1.1 ${status}\r\n${head}\r\n${body}`

const STREAM =
  answer('201 Created', 'content-type: application/json\r\nContent-Length: 11\r\n', '{"a":"\r\n\r\n"') +
  answer('409 Conflict', 'content-length: 0\r\nx: y\r\n', '') +
  answer('304 Not Modified', 'etag: W/"1"\r\n', '') +
  answer('204 No Content', '', '') +
  answer('200 OK', 'content-length:3\r\n', 'abc')

const EXPECTED = [
  [201, '{"a":"\r\n\r\n"'],
  [409, ''],
  [304, ''],
  [204, ''],
  [200, 'abc'],
]

function read(chunks: readonly string[]): unknown[] {
  const found: unknown[] = []
  const parser = createResponseParser((status, body) => found.push([status, body.toString('latin1')]))
  for (const chunk of chunks) parser.push(Buffer.from(chunk, 'latin1'))
  return found
}

test('the parser reads several responses in one chunk one by one', () => {
  assert.deepEqual(read([STREAM]), EXPECTED)
})

test('one cut at any byte makes no difference', () => {
  for (let at = 0; at <= STREAM.length; at++) {
    assert.deepEqual(read([STREAM.slice(0, at), STREAM.slice(at)]), EXPECTED, `cut at ${at}`)
  }
})

test('responses that arrive byte by byte make no difference', () => {
  assert.deepEqual(read([...STREAM]), EXPECTED)
})

test('many cuts at any bytes make no difference', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((left, right) => left - right), STREAM.length]
      const chunks = places.slice(1).map((end, index) => STREAM.slice(places[index], end))
      assert.deepEqual(read(chunks), EXPECTED)
    }),
  )
})

test('the parser throws on bytes that are not a response, and on a response without content-length', () => {
  assert.throws(() => read(['HTTP/2 200\r\n\r\n']), /not the head of a response/)
  assert.throws(() => read([answer('200 OK', 'transfer-encoding: chunked\r\n', '')]), /no content-length/)
})

test('packRequests puts requests one after the other', () => {
  const texts = [getText('/a'), postText('/b', { 'idempotency-key': 'k' }, '{"c":1}')]
  const { bytes, offsets } = packRequests(texts, 5)
  assert.equal(offsets.length, 3)
  const parts = texts.map((_, index) => Buffer.from(bytes.subarray(offsets[index], offsets[index + 1])).toString())
  assert.deepEqual(parts, texts)
  assert.match(parts[1] as string, /^POST \/b HTTP\/1\.1\r\n.*content-length: 7\r\n\r\n\{"c":1\}$/s)
})
