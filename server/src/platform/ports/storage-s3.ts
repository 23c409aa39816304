// The adapter of storage for S3 and what speaks its language. Only who names a bucket loads the library.
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { measured, requireName, type Storage, type StoredBlob } from './storage.ts'

export interface S3Options {
  /** The address of the server. Undefined: the one of Amazon for the region. */
  readonly endpoint: string | undefined
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  /** A secret: no message repeats it. */
  readonly secretAccessKey: string
}

type Library = typeof import('@aws-sdk/client-s3')

const TRIES = 3
const CONNECT_TIMEOUT_MS = 5_000
const SOCKET_TIMEOUT_MS = 60_000

export function s3Storage(options: S3Options): Storage {
  let opening: Promise<{ library: Library; client: S3Client }> | undefined
  const opened = () => {
    opening ??= connect(options)
    return opening
  }
  const Bucket = options.bucket
  const put = async (Key: string, Body: Buffer | Readable, ContentLength: number, abortSignal?: AbortSignal) => {
    requireName(Key)
    const { library, client } = await opened()
    const command = new library.PutObjectCommand({ Bucket, Key, Body, ContentLength })
    await client.send(command, abortSignal && { abortSignal })
  }
  const open: Storage['open'] = async (Key, range) => {
    requireName(Key)
    const { library, client } = await opened()
    const Range = range && `bytes=${range.first}-${range.last}`
    const found = await ifThere(client.send(new library.GetObjectCommand({ Bucket, Key, ...(Range && { Range }) })))
    return found?.Body as Readable | undefined
  }
  return {
    put: (name, bytes) => put(name, bytes, bytes.length),
    async putStream(name, source, stated) {
      const body = Readable.from(measured(source, stated), { objectMode: false })
      const broken = new AbortController()
      body.once('error', (error) => broken.abort(error))
      // The store keeps an object only when all its bytes have come. The library does not see that the body broke.
      await put(name, body, stated.bytes, broken.signal).catch((error: unknown) => {
        throw broken.signal.aborted ? broken.signal.reason : error
      })
    },
    async get(name) {
      const body = await open(name)
      return body && Buffer.concat(await body.toArray())
    },
    open,
    async sizeOf(Key) {
      requireName(Key)
      const { library, client } = await opened()
      return (await ifThere(client.send(new library.HeadObjectCommand({ Bucket, Key }))))?.ContentLength
    },
    async delete(Key) {
      requireName(Key)
      const { library, client } = await opened()
      await client.send(new library.DeleteObjectCommand({ Bucket, Key }))
    },
    async *list(folder) {
      requireName(folder)
      const { library, client } = await opened()
      const pages = library.paginateListObjectsV2({ client }, { Bucket, Prefix: `${folder}/` })
      for await (const { Contents = [] } of pages) {
        for (const { Key, Size, LastModified } of Contents) {
          yield { name: Key, bytes: Size, writtenAt: LastModified } as StoredBlob
        }
      }
    },
    // An object appears whole or not at all.
    sweep: async () => {},
  }
}

async function connect({ endpoint, region, accessKeyId, secretAccessKey }: S3Options) {
  const library = await import('@aws-sdk/client-s3')
  const client = new library.S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: TRIES,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: SOCKET_TIMEOUT_MS },
    // Sehat hashes what it keeps. Many stores of objects refuse the checksums that Amazon's takes.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // The caller logs what fails. The library would write to the console.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  })
  return { library, client }
}

/** Undefined when there is no such object. */
async function ifThere<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    const { $metadata, name } = error as { $metadata?: { httpStatusCode?: number }; name?: string }
    if ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket') return undefined
    throw error
  }
}
