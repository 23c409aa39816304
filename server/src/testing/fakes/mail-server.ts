// A real small SMTP server (the library smtp-server) on a socket. It keeps each mail and refuses what the test says.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { WithAfter } from '../database.ts'

export interface ReceivedMail {
  readonly from: string
  readonly to: string
  readonly raw: string
}

export interface MailServerFake {
  readonly url: string
  readonly list: readonly ReceivedMail[]
  /** Refuses every recipient with this SMTP code from now on; undefined takes them again. */
  refuse(code: number | undefined): void
}

export const MAIL_USER = { user: 'sehat', pass: 'a boat on the Brahmaputra' }

export async function startMailServer(t: WithAfter): Promise<MailServerFake> {
  const list: ReceivedMail[] = []
  let refusal: number | undefined
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === MAIL_USER.user && password === MAIL_USER.pass) return done(null, { user: username })
      done(new Error('wrong name or password'))
    },
    onRcptTo: (_address, _session, done) => {
      if (refusal === undefined) return done()
      done(Object.assign(new Error('refused by the test'), { responseCode: refusal }))
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void parts.push(part))
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        list.push({ from, to: envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  const account = `${MAIL_USER.user}:${encodeURIComponent(MAIL_USER.pass)}`
  return {
    url: `smtp://${account}@127.0.0.1:${port}`,
    list,
    refuse: (code) => {
      refusal = code
    },
  }
}
