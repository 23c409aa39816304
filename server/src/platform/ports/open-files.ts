// Opens what the settings name for files: the storage, the shared cache, and the scanner.
import { type Config, ConfigError } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Scanner } from './scanner.ts'
import { clamdScanner } from './scanner-clamd.ts'
import type { Storage } from './storage.ts'
import { folderStorage } from './storage-folder.ts'
import { s3Storage } from './storage-s3.ts'
import { memoryVersionedCache, type VersionedCache } from './versioned-cache.ts'
import { redisVersionedCache } from './versioned-cache-redis.ts'

const CACHED_MAX = 50_000

export interface Files {
  readonly storage: Storage
  readonly cache: VersionedCache
  /** Undefined when nobody scans files. */
  readonly scanner: Scanner | undefined
}

type Stated = Pick<Config, 'storage' | 'cache' | 'redisUrl' | 'clamd'>

export const openFiles = ({ storage, clamd, ...more }: Stated, log: Logger): Files => ({
  storage: storage.kind === 's3' ? s3Storage(storage) : folderStorage(storage.folder),
  cache: openCache(more, log),
  scanner: clamd && clamdScanner(clamd),
})

function openCache({ cache, redisUrl }: Pick<Config, 'cache' | 'redisUrl'>, log: Logger): VersionedCache {
  if (cache === 'memory') return memoryVersionedCache(CACHED_MAX)
  if (!redisUrl) throw new ConfigError('SEHAT_CACHE=redis needs SEHAT_REDIS_URL')
  return redisVersionedCache({ url: redisUrl, log })
}
