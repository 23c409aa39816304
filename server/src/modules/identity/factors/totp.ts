// Codes of authenticator apps (TOTP, RFC 6238): six digits, a new one every 30 seconds.
import { randomBytes } from 'node:crypto'

const PERIOD_SECONDS = 30
/** Clocks of phones are often wrong by some seconds, so the code before and the code after count too. */
const STEPS_AROUND = 1

const build = async (secret: string, label = '') => {
  const { Secret, TOTP } = await import('otpauth')
  return new TOTP({ issuer: 'Sehat', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6 })
}

/** A new secret of 160 bits, in base32 as people can type it. */
export async function makeSecret(): Promise<string> {
  const { Secret } = await import('otpauth')
  return new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32
}

/** The address that an authenticator app reads from a QR code. `label` names the account in the app. */
export async function toAppAddress(secret: string, label: string): Promise<string> {
  return (await build(secret, label)).toString()
}

/** The step to which a code belongs; undefined when the code is wrong now, or not newer than the last that was used. */
export async function findStep(
  { secret, lastStep }: { readonly secret: string; readonly lastStep: number },
  code: string,
  now: Date,
): Promise<number | undefined> {
  const totp = await build(secret)
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: STEPS_AROUND })
  if (delta === null) return undefined
  const step = totp.counter({ timestamp: now.getTime() }) + delta
  return step > lastStep ? step : undefined
}

/** The code of this moment, for tests. */
export async function codeAt(secret: string, now: Date): Promise<string> {
  return (await build(secret)).generate({ timestamp: now.getTime() })
}
