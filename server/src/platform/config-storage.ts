// Reads the settings of the parts that keep files: the storage, the shared cache, and the scanner.
import path from 'node:path'
import { ConfigError, LOOPBACK_HOSTS, type Settings } from './settings.ts'

/** The parts that keep files. */
export interface FilesConfig {
  readonly storage: StorageConfig
  /** Whether processes share the cache of what can be read again from the database. */
  readonly cache: 'memory' | 'redis'
  readonly clamd: ClamdConfig | undefined
}

export const readFiles = (settings: Settings, home: string): FilesConfig => ({
  storage: readStorage(settings, home),
  cache: settings.oneOf('SEHAT_CACHE', ['memory', 'redis'], 'memory'),
  clamd: readClamd(settings),
})

/** Where files are kept: a folder, or a bucket of S3. */
type StorageConfig = FolderConfig | BucketConfig

interface FolderConfig {
  readonly kind: 'folder'
  readonly folder: string
}

interface BucketConfig {
  readonly kind: 's3'
  readonly bucket: string
  readonly endpoint: string | undefined
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

function readStorage(settings: Settings, home: string): StorageConfig {
  const folder = settings.text('SEHAT_STORAGE_FOLDER')
  const bucket = settings.text('SEHAT_S3_BUCKET')
  const endpoint = settings.url('SEHAT_S3_ENDPOINT', ['https:', 'http:'])
  const region = settings.text('SEHAT_S3_REGION') ?? 'ap-south-1'
  const accessKeyId = settings.text('SEHAT_S3_ACCESS_KEY_ID')
  const secretAccessKey = settings.text('SEHAT_S3_SECRET_ACCESS_KEY')
  if (bucket === undefined) return { kind: 'folder', folder: path.resolve(home, folder ?? 'files') }
  if (folder !== undefined) throw new ConfigError('SEHAT_STORAGE_FOLDER and SEHAT_S3_BUCKET exclude each other')
  if (endpoint !== undefined) {
    const { protocol, hostname } = new URL(endpoint)
    if (protocol === 'http:' && !LOOPBACK_HOSTS.has(hostname)) {
      throw new ConfigError('SEHAT_S3_ENDPOINT must begin with https:// unless it is this machine')
    }
  }
  if (!accessKeyId) throw new ConfigError('SEHAT_S3_ACCESS_KEY_ID is needed with SEHAT_S3_BUCKET')
  if (!secretAccessKey) throw new ConfigError('SEHAT_S3_SECRET_ACCESS_KEY is needed with SEHAT_S3_BUCKET')
  return { kind: 's3', bucket, endpoint, region, accessKeyId, secretAccessKey }
}

/** Where clamd listens. Undefined: nobody scans files, and the pages say so. */
interface ClamdConfig {
  readonly host: string
  readonly port: number
}

const CLAMD_PORT = 3_310

function readClamd(settings: Settings): ClamdConfig | undefined {
  const stated = settings.url('SEHAT_CLAMD_URL', ['tcp:'])
  if (stated === undefined) return undefined
  const { hostname, port } = new URL(stated)
  if (!hostname) throw new ConfigError('SEHAT_CLAMD_URL names no host: write tcp://<host>:<port>')
  return { host: hostname, port: port === '' ? CLAMD_PORT : Number(port) }
}
