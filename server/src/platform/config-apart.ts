// Reads the settings of an installation whose modules run in several processes and databases.
import { ConfigError, LOOPBACK_HOSTS, type Settings } from './settings.ts'

export interface ApartConfig {
  /** The modules that run in this process. Undefined: all of them. */
  readonly modules: readonly string[] | undefined
  /** The databases of modules that are not in that of DATABASE_URL, by the name of the module. */
  readonly databaseUrls: Readonly<Record<string, string>>
  readonly brokerUrl: string | undefined
  /** Where this process answers the calls of modules in other processes. Undefined: it answers none. */
  readonly callsPort: number | undefined
  readonly callsHost: string
  /** Where modules that do not run here answer calls, by the name of the module. */
  readonly callsUrls: Readonly<Record<string, string>>
}

const PORT = 'SEHAT_CALLS_PORT'

export function readApart(settings: Settings): ApartConfig {
  const named = settings.text('MODULES')?.split(',')
  const callsUrls = settings.urls('SEHAT_CALLS_URL_', ['https:', 'http:'])
  refuseNakedCalls(callsUrls)
  return {
    modules: named?.map((name) => name.trim()).filter((name) => name !== ''),
    databaseUrls: settings.urls('DATABASE_URL_', ['postgresql:', 'postgres:']),
    brokerUrl: settings.url('SEHAT_BROKER_URL', ['amqps:', 'amqp:']),
    callsPort:
      settings.text(PORT) === undefined ? undefined : settings.whole(PORT, { fallback: 0, min: 0, max: 65_535 }),
    callsHost: settings.text('SEHAT_CALLS_HOST') ?? '127.0.0.1',
    callsUrls,
  }
}

// Calls carry names and births of people. A network that encrypts by itself says so in the setting.
function refuseNakedCalls(urls: Readonly<Record<string, string>>): void {
  for (const [module, url] of Object.entries(urls)) {
    const { protocol, hostname, pathname, search } = new URL(url)
    const setting = `SEHAT_CALLS_URL_${module.toUpperCase()}`
    if (pathname !== '/' || search !== '') throw new ConfigError(`${setting} must be an address without a path`)
    const isInside = LOOPBACK_HOSTS.has(hostname) || !hostname.includes('.') || hostname.endsWith('.svc.cluster.local')
    if (protocol === 'http:' && !isInside) {
      throw new ConfigError(`${setting} must begin with https:// unless it names this machine or a service beside it`)
    }
  }
}
