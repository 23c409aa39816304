// Reads the settings of linking that belong together: where the reports of stuck workflows go, and the archive.
import path from 'node:path'
import { ConfigError, LOOPBACK_HOSTS, type Settings } from './settings.ts'

/** A URL of the operator, and the secret that signs what Sehat sends there. */
export interface ReportWebhook {
  readonly url: string
  readonly secret: string
}

export function readReportMail(settings: Settings): string | undefined {
  const address = settings.text('SEHAT_LINKAGE_REPORT_MAIL')
  if (address === undefined || /^[^\s<>@]+@[^\s<>@]+$/.test(address)) return address
  throw new ConfigError('SEHAT_LINKAGE_REPORT_MAIL is not a mail address')
}

export function readReportWebhook(settings: Settings): ReportWebhook | undefined {
  const url = settings.url('SEHAT_LINKAGE_REPORT_WEBHOOK', ['https:', 'http:'])
  const secret = settings.secret('SEHAT_LINKAGE_REPORT_SECRET')
  if (url === undefined) return undefined
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !LOOPBACK_HOSTS.has(hostname)) {
    throw new ConfigError('SEHAT_LINKAGE_REPORT_WEBHOOK must begin with https:// unless it is on this machine')
  }
  if (!secret) throw new ConfigError('SEHAT_LINKAGE_REPORT_SECRET is needed with SEHAT_LINKAGE_REPORT_WEBHOOK')
  return { url, secret }
}

/** The archive of request data, for courts and audits. */
export interface ArchiveConfig {
  readonly folder: string
  readonly secret: string
  /** After so many days Sehat deletes a record of the archive. */
  readonly days: number
}

export function readArchive(settings: Settings, root: string): ArchiveConfig | undefined {
  const folder = settings.text('SEHAT_LINKAGE_ARCHIVE_FOLDER')
  const secret = settings.secret('SEHAT_LINKAGE_ARCHIVE_KEY')
  const days = settings.whole('SEHAT_LINKAGE_ARCHIVE_DAYS', { fallback: 1_095, min: 1, max: 36_500 })
  if (folder === undefined) return undefined
  if (!secret) throw new ConfigError('SEHAT_LINKAGE_ARCHIVE_KEY is needed with SEHAT_LINKAGE_ARCHIVE_FOLDER')
  return { folder: path.resolve(root, folder), secret, days }
}
