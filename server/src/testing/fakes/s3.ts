// s3rver for tests: a fake of S3 in its own process. It ignores If-None-Match and encryption.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { S3Options } from '../../platform/ports/storage-s3.ts'
import type { WithAfter } from '../database.ts'

const BUCKET = 'sehat-files'

/** Starts it on a free port with an empty bucket, and gives the settings of a client. */
export async function startS3(t: WithAfter): Promise<S3Options> {
  const directory = mkdtempSync(path.join(tmpdir(), 'sehat-s3rver-'))
  const child = fork(path.join(import.meta.dirname, 's3-process.mjs'), [BUCKET, directory], {
    execArgv: [],
    // A child that holds the output open would keep the test run waiting.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  t.after(async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    rmSync(directory, { recursive: true, force: true })
  })
  const [port] = (await once(child, 'message')) as [number]
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-south-1',
    bucket: BUCKET,
    ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  }
}
