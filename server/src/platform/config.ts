// Reads the settings from the environment once. Refuses to start on a wrong setting, and names the variable.
import path from 'node:path'
import { type ApartConfig, readApart } from './config-apart.ts'
import {
  type ArchiveConfig,
  type ReportWebhook,
  readArchive,
  readReportMail,
  readReportWebhook,
} from './config-linkage.ts'
import { type OperatorConfig, readOperator } from './config-operator.ts'
import { type FilesConfig, readFiles } from './config-storage.ts'
import { ConfigError, type Environment, LOOPBACK_HOSTS, Settings } from './settings.ts'

export { ConfigError }

export interface Config extends FilesConfig {
  readonly environment: 'development' | 'production' | 'test'
  /** 0 means any free port. */
  readonly port: number
  readonly host: string
  /** The host names under which people reach this server, in addition to localhost. */
  readonly hosts: readonly string[]
  /** The address at which people reach this server, without a slash at the end. Health cards name it for ever. */
  readonly publicUrl: string
  readonly home: string
  readonly role: 'both' | 'web' | 'worker'
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  /** The path of the Chromium that makes PDFs. */
  readonly browser: string | undefined
  readonly databasePoolMax: number
  readonly statementTimeoutMs: number
  readonly callTimeoutMsMin: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly trustProxyHops: number
  readonly metricsToken: string | undefined
  readonly smsGateway: SmsGateway | undefined
  readonly mail: MailServer | undefined
  readonly provider: ProviderConfig | undefined
  readonly rateLimits: boolean
  readonly demo: boolean
  readonly secret: string | undefined
  readonly secretPrevious: string | undefined
  readonly identifierKey: string | undefined
  readonly accessTokenSeconds: number
  readonly refreshTokenSeconds: number
  readonly otpSeconds: number
  readonly otpResendSeconds: number
  readonly otpPerPhoneMax: number
  readonly wrongCodesMax: number
  readonly otpPerAddressMax: number
  readonly loginPerPhoneMax: number
  readonly passwordsPerPhoneMax: number
  readonly loginPerAddressMax: number
  readonly registerPerAddressMax: number
  readonly offersPerAccountMax: number
  readonly familyMembersMax: number
  readonly lookUpsPerHourMax: number
  readonly cancellationsPerPatientMax: number
  readonly cancellationsPerAccountMax: number
  readonly newMembersPerAddressMax: number
  readonly newMembersPerAccountMax: number
  readonly linkage: LinkageConfig
  readonly notifications: NotificationsConfig
  readonly operator: OperatorConfig
  readonly apart: ApartConfig
}

/** A gateway that takes messages over HTTP. */
export interface SmsGateway {
  readonly url: string
  /** The credentials that the gateway needs: the header Authorization, or a header of its own. */
  readonly headers: Readonly<Record<string, string>>
}

/** An SMTP server that takes mail. */
export interface MailServer {
  /** The address of the server with its name and password: a secret. */
  readonly url: string
  /** The sender of every mail. */
  readonly from: string
}

/** Times and tries for messages, and the secret of the gateways that report what became of them. */
export interface NotificationsConfig {
  /** How many messages one process sends at the same time. */
  readonly workersMax: number
  readonly leaseSeconds: number
  /** How often one channel is tried before the next one. */
  readonly triesMax: number
  readonly retryMs: number
  readonly receiptSecret: string | undefined
}

/** The outside identity provider (OpenID Connect) with whose accounts people may sign in. */
export interface ProviderConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The name on the button. */
  readonly name: string
}

/** Times, tries and addresses for linking patients with outside systems. */
export interface LinkageConfig {
  /** How many searches run at the same time in one process. */
  readonly workersMax: number
  readonly leaseSeconds: number
  readonly attemptsMax: number
  readonly searchRetryMs: number
  readonly reconcileSeconds: number
  readonly staleSeconds: number
  /** How long Sehat waits for an index that answers later. */
  readonly indexAnswerSeconds: number
  readonly archiveSeconds: number
  readonly choiceDays: number
  readonly webhookTimeoutMs: number
  readonly webhookRetryMs: number
  readonly webhookRetriesMax: number
  readonly webhookOverlapSeconds: number
  readonly secretOverlapSeconds: number
  readonly allowLoopback: boolean
  readonly index: 'own' | 'http' | 'http-async'
  readonly indexUrl: string | undefined
  readonly indexSecret: string | undefined
  readonly indexTimeoutMs: number
  /** How many searches one request to an outside index holds. */
  readonly indexAtOnce: number
  readonly operatorPhone: string | undefined
  /** Where the data and keys of requests are kept. */
  readonly requests: 'postgres' | 'redis'
  /** The mail address that gets the reports of stuck workflows. */
  readonly reportMail: string | undefined
  /** The URL that gets them, signed by Standard Webhooks. */
  readonly reportWebhook: ReportWebhook | undefined
  /** Undefined: request data is erased without an archive. */
  readonly archive: ArchiveConfig | undefined
  /** `<step>:<kill|stop|fail>`: the step at which a process of a test ends, pauses or fails. */
  readonly failpoint: string | undefined
}

/** Every setting with its default. Throws ConfigError at the first setting that Sehat cannot use. */
export function readConfig(env: Environment, root: string): Config {
  const settings = new Settings(env)
  const production = env.NODE_ENV === 'production'
  const role = settings.oneOf('ROLE', ['both', 'web', 'worker'], 'both')
  const home = path.resolve(root, settings.text('SEHAT_HOME') ?? '.sehat')
  const config: Config = {
    environment: settings.oneOf('NODE_ENV', ['development', 'production', 'test'], 'development'),
    // A worker shows only its health and metrics. Any free port will do, so it can run beside a web process.
    port: settings.whole('PORT', { fallback: role === 'worker' ? 0 : 8080, min: 0, max: 65_535 }),
    host: settings.text('HOST') ?? '127.0.0.1',
    hosts: settings.hosts('SEHAT_HOSTS'),
    publicUrl: readPublicUrl(settings),
    home,
    role,
    databaseUrl: settings.url('DATABASE_URL', ['postgresql:', 'postgres:']),
    redisUrl: settings.url('SEHAT_REDIS_URL', ['rediss:', 'redis:']),
    browser: settings.text('SEHAT_BROWSER'),
    ...readFiles(settings, home),
    databasePoolMax: settings.whole('SEHAT_DATABASE_POOL_MAX', { fallback: 10, min: 3, max: 200 }),
    statementTimeoutMs: settings.whole('SEHAT_STATEMENT_TIMEOUT_MS', { fallback: 5_000, min: 100, max: 600_000 }),
    callTimeoutMsMin: settings.whole('SEHAT_CALL_TIMEOUT_MS_MIN', { fallback: 0, min: 0, max: 600_000 }),
    logLevel: settings.oneOf('SEHAT_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    trustProxyHops: settings.whole('SEHAT_TRUST_PROXY_HOPS', { fallback: 0, min: 0, max: 10 }),
    metricsToken: settings.secret('SEHAT_METRICS_TOKEN'),
    smsGateway: readSmsGateway(settings),
    mail: readMail(settings),
    provider: readProvider(settings),
    rateLimits: settings.oneOf('SEHAT_RATE_LIMITS', ['on', 'off'], 'on') === 'on',
    demo: settings.oneOf('SEHAT_DEMO', ['on', 'off'], production ? 'off' : 'on') === 'on',
    secret: settings.secret('SEHAT_SECRET'),
    secretPrevious: settings.secret('SEHAT_SECRET_PREVIOUS'),
    identifierKey: settings.secret('SEHAT_IDENTIFIER_KEY'),
    accessTokenSeconds: settings.whole('SEHAT_ACCESS_TOKEN_SECONDS', { fallback: 600, min: 1, max: 3_600 }),
    refreshTokenSeconds: settings.whole('SEHAT_REFRESH_TOKEN_SECONDS', {
      fallback: 2_592_000,
      min: 60,
      max: 7_776_000,
    }),
    otpSeconds: settings.whole('SEHAT_OTP_SECONDS', { fallback: 180, min: 1, max: 600 }),
    otpResendSeconds: settings.whole('SEHAT_OTP_RESEND_SECONDS', { fallback: 30, min: 0, max: 600 }),
    otpPerPhoneMax: settings.whole('SEHAT_OTP_PER_PHONE_MAX', { fallback: 5, min: 1, max: 100 }),
    wrongCodesMax: settings.whole('SEHAT_WRONG_CODES_MAX', { fallback: 10_000, min: 1, max: 10_000_000 }),
    otpPerAddressMax: settings.whole('SEHAT_OTP_PER_ADDRESS_MAX', { fallback: 50, min: 1, max: 100_000 }),
    loginPerPhoneMax: settings.whole('SEHAT_LOGIN_PER_PHONE_MAX', { fallback: 10, min: 1, max: 1_000 }),
    passwordsPerPhoneMax: settings.whole('SEHAT_PASSWORDS_PER_PHONE_MAX', { fallback: 100, min: 1, max: 10_000 }),
    loginPerAddressMax: settings.whole('SEHAT_LOGIN_PER_ADDRESS_MAX', { fallback: 100, min: 1, max: 100_000 }),
    registerPerAddressMax: settings.whole('SEHAT_REGISTER_PER_ADDRESS_MAX', { fallback: 50, min: 1, max: 100_000 }),
    offersPerAccountMax: settings.whole('SEHAT_OFFERS_PER_ACCOUNT_MAX', { fallback: 500, min: 1, max: 100_000 }),
    familyMembersMax: settings.whole('SEHAT_FAMILY_MEMBERS_MAX', { fallback: 6, min: 1, max: 100 }),
    lookUpsPerHourMax: settings.whole('SEHAT_LOOK_UPS_PER_HOUR_MAX', { fallback: 200, min: 1, max: 100_000 }),
    cancellationsPerPatientMax: settings.whole('SEHAT_CANCELLATIONS_PER_PATIENT_MAX', {
      fallback: 6,
      min: 1,
      max: 1_000,
    }),
    cancellationsPerAccountMax: settings.whole('SEHAT_CANCELLATIONS_PER_ACCOUNT_MAX', {
      fallback: 12,
      min: 1,
      max: 1_000,
    }),
    newMembersPerAddressMax: settings.whole('SEHAT_NEW_MEMBERS_PER_ADDRESS_MAX', {
      fallback: 100,
      min: 1,
      max: 100_000,
    }),
    newMembersPerAccountMax: settings.whole('SEHAT_NEW_MEMBERS_PER_ACCOUNT_MAX', { fallback: 10, min: 1, max: 1_000 }),
    linkage: readLinkage(settings, root),
    notifications: readNotifications(settings),
    operator: readOperator(settings),
    apart: readApart(settings),
  }
  refuseUnsafe(config)
  refuseReportsWithoutMail(config)
  refuseSharedKey(config)
  refuseUnknown(env, settings.known)
  return config
}

function readPublicUrl(settings: Settings): string {
  const stated = settings.url('SEHAT_PUBLIC_URL', ['https:', 'http:']) ?? 'http://localhost:8080'
  const { protocol, hostname, origin, pathname, search, hash, username } = new URL(stated)
  if (protocol === 'http:' && !LOOPBACK_HOSTS.has(hostname)) {
    throw new ConfigError('SEHAT_PUBLIC_URL must begin with https:// unless it is this machine')
  }
  if (search !== '' || hash !== '' || username !== '') {
    throw new ConfigError('SEHAT_PUBLIC_URL must be an address without a name, a question mark or a #')
  }
  return `${origin}${pathname}`.replace(/\/+$/, '')
}

// The gateway gets one-time codes. TLS keeps listeners out; a gateway on this machine needs no TLS.
function readSmsGateway(settings: Settings): SmsGateway | undefined {
  const stated = settings.url('SEHAT_SMS_GATEWAY_URL', ['https:', 'http:'])
  const header = settings.text('SEHAT_SMS_GATEWAY_HEADER')
  if (stated === undefined) return undefined
  const url = new URL(stated)
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.has(url.hostname)) {
    throw new ConfigError('SEHAT_SMS_GATEWAY_URL must begin with https:// unless the gateway is on this machine')
  }
  const { username, password } = url
  const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  url.username = ''
  url.password = ''
  const headers = { ...(username !== '' && { authorization: `Basic ${basic}` }), ...readHeader(header) }
  return { url: url.href, headers }
}

function readProvider(settings: Settings): ProviderConfig | undefined {
  const issuer = settings.url('SEHAT_OIDC_ISSUER', ['https:', 'http:'])
  const clientId = settings.text('SEHAT_OIDC_CLIENT_ID')
  const clientSecret = settings.text('SEHAT_OIDC_CLIENT_SECRET')
  const name = settings.text('SEHAT_OIDC_NAME')
  if (issuer === undefined) return undefined
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'http:' && !LOOPBACK_HOSTS.has(hostname)) {
    throw new ConfigError('SEHAT_OIDC_ISSUER must begin with https:// unless the provider is on this machine')
  }
  if (!clientId) throw new ConfigError('SEHAT_OIDC_CLIENT_ID is needed with SEHAT_OIDC_ISSUER')
  if (!clientSecret) throw new ConfigError('SEHAT_OIDC_CLIENT_SECRET is needed with SEHAT_OIDC_ISSUER')
  return { issuer, clientId, clientSecret, name: name ?? hostname }
}

function readHeader(stated: string | undefined): Record<string, string> {
  if (stated === undefined) return {}
  const [, name, value] = /^([A-Za-z0-9-]+): ([\x20-\x7e]+)$/.exec(stated) ?? []
  // The message does not repeat the value, because the value is a secret.
  if (!name || !value) throw new ConfigError('SEHAT_SMS_GATEWAY_HEADER must have the form "Name: value"')
  return { [name.toLowerCase()]: value }
}

// Mail carries codes too. TLS keeps listeners out; a server on this machine needs no TLS.
function readMail(settings: Settings): MailServer | undefined {
  const url = settings.url('SEHAT_SMTP_URL', ['smtps:', 'smtp:'])
  const from = settings.text('SEHAT_MAIL_FROM')
  if (url === undefined) return undefined
  if (from === undefined) throw new ConfigError('SEHAT_MAIL_FROM is needed with SEHAT_SMTP_URL: the sender of mail')
  if (!/^[^\r\n]{0,100}[^\s<>@]+@[^\s<>@]+>?$/.test(from)) {
    throw new ConfigError('SEHAT_MAIL_FROM must be a mail address, or have the form "Name <address>"')
  }
  return { url, from }
}

function readNotifications(settings: Settings): NotificationsConfig {
  const whole = (name: string, fallback: number, min: number, max: number): number =>
    settings.whole(`SEHAT_NOTIFICATIONS_${name}`, { fallback, min, max })
  return {
    workersMax: whole('WORKERS_MAX', 32, 1, 256),
    leaseSeconds: whole('LEASE_SECONDS', 60, 1, 3_600),
    triesMax: whole('TRIES_MAX', 4, 1, 20),
    retryMs: whole('RETRY_MS', 5_000, 1, 3_600_000),
    receiptSecret: settings.secret('SEHAT_NOTIFICATIONS_RECEIPT_SECRET'),
  }
}

function readLinkage(settings: Settings, root: string): LinkageConfig {
  const whole = (name: string, fallback: number, min: number, max: number): number =>
    settings.whole(`SEHAT_LINKAGE_${name}`, { fallback, min, max })
  return {
    workersMax: whole('WORKERS_MAX', 16, 1, 256),
    leaseSeconds: whole('LEASE_SECONDS', 30, 1, 3_600),
    attemptsMax: whole('ATTEMPTS_MAX', 25, 1, 100),
    searchRetryMs: whole('SEARCH_RETRY_MS', 1_000, 1, 3_600_000),
    reconcileSeconds: whole('RECONCILE_SECONDS', 300, 1, 86_400),
    staleSeconds: whole('STALE_SECONDS', 420, 1, 86_400),
    indexAnswerSeconds: whole('INDEX_ANSWER_SECONDS', 3_600, 1, 86_400),
    archiveSeconds: whole('ARCHIVE_SECONDS', 86_400, 0, 31_536_000),
    choiceDays: whole('CHOICE_DAYS', 14, 1, 365),
    webhookTimeoutMs: whole('WEBHOOK_TIMEOUT_MS', 15_000, 100, 60_000),
    webhookRetryMs: whole('WEBHOOK_RETRY_MS', 5_000, 1, 3_600_000),
    webhookRetriesMax: whole('WEBHOOK_RETRIES_MAX', 12, 0, 50),
    webhookOverlapSeconds: whole('WEBHOOK_OVERLAP_SECONDS', 86_400, 0, 2_592_000),
    secretOverlapSeconds: whole('SECRET_OVERLAP_SECONDS', 86_400, 0, 2_592_000),
    allowLoopback: settings.oneOf('SEHAT_LINKAGE_ALLOW_LOOPBACK', ['on', 'off'], 'off') === 'on',
    index: settings.oneOf('SEHAT_LINKAGE_INDEX', ['own', 'http', 'http-async'], 'own'),
    indexUrl: settings.url('SEHAT_LINKAGE_INDEX_URL', ['https:', 'http:']),
    indexSecret: settings.secret('SEHAT_LINKAGE_INDEX_SECRET'),
    indexTimeoutMs: whole('INDEX_TIMEOUT_MS', 10_000, 100, 60_000),
    indexAtOnce: whole('INDEX_AT_ONCE', 1, 1, 128),
    requests: settings.oneOf('SEHAT_LINKAGE_REQUESTS', ['postgres', 'redis'], 'postgres'),
    operatorPhone: settings.text('SEHAT_LINKAGE_OPERATOR_PHONE'),
    reportMail: readReportMail(settings),
    reportWebhook: readReportWebhook(settings),
    archive: readArchive(settings, root),
    failpoint: settings.text('SEHAT_TEST_FAILPOINT'),
  }
}

// Who steals the everyday keys must not be able to read the archive.
function refuseSharedKey({ secret, secretPrevious, identifierKey, linkage }: Config): void {
  const key = linkage.archive?.secret
  if (key === undefined || ![secret, secretPrevious, identifierKey].includes(key)) return
  throw new ConfigError('SEHAT_LINKAGE_ARCHIVE_KEY must differ from all other secrets: openssl rand -base64 32')
}

function refuseReportsWithoutMail({ environment, linkage, mail }: Config): void {
  if (environment !== 'production' || !linkage.reportMail || mail) return
  throw new ConfigError('SEHAT_SMTP_URL is needed with SEHAT_LINKAGE_REPORT_MAIL: without it no report goes by mail')
}

function refuseUnsafe(config: Config): void {
  const { allowLoopback, failpoint } = config.linkage
  if (failpoint && config.environment !== 'test') {
    throw new ConfigError('SEHAT_TEST_FAILPOINT is accepted only when NODE_ENV=test')
  }
  if (config.environment !== 'production') return
  if (allowLoopback) throw new ConfigError('SEHAT_LINKAGE_ALLOW_LOOPBACK=on is refused when NODE_ENV=production')
  if (!config.rateLimits) throw new ConfigError('SEHAT_RATE_LIMITS=off is refused when NODE_ENV=production')
  if (config.demo) throw new ConfigError('SEHAT_DEMO=on is refused when NODE_ENV=production')
  if (config.hosts.length === 0 && config.role !== 'worker') {
    throw new ConfigError('SEHAT_HOSTS is needed when NODE_ENV=production: the names under which people reach Sehat')
  }
  if (!config.publicUrl.startsWith('https://') && config.role !== 'worker') {
    throw new ConfigError('SEHAT_PUBLIC_URL is needed when NODE_ENV=production: health cards name it for ever')
  }
  if (!config.smsGateway) {
    throw new ConfigError('SEHAT_SMS_GATEWAY_URL is needed when NODE_ENV=production: without it nobody gets a code')
  }
  if (!config.databaseUrl) throw new ConfigError('DATABASE_URL is needed when NODE_ENV=production')
  if (!config.secret) throw new ConfigError('SEHAT_SECRET is needed when NODE_ENV=production: openssl rand -base64 32')
  if (!config.identifierKey) {
    throw new ConfigError('SEHAT_IDENTIFIER_KEY is needed when NODE_ENV=production: openssl rand -base64 32')
  }
  if (config.identifierKey === config.secret) {
    throw new ConfigError(
      'SEHAT_IDENTIFIER_KEY must differ from SEHAT_SECRET: this key can never change, SEHAT_SECRET can',
    )
  }
}

// An operator would believe that a misspelt setting works, so do not ignore it silently.
function refuseUnknown(env: Environment, known: ReadonlySet<string>): void {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('SEHAT_') || name.startsWith('SEHAT_TEST_') || known.has(name)) continue
    throw new ConfigError(`${name} is not a setting of Sehat; the list is in docs/runbook/settings.md`)
  }
}
