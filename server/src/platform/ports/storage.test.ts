// Tests the folder of storage: blobs come back, names cannot lead out, and a killed process leaves no half of a blob.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { until } from '../../testing/until.ts'
import { folderStorage } from './storage-folder.ts'

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-storage-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))

test('a blob comes back until it is deleted, and only its owner may read its file', async (t) => {
  const folder = path.join(newFolder(t), 'made', 'by', 'storage')
  const storage = folderStorage(folder)
  assert.equal(await storage.get('a/b/c'), undefined)
  await storage.delete('a/b/c')
  await storage.put('a/b/c', Buffer.from('one'))
  await storage.put('a/b/c', Buffer.from('two'))
  await storage.put('a/b/d', Buffer.alloc(0))
  assert.deepEqual([String(await storage.get('a/b/c')), (await storage.get('a/b/d'))?.length], ['two', 0])
  assert.equal(statSync(path.join(folder, 'a/b/c')).mode & 0o077, 0)
  await storage.delete('a/b/c')
  await storage.delete('a/b/c')
  assert.equal(await storage.get('a/b/c'), undefined)
  assert.deepEqual(filesIn(folder), [path.join(folder, 'a/b/d')])
})

test('a name cannot lead out of the folder or to unfinished files', async (t) => {
  const storage = folderStorage(newFolder(t))
  for (const name of [
    '',
    '../a',
    'a/../../b',
    '/a',
    'a//b',
    '.unfinished/a',
    'a/',
    'A',
    'a\0b',
    'a\\b',
    'x'.repeat(401),
  ]) {
    await assert.rejects(storage.put(name, Buffer.from('x')), /a name in storage/, name)
    await assert.rejects(storage.get(name), /a name in storage/, name)
    await assert.rejects(storage.delete(name), /a name in storage/, name)
  }
})

test('when the disk refuses, the put fails, the earlier blob stays, and nothing unfinished is left', async (t) => {
  const folder = newFolder(t)
  const storage = folderStorage(folder)
  await storage.put('a/b', Buffer.from('one'))
  // A folder stands where the file should be, so the last step fails.
  await storage.put('c/d/e', Buffer.from('one'))
  await assert.rejects(storage.put('c/d', Buffer.from('two')))
  assert.equal(String(await storage.get('a/b')), 'one')
  assert.deepEqual(readdirSync(path.join(folder, '.unfinished')), [])
  writeFileSync(path.join(folder, 'file'), '')
  await assert.rejects(folderStorage(path.join(folder, 'file')).put('a', Buffer.from('x')))
})

test('a killed process leaves whole blobs only, and the sweep removes what it had begun', async (t) => {
  const folder = newFolder(t)
  const code = `
    import { hash, randomBytes } from 'node:crypto'
    import { folderStorage } from ${JSON.stringify(new URL('./storage-folder.ts', import.meta.url).href)}
    const storage = folderStorage(${JSON.stringify(folder)})
    for (let nth = 0; ; nth++) await Promise.all([0, 1, 2, 3].map((lane) => {
      const bytes = randomBytes(200_000)
      return storage.put('b/' + lane + '/' + nth % 5, Buffer.concat([Buffer.from(hash('sha256', bytes)), bytes]))
    }))`
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
    const seen = filesIn(folder).length
    await until('it writes', () => filesIn(folder).length > seen || filesIn(folder).length >= 20)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    const blobs = filesIn(folder).filter((file) => !file.includes('.unfinished'))
    assert.ok(blobs.length > 0)
    for (const file of blobs) {
      const bytes = readFileSync(file)
      assert.equal(bytes.subarray(0, 64).toString(), hash('sha256', bytes.subarray(64)), file)
    }
  }
  const unfinished = path.join(folder, '.unfinished')
  writeFileSync(path.join(unfinished, 'old'), 'x')
  writeFileSync(path.join(unfinished, 'new'), 'x')
  const twoDaysAgo = Date.now() / 1_000 - 172_800
  utimesSync(path.join(unfinished, 'old'), twoDaysAgo, twoDaysAgo)
  await folderStorage(folder).sweep()
  assert.ok(readdirSync(unfinished).includes('new'))
  assert.ok(!readdirSync(unfinished).includes('old'))
})
