// Tests the adapters of channels against a gateway and an SMTP server on real sockets, and one-time codes on top.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { channelConforms } from '../../testing/channels.ts'
import { startMailServer } from '../../testing/fakes/mail-server.ts'
import { startSmsGateway } from '../../testing/fakes/sms-gateway.ts'
import { until } from '../../testing/until.ts'
import { ConfigError, readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openDevelopmentInbox } from './channels-inbox.ts'
import { openMailChannel } from './channels-mail.ts'
import { openSmsChannel } from './channels-sms.ts'
import { openMessages } from './messages.ts'
import { inboxChannels } from './open-channels.ts'

const FROM = 'Sehat <no-reply@sehat.example>'

function openLines() {
  const lines: string[] = []
  const log = openLog({ logLevel: 'debug', environment: 'test' }, { write: (line: string) => void lines.push(line) })
  return { lines, log }
}

channelConforms('SMS gateway', async (t) => {
  const gateway = await startSmsGateway(t)
  let refused = 0
  return {
    channel: openSmsChannel({ url: gateway.url, headers: { authorization: 'Basic x' } }),
    to: '+919812345678',
    arrived: async () => gateway.list.slice(refused).map(({ text }) => text),
    refuse: (how) => gateway.reply((_, response) => response.writeHead(how === 'permanent' ? 422 : 503).end()),
    recover: () => {
      refused = gateway.list.length
      gateway.reply((_, response) => response.writeHead(202).end('accepted'))
    },
  }
})

channelConforms('SMTP server', async (t) => {
  const server = await startMailServer(t)
  return {
    channel: openMailChannel({ url: server.url, from: FROM }, openLines().log),
    to: 'asha@sehat.example',
    arrived: async () => server.list.map(({ raw }) => readText(raw)),
    refuse: (how) => server.refuse(how === 'permanent' ? 550 : 451),
    recover: () => server.refuse(undefined),
  }
})

channelConforms('inbox of development', async () => {
  const inbox = openDevelopmentInbox()
  return {
    channel: inbox.channel('sms'),
    to: '+919812345678',
    arrived: async () => inbox.list.map(({ text }) => text),
  }
})

/** The text of a mail, decoded from the two encodings that the library uses for short texts. */
function readText(raw: string): string {
  const [head = '', body = ''] = raw.split(/\r\n\r\n([\s\S]*)/)
  const text = /base64/i.test(head)
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
  return text.replaceAll('\r\n', '\n').trimEnd()
}

test('a gateway gets the header of the settings, the id and the template, and names the message', async (t) => {
  const gateway = await startSmsGateway(t)
  const channel = openSmsChannel({ url: gateway.url, headers: { 'api-key': 'secret' } })
  const registered = { entityId: '1101', header: 'SEHATG', templateId: '1107' }
  const answer = await channel.send({ to: '+919812345678', text: 'a text', id: 'n-1', registered })
  assert.deepEqual(answer, { providerId: 'gateway-1' })
  const { headers, ...body } = gateway.list[0] as (typeof gateway.list)[number]
  assert.deepEqual(body, { to: '+919812345678', text: 'a text', id: 'n-1', ...registered })
  assert.equal(headers['api-key'], 'secret')
})

test('a gateway that redirects, or does not listen, refuses for now', async (t) => {
  const gateway = await startSmsGateway(t)
  gateway.reply((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end())
  const redirected = await openSmsChannel({ url: gateway.url, headers: {} }).send({ to: '+919812345678', text: 'x' })
  assert.deepEqual(redirected, { refusal: 'temporary', code: 'broken' })
  const closed = await openSmsChannel({ url: 'http://127.0.0.1:9/', headers: {} }).send({ to: '+91981234', text: 'x' })
  assert.equal('refusal' in closed && closed.refusal, 'temporary')
})

test('a mail server that does not speak ends the try in time', async (t) => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  t.after(() => silent.close())
  const { port } = silent.address() as { port: number }
  const channel = openMailChannel({ url: `smtp://127.0.0.1:${port}`, from: FROM }, openLines().log)
  const startedMs = performance.now()
  const answer = await channel.send({ to: 'asha@sehat.example', text: 'x' })
  assert.equal('refusal' in answer && answer.refusal, 'temporary')
  assert.ok(performance.now() - startedMs < 10_000)
})

test('a code goes to a phone by SMS and to a mail address by mail', async (t) => {
  const gateway = await startSmsGateway(t)
  const server = await startMailServer(t)
  const { log, lines } = openLines()
  const sms = openSmsChannel({ url: gateway.url, headers: {} })
  const mail = openMailChannel({ url: server.url, from: FROM }, log)
  const messages = openMessages({ sms, mail, inbox: undefined }, log)
  assert.equal(messages.canMail, true)
  messages.send({ to: '+919812345678', text: '482913' })
  messages.send({ to: 'asha@sehat.example', text: '482914', subject: 'Your code' })
  await until('both codes arrived', () => gateway.list.length === 1 && server.list.length === 1)
  assert.deepEqual(
    [gateway.list[0]?.text, server.list[0]?.to, /^Subject: (.*)$/m.exec(server.list[0]?.raw ?? '')?.[1]?.trim()],
    ['482913', 'asha@sehat.example', 'Your code'],
  )
  assert.deepEqual(lines, [])
  mail.close()
})

test('a code is tried three times, once when the refusal stays, and no log holds the code or the phone', async (t) => {
  const gateway = await startSmsGateway(t)
  const { log, lines } = openLines()
  const sms = openSmsChannel({ url: gateway.url, headers: {} })
  const messages = openMessages({ sms, inbox: undefined }, log)
  assert.equal(messages.canMail, false)
  gateway.reply((_, response) => response.writeHead(503).end())
  messages.send({ to: '+919812345678', text: '482913' })
  await until('the log has the refusal', () => lines.length === 1)
  assert.equal(gateway.list.length, 3)
  gateway.reply((_, response) => response.writeHead(400).end())
  messages.send({ to: '+919812345678', text: '482913' })
  await until('the log has the refusal', () => lines.length === 2)
  assert.equal(gateway.list.length, 4)
  messages.send({ to: 'asha@sehat.example', text: '482913' })
  await until('the log has the refusal', () => lines.length === 3)
  assert.doesNotMatch(lines.join('\n'), /482913|9812345678|asha@/)
})

test('the inbox of development keeps the newest messages of all channels', async () => {
  const { inbox, sms, mail } = inboxChannels()
  await sms?.send({ to: '+919812345678', text: 'first' })
  await mail?.send({ to: 'asha@sehat.example', text: 'second' })
  assert.deepEqual(
    inbox.list.map(({ channel, text }) => [channel, text]),
    [
      ['mail', 'second'],
      ['sms', 'first'],
    ],
  )
})

test('settings of mail need a sender, and the message of a refusal repeats no password', () => {
  const url = 'smtps://sehat:monsoon@mail.example'
  assert.throws(() => readConfig({ SEHAT_SMTP_URL: url }, '/'), ConfigError)
  assert.throws(() => readConfig({ SEHAT_SMTP_URL: url, SEHAT_MAIL_FROM: 'x\r\nBcc: y@z.example' }, '/'), ConfigError)
  assert.throws(
    () => readConfig({ SEHAT_SMTP_URL: 'https://sehat:monsoon@mail.example' }, '/'),
    (error: Error) => error instanceof ConfigError && !error.message.includes('monsoon'),
  )
  assert.equal(readConfig({ SEHAT_SMTP_URL: url, SEHAT_MAIL_FROM: FROM }, '/').mail?.from, FROM)
})
