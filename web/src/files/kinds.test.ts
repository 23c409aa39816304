// Tests what the browser says of a file before it sends it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFile, mediaTypeOf, sumOf, titleOf } from './kinds.ts'

const PDF = new TextEncoder().encode('%PDF-1.4\n')
const MAX = 1_000

test('a file is what its first bytes say, whatever its name and type', async () => {
  const dicom = new Uint8Array(132)
  dicom.set(new TextEncoder().encode('DICM'), 128)
  for (const [bytes, found] of [
    [PDF, 'application/pdf'],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), 'image/png'],
    [new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [dicom, 'application/dicom'],
    [new TextEncoder().encode('<svg onload="alert(1)"/>'), undefined],
    [new TextEncoder().encode('%PDF'), undefined],
  ] as const) {
    assert.equal(mediaTypeOf(bytes), found)
  }
  assert.deepEqual(await checkFile(new Blob([PDF], { type: 'text/html' }), MAX), { mediaType: 'application/pdf' })
})

test('an empty file, a large one and one of another kind are refused before they are sent', async () => {
  assert.deepEqual(await checkFile(new Blob([]), MAX), { fault: 'empty' })
  assert.deepEqual(await checkFile(new Blob([PDF, new Uint8Array(MAX)]), MAX), { fault: 'tooLarge' })
  assert.deepEqual(await checkFile(new Blob(['PK']), MAX), { fault: 'type' })
})

test('the sum is that of the server, and the title is the name without its ending', async () => {
  const sum = await sumOf(new Blob(['abc']))
  assert.equal(sum, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.equal(titleOf('Blood count.pdf'), 'Blood count')
  assert.equal(titleOf('Dr. Rao'), 'Dr. Rao')
})
