// One test for all adapters of storage: the folder, and S3 on s3rver. s3rver is a fake of S3: it speaks the language,
// but it ignores If-None-Match and encryption, which Sehat does not use.
import assert from 'node:assert/strict'
import { createHash, hash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { startS3 } from '../../testing/fakes/s3.ts'
import { SizeError, type Storage } from './storage.ts'
import { folderStorage } from './storage-folder.ts'
import { s3Storage } from './storage-s3.ts'

/** s3rver keeps the part of an object that came before its sender went away. S3 keeps an object whole or not at all. */
const FAKE = 's3rver, a fake of S3'

const ADAPTERS: Readonly<Record<string, (t: TestContext) => Promise<Storage>>> = {
  'a folder': async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sehat-storage-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    return folderStorage(path.join(folder, 'inner'))
  },
  [FAKE]: async (t) => s3Storage(await startS3(t)),
}

const whole = async (source: Readable | undefined): Promise<Buffer | undefined> =>
  source && Buffer.concat(await source.toArray())
const inPieces = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) => bytes.subarray(nth * size, (nth + 1) * size)),
    { objectMode: false },
  )

for (const [name, open] of Object.entries(ADAPTERS)) {
  test(`${name}: blobs come back whole, replaced and deleted`, async (t) => {
    const storage = await open(t)
    assert.deepEqual(
      [await storage.get('a/b'), await storage.open('a/b'), await storage.sizeOf('a/b')],
      Array(3).fill(undefined),
    )
    await storage.delete('a/b')
    await storage.put('a/b', Buffer.from('one'))
    await storage.put('a/b', Buffer.from('two!'))
    await storage.put('a/none', Buffer.alloc(0))
    assert.equal(String(await storage.get('a/b')), 'two!')
    assert.deepEqual([await storage.sizeOf('a/b'), await storage.sizeOf('a/none')], [4, 0])
    await storage.delete('a/b')
    await storage.delete('a/b')
    assert.equal(await storage.get('a/b'), undefined)
    await storage.sweep()
    for (const wrong of ['../a', 'a//b', '/a', 'A', '']) {
      await assert.rejects(storage.put(wrong, Buffer.from('x')), /a name in storage/)
      await assert.rejects(async () => storage.open(wrong), /a name in storage/)
      await assert.rejects(async () => storage.delete(wrong), /a name in storage/)
      await assert.rejects(async () => storage.sizeOf(wrong), /a name in storage/)
    }
  })

  test(`${name}: a stream is kept, with a sum that goes on over blobs, and each range of it comes back`, async (t) => {
    const storage = await open(t)
    const parts = [randomBytes(700_001), randomBytes(5)]
    const sum = createHash('sha256')
    for (const [nth, bytes] of parts.entries()) {
      await storage.putStream(`files/one/${nth}`, inPieces(bytes, 65_536), { bytes: bytes.length, sum })
    }
    assert.equal(sum.digest('hex'), hash('sha256', Buffer.concat(parts)))
    const [bytes] = parts as [Buffer]
    assert.ok((await whole(await storage.open('files/one/0')))?.equals(bytes))
    // s3rver takes the range 0-0 for the whole object. S3 does not.
    const first = name === FAKE ? 1 : 0
    for (const range of [
      { first: 0, last: first },
      { first: 0, last: 700_000 },
      { first: 65_535, last: 65_536 },
      { first: 700_000, last: 700_000 },
    ]) {
      const read = await whole(await storage.open('files/one/0', range))
      assert.ok(read?.equals(bytes.subarray(range.first, range.last + 1)), `${range.first}-${range.last}`)
    }
    // A reader may go away in the middle.
    const left = await storage.open('files/one/0')
    left?.destroy()
  })

  const leavesNothing = async (storage: Storage, blob: string): Promise<void> => {
    if (name !== FAKE) assert.equal(await storage.sizeOf(blob), undefined)
  }

  test(`${name}: a stream that breaks, or has another size than stated, leaves nothing`, async (t) => {
    const storage = await open(t)
    const bytes = randomBytes(300_000)
    for (const stated of [bytes.length - 1, bytes.length + 1]) {
      await assert.rejects(storage.putStream('files/wrong', inPieces(bytes, 65_536), { bytes: stated }), SizeError)
      await leavesNothing(storage, 'files/wrong')
    }
    const breaking = Readable.from(
      (async function* () {
        yield bytes
        throw new Error('the sender went away')
      })(),
      { objectMode: false },
    )
    await assert.rejects(
      storage.putStream('files/broken', breaking, { bytes: 2 * bytes.length }),
      /the sender went away/,
    )
    await leavesNothing(storage, 'files/broken')
  })

  test(`${name}: the list gives the blobs below a folder, with size and age`, async (t) => {
    const storage = await open(t)
    assert.deepEqual(await Array.fromAsync(storage.list('files')), [])
    const names = Array.from({ length: 25 }, (_, nth) => `files/of-${nth % 3}/part-${nth}`)
    for (const one of names) await storage.put(one, Buffer.from(one))
    await storage.put('files-too/x', Buffer.from('x'))
    const listed = await Array.fromAsync(storage.list('files'))
    assert.deepEqual(listed.map((one) => one.name).sort(), [...names].sort())
    for (const { name: one, bytes, writtenAt } of listed) {
      assert.equal(bytes, one.length)
      assert.ok(Math.abs(Date.now() - writtenAt.getTime()) < 600_000)
    }
  })
}
