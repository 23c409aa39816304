// Recognises the device of a sign-in: a browser by a cookie that only this server reads, other clients by their name.
import { randomBytes } from 'node:crypto'
import Bowser from 'bowser'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../platform/config.ts'
import type { IdentityContext } from '../tables.ts'
import { usesCookie } from '../tokens/session-cookie.ts'

export interface Device {
  /** What the holder sees in the list of sign-ins. */
  readonly name: string
  readonly hash: string
  /** Whether nobody but this browser can show the device: then it has tries of a password of its own. */
  readonly isSecret: boolean
}

/** Browsers keep cookies for at most 400 days. */
const KEPT_SECONDS = 400 * 86_400
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/
const AGENT_LENGTH_MAX = 400

const cookieOf = ({ environment }: Pick<Config, 'environment'>) =>
  environment === 'production'
    ? { name: '__Host-sehat_device', attributes: 'Path=/; Secure; HttpOnly; SameSite=Strict' }
    : { name: 'sehat_device', attributes: 'Path=/v1/auth; HttpOnly; SameSite=Strict' }

/** The device that sends this request. A browser that has no device cookie yet gets one with the answer. */
export function readDevice(context: IdentityContext, request: FastifyRequest, reply: FastifyReply): Device {
  const agent = readAgent(request)
  const name = toDeviceName(agent)
  const { config, keys } = context
  if (!usesCookie(request)) return { name, hash: keys.hash('device', `agent ${agent}`), isSecret: false }
  const cookie = cookieOf(config)
  const known = new RegExp(`(?:^|;)\\s*${cookie.name}=([^;\\s]+)`).exec(request.headers.cookie ?? '')?.[1] ?? ''
  const token = TOKEN_FORM.test(known) ? known : randomBytes(32).toString('base64url')
  void reply.header('set-cookie', `${cookie.name}=${token}; ${cookie.attributes}; Max-Age=${KEPT_SECONDS}`)
  return { name, hash: keys.hash('device', `cookie ${token}`), isSecret: true }
}

const readAgent = ({ headers }: FastifyRequest): string => (headers['user-agent'] ?? '').slice(0, AGENT_LENGTH_MAX)

/** The name of the device that sends this request. */
export const readDeviceName = (request: FastifyRequest): string => toDeviceName(readAgent(request))

/** For sign-ins that the tests and the demo open without a request. */
export const UNKNOWN_DEVICE: Device = { name: 'Unknown device', hash: '', isSecret: false }

/** A name such as `Chrome on Android`. Only known words stay, because the name stands in messages. */
export function toDeviceName(agent: string): string {
  if (agent === '') return UNKNOWN_DEVICE.name
  const { browser, os } = Bowser.parse(agent)
  if (browser.name && os.name) return `${browser.name} on ${os.name}`
  return browser.name || os.name || UNKNOWN_DEVICE.name
}
