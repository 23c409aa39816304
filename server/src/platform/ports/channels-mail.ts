// The adapter of channels for mail: sends by SMTP with the library nodemailer, which it loads at the first mail.
import type { Transporter } from 'nodemailer'
import type { MailServer } from '../config.ts'
import type { Logger } from '../log.ts'
import { type Channel, faultCode, type Refused } from './channels.ts'

const TIMEOUT_MS = 9_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `smtps:` speaks TLS from the start. `smtp:` must change to TLS (STARTTLS), except on this machine. */
export function openMailChannel({ url, from }: MailServer, log: Logger): Channel {
  let opened: Promise<Transporter> | undefined
  const transporter = (): Promise<Transporter> => {
    opened ??= openTransporter(url)
    return opened
  }
  return {
    async send({ to, text, subject = 'Sehat', id }) {
      try {
        const mailer = await transporter()
        const sent = (await withTimeLimit(
          mailer.sendMail({
            from,
            to: { name: '', address: to },
            subject,
            text,
            ...(id !== undefined && { messageId: `<${id}@sehat>` }),
            disableFileAccess: true,
            disableUrlAccess: true,
            // Tells other programs that nobody waits for an answer such as "I am on holiday" (RFC 3834).
            headers: { 'auto-submitted': 'auto-generated' },
          }),
        )) as { messageId?: string }
        return { providerId: sent.messageId ?? null }
      } catch (error) {
        const refused = toRefused(error)
        log.warn({ code: refused.code }, 'the mail server did not take a mail')
        return refused
      }
    },
    close() {
      void opened?.then((mailer) => mailer.close()).catch(() => {})
    },
  }
}

async function openTransporter(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !LOOPBACK.has(hostname),
    ...(!secure && LOOPBACK.has(hostname) && { ignoreTLS: true }),
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 4,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: TIMEOUT_MS,
  })
}

async function withTimeLimit<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('the mail server took too long', 'TimeoutError')), TIMEOUT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** SMTP: 4xx may pass, 5xx stays. The text of an answer is not used, because it may repeat the address. */
function toRefused(error: unknown): Refused {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  if (code === 'EAUTH') return { refusal: 'temporary', code: 'eauth' }
  if (typeof responseCode === 'number') {
    return { refusal: responseCode >= 500 ? 'permanent' : 'temporary', code: `smtp-${responseCode}` }
  }
  // The address itself cannot be written into an envelope.
  if (code === 'EENVELOPE') return { refusal: 'permanent', code: 'eenvelope' }
  return { refusal: 'temporary', code: faultCode(error) }
}
